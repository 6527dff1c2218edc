import { describe, expect, it } from 'vitest';
import { load } from '../../src/load/index.ts';
import type { LoadResult } from '../../src/load/load.ts';
import type { Deployment } from '../../src/model/deployment.ts';
import { bindings, compiledEdges, edgesOf } from './testing/flow-facts.ts';
import {
  hasTaskflowCorpus,
  type RecordedGraph,
  type RecordedProbe,
  recordedGraphs,
  recordedProbes,
} from './testing/taskflow-corpus.ts';
import { aliased, type Probe, probes } from './testing/taskflow-probes.ts';

function recordedIds({ nodes, tasks, retries, flow }: RecordedGraph): ReadonlyMap<string, string> {
  const names = new Map([...tasks, ...retries].map(({ id, name }) => [id, name]));
  const visit = (item: RecordedGraph['flow']): void => {
    if (item.type === 'flow') names.set(item.id, `${item.name}.begin`).set(`${item.id}[$]`, `${item.name}.end`);
    for (const child of item.children ?? []) visit(child);
  };
  visit(flow);
  expect(nodes.every(({ id }) => names.has(id))).toBe(true);
  return names;
}

describe.skipIf(!hasTaskflowCorpus)('the compiled graphs of real flows', () => {
  const graphs = recordedGraphs();

  it('are 22', () => expect(graphs).toHaveLength(22));

  it.each(graphs)('$example', (graph) => {
    const { deployment, diagnostics } = load('flow.json', JSON.stringify(graph));
    const names = recordedIds(graph);
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    const edges = graph.edges.map(({ from, to }) => `${names.get(from)} → ${names.get(to)}`);
    expect(compiledEdges(deployment)).toEqual(edges.sort());
    const read = graph.bindings
      .filter(({ source }) => names.has(source ?? ''))
      .map(({ consumer, arg, symbol, source }) => `${names.get(consumer)}.${arg} ← ${names.get(source!)}.${symbol}`);
    expect(bindings(deployment)).toEqual(read.sort());
    const consumed = graph.bindings.map(({ consumer, arg }) => `${names.get(consumer)}.${arg}`);
    expect(deployment.consumes.map(({ task, name }) => `${task}.${name}`).sort()).toEqual(consumed.sort());
  });
});

describe.skipIf(!hasTaskflowCorpus)('the probes of TaskFlow’s semantics', () => {
  const recorded = recordedProbes();

  it('are 71, each with a document of ours', () => {
    expect(recorded).toHaveLength(71);
    expect(probes.map(({ id }) => id).sort()).toEqual(recorded.map(idOf).sort());
  });

  it.each(recorded)('$case', (outcome) => {
    const probe = probes.find(({ id }) => id === idOf(outcome))!;
    const loaded = load('probe.yaml', aliased[probe.id] ?? JSON.stringify(probe.document));
    if (!outcome.ok) expectError(loaded, outcome);
    else {
      const expected = SHOWN_REQUIREMENTS.has(probe.id) ? ['missing-requirement'] : [];
      expect(loaded.diagnostics.filter(({ severity }) => severity === 'error').map(({ code }) => code)).toEqual(
        expected,
      );
      CHECKS[probe.shows](loaded.deployment, outcome.result as never, loaded);
    }
  });
});

/** These show what a flow requires, and nobody provides it. */
const SHOWN_REQUIREMENTS = new Set(['1c', '20']);

function idOf(outcome: RecordedProbe): string {
  return outcome.case.split(/[ :]/)[0]!;
}

function expectError({ diagnostics }: LoadResult, { error, message }: RecordedProbe): void {
  const texts = diagnostics.map((one) => one.message);
  expect(texts.some((text) => text.includes(`${error}: ${message}`))).toBe(true);
}

type LinkRow = readonly [string, string, readonly string[], boolean];

/** The links that TaskFlow inferred or was given, among tasks. */
function linksOf(deployment: Deployment): readonly LinkRow[] {
  return edgesOf(deployment).flatMap(({ from, to, reasons }) => {
    const links = reasons.filter(({ via }) => via === 'requires' || via === 'link' || via === 'sub-flow-barrier');
    if (links.length === 0) return [];
    const symbols = [...new Set(links.flatMap(({ value }) => value?.provided ?? []))].sort();
    const ends = [from, to].map((id) => id.replace(/\.(?:begin|end)$/, ''));
    return [[ends[0]!, ends[1]!, symbols, links.some(({ via }) => via === 'link')] as const];
  });
}

