import { describe, expect, it } from 'vitest';
import { load } from '../../src/load/index.ts';
import type { Deployment } from '../../src/model/deployment.ts';
import { compareFineOrder } from '../../src/model/fine-order.ts';
import { writeHeat, writeTaskflow } from '../../src/write/index.ts';
import { askHeat, exportModule, hasHeat, hasTaskflow, runModule } from './testing/engines.ts';

const ONE_WAY = `makespan: 1
hosts:
  vmA: {base: 6s, components: {a1: {duration: 2s, provides: [address]}, a2: 4s, a3: 4s}}
  vmB: {base: 4s, components: {b1: {duration: 2s, consumes: {upstream: vmA.a1.address}}, b2: 4s, b3: 4s}}
`;

const MUTUAL = `makespan: 1
hosts:
  vmA:
    base: 6s
    components: {a1: {duration: 2s, provides: [address]}, a2: 4s, a3: {duration: 4s, consumes: {peer: vmB.b2.key}}}
  vmB:
    base: 4s
    components: {b1: {duration: 2s, consumes: {upstream: vmA.a1.address}}, b2: {duration: 4s, provides: [key]}, b3: 4s}
`;

const PURE_ORDER = `makespan: 1
hosts:
  vm: {parallel: true, base: 1s, components: {one: 1s, two: {duration: 1s, after: one}, three: {after: net}}}
tasks:
  net: {duration: 1s, provides: [id]}
  last: {after: vm, consumes: {net: net.id}}
`;

const CASES = [
  ['the seed', ONE_WAY],
  ['the mutual seed', MUTUAL],
  ['pure order, a task without a machine', PURE_ORDER],
] as const;

function deploymentOf(text: string): Deployment {
  const { deployment, diagnostics } = load('t.yaml', text);
  expect(diagnostics).toEqual([]);
  return deployment;
}

const UNTRACKED = `makespan: 1
handles: {ready: {}}
hosts:
  vm:
    parallel: true
    base: 1s
    components: {boot: {duration: 9s, untracked: true, signals: ready}, app: {after: done}}
tasks: {done: {wait: {handle: ready, timeout: 600s}}}
`;

describe.skipIf(!hasHeat)('the real Heat (skipped without python3-heat and ../shared/oracles)', () => {
  it.each([...CASES, ['a wait for what it does not track', UNTRACKED] as const])(
    'accepts %s and computes the edges that we read from the template',
    (_name, text) => {
      const template = writeHeat(deploymentOf(text)).text!;
      const answer = askHeat(template);
      expect(answer).toMatchObject({ ok: true, validate: { ok: true } });
      expect(answer.cycle ?? null).toBeNull();
      const { resources } = load('t.yaml', template).deployment;
      const ours = resources.mapDirectedEdges((_edge, _reasons, from, to) => `${to} after ${from}`);
      expect(answer.edges.map(([to, from]) => `${to} after ${from}`).sort()).toEqual([...ours].sort());
    },
  );
});

describe.skipIf(!hasTaskflow)('the real TaskFlow (skipped without python3-taskflow)', () => {
  it.each(CASES)('runs %s, and nothing before what it comes after', (_name, text) => {
    const deployment = deploymentOf(text);
    const { text: module, names } = writeTaskflow(deployment);
    const times = runModule(module!);
    expect([...times.keys()].sort()).toEqual([...names.values()].sort());
    deployment.tasks.forEachDirectedEdge((_edge, _reasons, from, to) => {
      const [before, after] = [times.get(names.get(from)!)!, times.get(names.get(to)!)!];
      expect(after[0], `${from} → ${to}`).toBeGreaterThanOrEqual(before[1]);
    });
  });

  it.each(CASES)('exports %s with the order that was written', (_name, text) => {
    const deployment = deploymentOf(text);
    const { text: module, names } = writeTaskflow(deployment);
    const same = { lostCount: 0, addedCount: 0, lost: [], added: [], missing: [], isCompared: true };
    for (const how of ['build', '--capture'] as const) {
      const again = load('exported.json', exportModule(module!, how));
      expect(again.diagnostics).toEqual([]);
      expect(compareFineOrder(deployment, again.deployment, names)).toEqual(same);
    }
  });
});
