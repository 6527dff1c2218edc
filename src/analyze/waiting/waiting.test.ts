import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileInstance } from './compile.ts';
import { leastFixpoint } from './fixpoint.ts';
import { largestAntichain } from './hold-pools.ts';
import { choices, judge } from './judge.ts';
import { type Judgement, joinJudgements, judgeExploration } from './judgement.ts';
import { monotoneOutcomes } from './monotone.ts';
import { buildNetwork, finishOf, goOf } from './network.ts';
import { mustPrecede } from './precedence.ts';
import { relax } from './relax.ts';
import { explore } from './search.ts';
import { environments, settle } from './settle.ts';
import { compileSemantics } from './states.ts';
import { studyWaits } from './study.ts';
import { arbitraryCase, type CaseShape } from './testing/arbitrary-case.ts';
import { deploymentOfCase } from './testing/deployment-of-case.ts';
import type { WaitingCase } from './testing/waiting-case.ts';

const RUNS = { numRuns: 300 };
const ALL: CaseShape = { failures: true, implicitIds: true, edges: true, pools: true, conditions: true };

/** Every interleaving of every environment: what the shortcuts must agree with. */
function bruteForce(instance: WaitingCase, look: 'everything' | 'outcomes' = 'everything'): Judgement {
  const compiled = compileInstance(deploymentOfCase(instance)).instance;
  const parts = [...environments(compiled.conditions)].flatMap((environment) =>
    [...choices(settle(compiled, environment))].map((chosen) =>
      judgeExploration(chosen, explore(compileSemantics(chosen)!, { budget: { left: 1e6 }, look })),
    ),
  );
  return parts.reduce(joinJudgements);
}

describe('the proof engine agrees with every interleaving', () => {
  it('in the monotone fragment the fixpoint says what becomes of each task', () => {
    fc.assert(
      fc.property(arbitraryCase({ conditions: true }), (instance) => {
        const judged = judge(compileInstance(deploymentOfCase(instance)).instance, { orders: true });
        const { completes, outcomes, orders } = bruteForce(instance);
        expect(judged).toMatchObject({ completes, outcomes, orders });
      }),
      RUNS,
    );
  });

  it('taking free transitions at once loses no end', () => {
    fc.assert(
      fc.property(arbitraryCase(ALL), (instance) => {
        expect(bruteForce(instance, 'outcomes').outcomes).toEqual(bruteForce(instance).outcomes);
      }),
      RUNS,
    );
  });

  it('a wait is studied on its slice as on the whole', () => {
    fc.assert(
      fc.property(arbitraryCase(ALL), (instance) => {
        const deployment = deploymentOfCase(instance);
        const { outcomes } = bruteForce(instance);
        const names = deployment.tasks.nodes();
        for (const { wait, answer } of studyWaits(deployment)) {
          const task = names.indexOf(wait.task);
          const fails = outcomes!.stuckSometimes.has(task) || outcomes!.failedSometimes.has(task);
          const works = outcomes!.proceeds.has(task);
          expect(answer).toBe(fails ? (works ? 'sometimes' : 'never') : 'always');
        }
      }),
      RUNS,
    );
  });

  it('outside the fragment the fixpoint is an upper bound, and what must precede does', () => {
    fc.assert(
      fc.property(arbitraryCase({ failures: true, implicitIds: true, edges: true, pools: true }), (instance) => {
        const compiled = compileInstance(deploymentOfCase(instance)).instance;
        const network = buildNetwork(compiled);
        const fired = leastFixpoint(network);
        const { outcomes, orders } = bruteForce(instance);
        compiled.names.forEach((_, task) => {
          if (outcomes!.proceeds.has(task)) expect(fired[goOf(task)]).toBe(1);
          for (const [before] of compiled.names.entries()) {
            if (before === task || !outcomes!.proceeds.has(task) || fired[goOf(task)] === 0) continue;
            if (mustPrecede(network, before, task)) expect(orders!.before[task]!.has(before)).toBe(true);
          }
        });
      }),
      RUNS,
    );
  });

  it('an easy relaxation lets more happen than any environment, a hard one less', () => {
    fc.assert(
      fc.property(arbitraryCase({ conditions: true }), (instance) => {
        const compiled = compileInstance(deploymentOfCase(instance)).instance;
        const [easy, hard] = (['easy', 'hard'] as const).map((towards) =>
          monotoneOutcomes(buildNetwork(relax(compiled, towards))),
        );
        for (const environment of environments(compiled.conditions)) {
          const here = monotoneOutcomes(buildNetwork(settle(compiled, environment)));
          for (const task of easy!.stuckAlways) expect(here.stuckAlways.has(task)).toBe(true);
          for (const task of here.stuckAlways) expect(hard!.stuckAlways.has(task)).toBe(true);
        }
      }),
      RUNS,
    );
  });
});

