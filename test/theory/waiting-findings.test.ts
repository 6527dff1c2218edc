import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { analyze } from '../../src/analyze/index.ts';
import { compileInstance } from '../../src/analyze/waiting/compile.ts';
import { judge } from '../../src/analyze/waiting/judge.ts';
import { arbitraryCase, type CaseShape } from '../../src/analyze/waiting/testing/arbitrary-case.ts';
import { deploymentOfCase } from '../../src/analyze/waiting/testing/deployment-of-case.ts';
import type { WaitingCase } from '../../src/analyze/waiting/testing/waiting-case.ts';

/** The rules that say that a wait is not satisfied, or that a task never starts. */
const STUCK = new Set([
  'signal-cycle',
  'signal-cycle-nested',
  'hidden-wait-cycle',
  'host-sequence-deadlock',
  'cross-host-sequence-deadlock',
  'dependency-cycle',
  'count-unreachable',
  'duplicate-signal-id',
  'conditional-signal',
  'failure-race',
  'failure-retry',
  'mixed-signal-ids',
  'lost-wakeup',
  'pool-starvation',
  'batch-deadlock',
]);

const SHAPES: readonly (readonly [string, CaseShape])[] = [
  ['plain', {}],
  ['conditions', { conditions: true }],
  ['a pool whose slots blocked waits hold', { pools: true }],
  ['edge triggers', { edges: true }],
  ['numbers for ids', { implicitIds: true }],
  ['failures', { failures: true }],
  ['all of these', { failures: true, implicitIds: true, edges: true, pools: true, conditions: true }],
];

/** Nothing optional: a signal that may be lost is nobody's fault. */
function certain(shape: CaseShape): fc.Arbitrary<WaitingCase> {
  return arbitraryCase(shape).map((instance) => ({
    ...instance,
    tasks: instance.tasks.map((task) => ({ ...task, sends: task.sends.map((send) => ({ ...send, optional: false })) })),
  }));
}

describe.each(SHAPES)('what is said of %s', (_name, shape) => {
  it('a proved finding of a stuck wait is there when some run gets stuck, and only then', () => {
    fc.assert(
      fc.property(certain(shape), (instance) => {
        const deployment = deploymentOfCase(instance);
        const { completes } = judge(compileInstance(deployment).instance);
        const findings = analyze(deployment).filter(({ rule }) => STUCK.has(rule));
        const proved = findings.filter(({ confidence }) => confidence === 'proved').map(({ rule }) => rule);
        if (completes === 'always') expect(proved).toEqual([]);
        // A wait that fails in every run because a FAILURE always comes is what somebody asked for: nothing is said.
        else if (!shape.failures) expect(findings.length).toBeGreaterThan(0);
      }),
      { numRuns: 300 },
    );
  });
});

it('no rule throws, whatever the deployment', () => {
  const shape = { failures: true, implicitIds: true, edges: true, pools: true, conditions: true };
  fc.assert(
    fc.property(arbitraryCase(shape), arbitraryCase(shape), (instance, before) => {
      analyze(deploymentOfCase(instance), { previous: deploymentOfCase(before) });
    }),
    { numRuns: 300 },
  );
});
