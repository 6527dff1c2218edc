/**
 * A Python module that builds a flow from a declarative document (`taskflow/1`) and runs it. The document stands in it
 * as JSON, which never holds three quotes in a row, so nothing in it can end the literal.
 * @param document JSON text
 * @param seconds task → how long it sleeps
 */
export function pythonModule(document: string, seconds = '{}'): string {
  return `${HEAD}\nFLOW = json.loads(r"""\n${document}\n""")\n\nSECONDS = json.loads(r"""\n${seconds}\n""")\n\n${BODY}`;
}

const HEAD = `#!/usr/bin/env python3
"""Written by makespan convert: a deployment as an OpenStack TaskFlow flow.

Needs taskflow (Debian: python3-taskflow). 'build()' returns the flow; run the
file to execute it in the parallel engine. MAKESPAN_SCALE=0.1 makes it ten
times faster. Each task sleeps its mean time where its work belongs.
"""
import json
import os
import sys
import time

from taskflow import engines
from taskflow import task
from taskflow.patterns import graph_flow
`;

const BODY = `SCALE = float(os.environ.get('MAKESPAN_SCALE', '1'))


class Component(task.Task):
    """One task: sleeps, notes when, and provides its values."""

    def __init__(self, order, said, record):
        requires = said.get('requires', {})
        super().__init__(
            name=said['task'],
            requires=list(requires),
            rebind=dict(requires),
            provides=tuple(said.get('provides', [])),
        )
        self.priority = -order  # equal ones would start in any order
        self._seconds = SECONDS.get(said['task'], 0) * SCALE
        self._record = record

    def execute(self, **inputs):
        start = time.monotonic()
        time.sleep(self._seconds)
        self._record[self.name] = (start, time.monotonic())
        return tuple(symbol for symbol in self.save_as)

    def revert(self, **unused):
        pass


def build(record=None):
    record = {} if record is None else record
    said = FLOW['flow']
    flow = graph_flow.Flow(said['flow'])
    tasks = {one['task']: Component(order, one, record)
             for order, one in enumerate(said['children'])}
    flow.add(*tasks.values())
    for link in said['links']:
        flow.link(tasks[link['from']], tasks[link['to']])
    return flow


def main():
    record = {}
    flow = build(record)
    engine = engines.load(flow, engine='parallel',
                          max_workers=max(1, len(FLOW['flow']['children'])))
    engine.compile()
    engine.prepare()
    engine.validate()
    begin = time.monotonic()
    engine.run()
    end = time.monotonic()
    tasks = {name: [(at - begin) / SCALE for at in times]
             for name, times in record.items()}
    json.dump({'makespan': (end - begin) / SCALE, 'tasks': tasks}, sys.stdout)
    print()


if __name__ == '__main__':
    main()
`;