describe('the budget', () => {
  const three = Array.from({ length: 3 }, (_, index) => ({
    name: `w${index}`,
    host: 'A',
    deps: [],
    sends: [{ handle: 'h', id: null, when: 'end' as const, status: 'FAILURE' as const }],
    wait: { handle: 'h', count: 1 },
  }));
  const stuck: WaitingCase = { tasks: [...three, { name: 's', host: 'A', deps: [], wait: null, sends: [] }] };

  it('when it runs out the answer is undecided and says so', () => {
    const { instance } = compileInstance(deploymentOfCase({ tasks: [...stuck.tasks, sender('a'), sender('b')] }));
    const { completes, outcomes, ranOut } = judge(instance, { budget: { left: 3 } });
    expect({ completes, outcomes, ranOut }).toEqual({
      completes: 'undecided',
      outcomes: null,
      ranOut: 'the budget of states ran out',
    });
  });

  it('what no environment allows is proved without it', () => {
    const { instance } = compileInstance(deploymentOfCase(stuck));
    expect(judge(instance, { budget: { left: 0 } }).completes).toBe('never');
  });

  function sender(name: string): WaitingCase['tasks'][number] {
    const status = name === 'a' ? ('SUCCESS' as const) : ('FAILURE' as const);
    return { name, host: 'A', deps: [], wait: null, sends: [{ handle: 'h', id: name, when: 'end', status }] };
  }
});

describe('the width of an order', () => {
  it('is the size of a largest set of pairwise unordered items', () => {
    const pairs = fc.uniqueArray(fc.tuple(fc.nat(6), fc.nat(6)), { selector: String, maxLength: 12 });
    fc.assert(
      fc.property(pairs, (drawn) => {
        const items = [0, 1, 2, 3, 4, 5, 6];
        const isBefore = closure(drawn.filter(([a, b]) => a < b));
        const found = largestAntichain(items, isBefore);
        const unordered = (set: readonly number[]): boolean => set.every((a) => set.every((b) => !isBefore(a, b)));
        expect(unordered(found)).toBe(true);
        const subsets = Array.from({ length: 2 ** items.length }, (_, bits) =>
          items.filter((item) => (bits >> item) & 1),
        );
        expect(found.length).toBe(Math.max(...subsets.filter(unordered).map((set) => set.length)));
      }),
      RUNS,
    );
  });

  function closure(pairs: readonly (readonly [number, number])[]): (a: number, b: number) => boolean {
    const reaches = (a: number, b: number): boolean => pairs.some(([x, y]) => x === a && (y === b || reaches(y, b)));
    return reaches;
  }
});

it('a task finishes in the fixpoint whatever the order in which tasks are listed', () => {
  fc.assert(
    fc.property(arbitraryCase({}), (instance) => {
      const free = { ...instance, hosts: instance.hosts!.map((host) => ({ ...host, order: 'free' as const })) };
      const finished = (tasks: WaitingCase['tasks']): readonly string[] => {
        const network = buildNetwork(compileInstance(deploymentOfCase({ ...free, tasks })).instance);
        const fired = leastFixpoint(network);
        return network.instance.names.filter((_, task) => fired[finishOf(task)] === 1).sort();
      };
      expect(finished([...free.tasks].reverse())).toEqual(finished(free.tasks));
    }),
    RUNS,
  );
});
