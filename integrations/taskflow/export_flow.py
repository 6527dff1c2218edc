#!/usr/bin/env python3
"""Writes OpenStack TaskFlow flows as JSON that makespan reads.

    export_flow.py FILE.py NAME         a flow, or a function without arguments that makes one
    export_flow.py FILE.py --capture [-- ARGUMENTS...]    runs the script, stops before its first task would start

One flow gives one JSON document on standard output. With --capture and --all the script goes on, its tasks run, and
each flow that reaches an engine is written to flow-1.json, flow-2.json, ... in the folder of --output.

Only taskflow itself is needed. A task may carry makespan_duration ('45s', 'uniform(10s, 20s)') and makespan_host, as
attributes of its class or instance; both are written.
"""
import argparse
import contextlib
import importlib.util
import io
import json
import os
import runpy
import sys

from taskflow import flow as flow_base
from taskflow.engines.action_engine import engine as action_engine
from taskflow.patterns import graph_flow
from taskflow.patterns import linear_flow
from taskflow.patterns import unordered_flow
from taskflow.version import version_string

PATTERNS = (
    (graph_flow.TargetedFlow, 'targeted_graph'),
    (graph_flow.Flow, 'graph'),
    (linear_flow.Flow, 'linear'),
    (unordered_flow.Flow, 'unordered'),
)


class Exporter:
    """One flow; names of flows may repeat, so each item gets its path as id."""

    def __init__(self):
        self.tasks = []
        self.retries = []
        self._ids = {}

    def document(self, item, store=(), engine=None):
        tree = self._item(item, '')
        document = {'taskflow': version_string(), 'flow': tree, 'tasks': self.tasks,
                    'retries': self.retries, 'store': sorted(store)}
        if engine is not None:
            document['engine'] = engine
        return document

    def _id(self, item, around):
        base = around + item.name
        path, number = base, 2
        while path in self._ids.values():
            path, number = '%s#%d' % (base, number), number + 1
        self._ids[item] = path
        return path

    def _item(self, item, around):
        path = self._id(item, around)
        if not isinstance(item, flow_base.Flow):
            self.tasks.append(self._atom(item, path))
            return {'type': 'task', 'id': path, 'name': item.name}
        retry = None
        if item.retry is not None:
            retry = self._id(item.retry, path + '/')
            self.retries.append(self._atom(item.retry, retry))
        return {
            'type': 'flow', 'id': path, 'name': item.name, 'pattern': pattern_of(item), 'retry': retry,
            'children': [self._item(child, path + '/') for child in item],
            'links': [self._link(*link) for link in item.iter_links()],
        }

    def _link(self, source, target, about):
        reasons = sorted(about.get(flow_base.LINK_REASONS) or ())
        kinds = [kind for kind, key in (('manual', flow_base.LINK_MANUAL),
                                        ('invariant', flow_base.LINK_INVARIANT)) if about.get(key)]
        link = {'from': self._ids[source], 'to': self._ids[target],
                'kinds': kinds + (['data'] if reasons else []), 'reasons': reasons}
        decider = about.get(flow_base.LINK_DECIDER)
        if decider is not None:
            depth = about.get(flow_base.LINK_DECIDER_DEPTH)
            link['decider'] = getattr(decider, '__name__', type(decider).__name__)
            link['decider_depth'] = 'ALL' if depth is None else depth.name
        return link

    @staticmethod
    def _atom(atom, path):
        kind = type(atom)
        said = {
            'id': path, 'name': atom.name, 'class': '%s.%s' % (kind.__module__, kind.__qualname__),
            'provides': list(atom.provides), 'optional': list(atom.optional),
            'rebind': dict(atom.rebind), 'revert_rebind': dict(atom.revert_rebind),
            'revert_optional': list(getattr(atom, 'revert_optional', ())),
            # Values may be secrets, and names are all that is needed.
            'inject': {name: None for name in (atom.inject or {})},
            'priority': getattr(atom, 'priority', 0),
        }
        for key in ('duration', 'host'):
            value = getattr(atom, 'makespan_' + key, None)
            if value is not None:
                said[key] = str(value)
        return said


def pattern_of(flow):
    for kind, name in PATTERNS:
        if isinstance(flow, kind):
            return name
    raise SystemExit('%s is a %s, which is none of TaskFlow\'s patterns' % (flow.name, type(flow).__name__))


def load_named(path, name):
    sys.path.insert(0, os.path.dirname(os.path.abspath(path)))
    spec = importlib.util.spec_from_file_location('exported_module', path)
    module = importlib.util.module_from_spec(spec)
    sys.modules['exported_module'] = module
    with contextlib.redirect_stdout(io.StringIO()):
        spec.loader.exec_module(module)
        found = module
        for part in name.split('.'):
            found = getattr(found, part)
        is_ready = isinstance(found, flow_base.Flow) or not callable(found)
        return found if is_ready else found()


class _Captured(BaseException):
    """Leaves the script before a task runs; no `except Exception` of the script keeps it."""


def capture(path, arguments, keep_running):
    """Every flow that reaches ActionEngine.validate(), the last step before its tasks run."""
    documents = []
    original = action_engine.ActionEngine.validate

    def validate(engine):
        nodes = engine.compilation.execution_graph.nodes(data=True)
        atoms = {node.name for node, about in nodes if about['kind'] in ('task', 'retry')}
        provided = engine.storage._reverse_mapping.items()
        store = [name for name, who in provided if any(one.name not in atoms for one in who)]
        documents.append(Exporter().document(engine._flow, store, type(engine).__name__))
        if not keep_running:
            raise _Captured()
        return original(engine)

    action_engine.ActionEngine.validate = validate
    argv = sys.argv
    sys.argv = [path] + arguments
    sys.path.insert(0, os.path.dirname(os.path.abspath(path)))
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            runpy.run_path(path, run_name='__main__')
    except _Captured:
        pass
    finally:
        action_engine.ActionEngine.validate = original
        sys.argv = argv
    return documents


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('file')
    parser.add_argument('name', nargs='?')
    parser.add_argument('--capture', action='store_true')
    parser.add_argument('--all', action='store_true')
    parser.add_argument('--output', default='.')
    ours = sys.argv[1:]
    cut = ours.index('--') if '--' in ours else len(ours)
    given = parser.parse_args(ours[:cut])
    if not given.capture:
        if given.name is None:
            parser.error('NAME or --capture is needed')
        documents = [Exporter().document(load_named(given.file, given.name))]
    else:
        documents = capture(given.file, ours[cut + 1:], given.all)
    if not documents:
        raise SystemExit('%s ended, and no flow had reached an engine' % given.file)
    if not given.all:
        json.dump(documents[0], sys.stdout, indent=1)
        sys.stdout.write('\n')
        return
    for number, document in enumerate(documents, 1):
        with open(os.path.join(given.output, 'flow-%d.json' % number), 'w') as out:
            json.dump(document, out, indent=1)


if __name__ == '__main__':
    main()