interface Run {
  readonly order?: readonly string[];
  readonly args?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** A run that happened is one that the graph allows: nothing runs before what it depends on. */
function expectOrder(deployment: Deployment, order: readonly string[]): void {
  const first = order.filter((name, index) => !name.startsWith('REVERT') && order.indexOf(name) === index);
  for (const name of first) expect(deployment.tasks.hasNode(name), name).toBe(true);
  for (const { from, to } of edgesOf(deployment)) {
    const [before, after] = [first.indexOf(from), first.indexOf(to)];
    if (before >= 0 && after >= 0) expect(before, `${from} → ${to}`).toBeLessThan(after);
  }
}

/** Each argument had the value of the task that the model names, and none of a task that it does not. */
function expectSources(deployment: Deployment, args: NonNullable<Run['args']>): void {
  const known = bindings(deployment).map((line) => /^(.*)\.([^.]*) ← ([^.]*)\./.exec(line)!.slice(1, 4));
  for (const [task, values] of Object.entries(args))
    for (const [argument, value] of Object.entries(values)) {
      const source = known.find(([consumer, name]) => consumer === task && name === argument)?.[2];
      const isOfTask = typeof value === 'string' && deployment.tasks.hasNode(value);
      if (isOfTask) expect(source, `${task}.${argument}`).toBe(value);
      else if (typeof value === 'string') expect(source, `${task}.${argument}`).toBeUndefined();
    }
}

const CHECKS: Readonly<Record<Probe['shows'], (deployment: Deployment, result: never, loaded: LoadResult) => void>> = {
  error: () => expect.unreachable(),
  links: (deployment, result: LinkRow[] | { edges?: LinkRow[]; links?: LinkRow[] }) => {
    const rows = Array.isArray(result) ? result : (result.edges ?? result.links ?? []);
    // Of a link to or from a sub-flow the model keeps the barrier, and the symbol as a value between the tasks.
    const withSymbols = linksOf(deployment).map(([from, to, symbols, manual]) => {
      const isBarrier = deployment.groups.get(from)?.kind === 'stack' || deployment.groups.get(to)?.kind === 'stack';
      return [from, to, isBarrier ? rows.find((row) => row[0] === from && row[1] === to)?.[2] : symbols, manual];
    });
    expect(withSymbols.sort()).toEqual([...rows].sort());
  },
  order: (deployment, result: string[] | Run) => {
    const order = Array.isArray(result) ? result : (result.order ?? []);
    expectOrder(
      deployment,
      order.filter((name) => typeof name === 'string'),
    );
  },
  sources: (deployment, result: Run & { edges?: LinkRow[]; run?: Run }) => {
    const run = result.run ?? result;
    expectOrder(deployment, run.order ?? []);
    expectSources(deployment, run.args ?? {});
    if (result.edges) expect(linksOf(deployment)).toEqual(result.edges);
  },
  names: (deployment, result: number | string[] | object) => {
    const tasks = deployment.tasks.filterNodes((_id, { kind }) => kind !== 'milestone');
    if (typeof result === 'number') expect(tasks).toHaveLength(result);
    else if (Array.isArray(result)) expect(tasks).toEqual(result);
    else expect(deployment.provides.map(({ name }) => name)).toEqual(['x', 'x', 'y', 'x', 'y']);
  },
  compiled: (deployment, result: readonly (readonly [string, string])[]) => {
    const flows = new Set(result.flat(2).flatMap((name) => (name.endsWith('[$]') ? [name.slice(0, -3)] : [])));
    const id = (name: string): string => (flows.has(name) ? `${name}.begin` : name.replace('[$]', '.end'));
    const edges = result.map(([from, to]) => `${id(from)} → ${id(to)}`).sort();
    expect(compiledEdges(deployment)).toEqual(edges);
  },
  arguments: (deployment, result: Readonly<Record<string, unknown>>) => {
    const names = deployment.consumes.map(({ task, name }) => [task, name]);
    if ('optional' in result) expect(names.map(([, name]) => name)).toEqual(Object.keys(result.rebind as object));
    else
      expect(names).toEqual(
        Object.entries(result).flatMap(([task, args]) => Object.keys(args as object).map((name) => [task, name])),
      );
  },
  requires: (deployment, result: { requires: string[]; provides: string[] }, { diagnostics }) => {
    expect([...new Set(deployment.provides.map(({ name }) => name))]).toEqual(result.provides);
    expect(diagnostics.map(({ message }) => /requires \['(.*?)'\]/.exec(message)?.[1])).toEqual(result.requires);
  },
};
