#!/usr/bin/env python3
"""Builds flows in the real TaskFlow from documents (taskflow/1) and says what became of them.

Reads a JSON list of documents from standard input; writes a list of outcomes: {error, message}, or the edges of the
compiled graph and what each argument reads, with a missing requirement as its error.
"""
import json
import logging
import sys

from taskflow import engines
from taskflow import exceptions
from taskflow import retry
from taskflow import task
from taskflow.engines.action_engine import compiler
from taskflow.patterns import graph_flow
from taskflow.patterns import linear_flow
from taskflow.patterns import unordered_flow

FLOWS = {'linear': linear_flow.Flow, 'unordered': unordered_flow.Flow,
         'graph': graph_flow.Flow, 'targeted_graph': graph_flow.TargetedFlow}


def make_task(said):
    """A task of a class of its own, because TaskFlow reads the parameters of its methods."""
    required, optional = said.get('arguments'), said.get('optional', [])
    takes = ['**kwargs'] if required is None else required + ['%s=None' % name for name in optional]
    lines = ['class Made(task.Task):', '    def execute(%s):' % ', '.join(['self'] + takes), '        pass']
    if 'revert_requires' in said:
        lines += ['    def revert(%s):' % ', '.join(['self'] + said['revert_requires'] + ['**kwargs']), '        pass']
    names = {'task': task}
    exec('\n'.join(lines), names)
    given = {key: said[key] for key in ('rebind', 'inject', 'auto_extract') if key in said}
    if 'requires' in said:
        given['requires'] = list(said['requires'])
        if isinstance(said['requires'], dict):
            given['rebind'] = said['requires']
    if 'provides' in said:
        provides = said['provides']
        given['provides'] = provides if isinstance(provides, str) else tuple(provides)
    return names['Made'](name=said['task'], **given)


def make_retry(said):
    given = {key: said[key] for key in ('name', 'provides', 'rebind') if key in said}
    if said['strategy'] == 'times':
        return retry.Times(3, **given)
    return retry.ParameterizedForEach(**given)


def make(said):
    if 'task' in said:
        return make_task(said)
    controller = make_retry(said['retry']) if 'retry' in said else None
    flow = FLOWS[said['pattern']](said['flow'], retry=controller)
    made, together = {}, None
    for child in said['children']:
        parts = child.get('add', [child])
        items = [make(part) for part in parts]
        made.update((item.name, item) for item in items)
        if 'add' in child:
            together = None
            options = {key: value for key, value in child.items() if key != 'add'}
            flow.add(*items, **options)
        else:
            together = [] if together is None else together
            together += items
            # One call for neighbours: nothing is added twice, and the last call of a row has them all.
            position = said['children'].index(child) + 1
            if position == len(said['children']) or 'add' in said['children'][position]:
                flow.add(*together)
    for link in said.get('links', []):
        flow.link(made[link['from']], made[link['to']])
    if 'target' in said:
        flow.set_target(made[said['target']])
    return flow


def outcome(document):
    store = {name: 1 for name in document.get('store', [])}
    engine = engines.load(make(document['flow']), store=store)
    engine.compile()
    engine.prepare()
    graph = engine.compilation.execution_graph
    names = {node: node.name if about['kind'] in compiler.ATOMS
             else node.name.replace('[$]', '') + ('.end' if about['kind'] == compiler.FLOW_END else '.begin')
             for node, about in graph.nodes(data=True)}
    said = {'edges': sorted('%s → %s' % (names[a], names[b]) for a, b in graph.edges()),
            'bindings': sorted(bindings(engine, graph))}
    try:
        engine.validate()
    except exceptions.MissingDependencies as problem:
        said.update(error='MissingDependencies', message=str(problem))
    return said


def bindings(engine, graph):
    for atom, about in graph.nodes(data=True):
        if about['kind'] not in compiler.ATOMS:
            continue
        for argument, symbol in atom.rebind.items():
            stored, providers = engine.storage._fetch_providers(symbol)
            if symbol in (atom.inject or {}) or stored:
                continue
            able = {provider.name for provider in providers}
            scopes = engine._runtime.fetch_scopes_for(atom.name)
            source = next((name for scope in scopes for name in scope if name in able), None)
            if source is not None:
                yield '%s.%s ← %s.%s' % (atom.name, argument, source, symbol)


def main():
    logging.disable(logging.CRITICAL)
    outcomes = []
    for document in json.load(sys.stdin):
        try:
            outcomes.append(outcome(document))
        except Exception as problem:
            outcomes.append({'error': type(problem).__name__, 'message': str(problem)})
    json.dump(outcomes, sys.stdout)


if __name__ == '__main__':
    main()
