import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readShared, run, type TheoryNetwork } from './testing/network.ts';

/** Random networks of up to 25 tasks; an edge leads from a lower to a higher number. Times include 0 and equal ones. */
const networks: fc.Arbitrary<TheoryNetwork> = fc.integer({ min: 1, max: 25 }).chain((count) =>
  fc.record({
    takes: fc.array(fc.oneof(fc.integer({ min: 0, max: 5 }), fc.double({ min: 0, max: 100, noNaN: true })), {
      minLength: count,
      maxLength: count,
    }),
    before: fc
      .array(fc.array(fc.nat(), { maxLength: 4 }), { minLength: count, maxLength: count })
      .map((lists) => lists.map((list, task) => (task === 0 ? [] : [...new Set(list.map((value) => value % task))]))),
  }),
);

/** By definition, task by task: no code in common with the simulator. */
function longestPath({ before, takes }: TheoryNetwork): number {
  const ends: number[] = [];
  before.forEach((list, task) => {
    ends[task] = Math.max(0, ...list.map((other) => ends[other] as number)) + Number(takes[task]);
  });
  return Math.max(...ends);
}

/**
 * List scheduling from its definition: at each end in the order (time, number) one worker takes the first in the
 * queue.
 */
function listSchedule({ before, takes }: TheoryNetwork, workers: number): number {
  const missing = before.map((list) => list.length);
  const queue = before.flatMap((list, task) => (list.length === 0 ? [task] : []));
  let running: { end: number; task: number }[] = [];
  let now = 0;
  for (;;) {
    while (running.length < workers && queue.length > 0) {
      const task = queue.shift() as number;
      running.push({ end: now + Number(takes[task]), task });
    }
    const next = running.sort((a, b) => a.end - b.end || a.task - b.task)[0];
    if (!next) return now;
    running = running.slice(1);
    now = next.end;
    before.forEach((list, task) => {
      if (!list.includes(next.task)) return;
      missing[task] = (missing[task] as number) - 1;
      if (missing[task] === 0) queue.push(task);
    });
  }
}

function makespanOf(network: TheoryNetwork, workers: number | null = null): number {
  return run(network, { workers, replications: 1 }).makespan?.mean ?? Number.NaN;
}

describe('fixed times', () => {
  it('without limits the makespan is the longest path', () => {
    fc.assert(
      fc.property(networks, (network) => {
        expect(Math.abs(makespanOf(network) - longestPath(network))).toBeLessThanOrEqual(1e-9);
      }),
      { numRuns: 300 },
    );
  });

  it("with W workers it equals list scheduling, and stays between the lower bound and Graham's", () => {
    fc.assert(
      fc.property(networks, fc.integer({ min: 1, max: 6 }), (network, workers) => {
        const makespan = makespanOf(network, workers);
        const path = longestPath(network);
        const work = network.takes.reduce<number>((sum, time) => sum + Number(time), 0);
        expect(Math.abs(makespan - listSchedule(network, workers))).toBeLessThanOrEqual(1e-9);
        expect(makespan).toBeGreaterThanOrEqual(Math.max(path, work / workers) - 1e-9);
        expect(makespan).toBeLessThanOrEqual((work - path) / workers + path + 1e-9);
      }),
      { numRuns: 300 },
    );
  });

  it('the critical path adds up to the makespan, whatever the limits', () => {
    fc.assert(
      fc.property(networks, fc.integer({ min: 1, max: 4 }), (network, workers) => {
        const { trace, makespan } = run(network, { workers, replications: 1 });
        const critical = trace.filter((entry) => entry.critical);
        const sum = critical.reduce((total, { start, end }) => total + end - start, 0);
        expect(Math.abs(sum - (makespan?.mean ?? 0))).toBeLessThanOrEqual(1e-9);
      }),
      { numRuns: 200 },
    );
  });

  it('a task that ends later by its slack leaves the makespan as it is, and by more moves it', () => {
    fc.assert(
      fc.property(networks, fc.nat(), (network, pick) => {
        const { trace, makespan } = run(network, { replications: 1 });
        const entry = trace[pick % trace.length];
        if (!entry || !makespan) throw new Error('no trace');
        const task = Number(entry.task.slice(1));
        const later = (extra: number): number =>
          makespanOf({
            ...network,
            takes: network.takes.map((time, at) => (at === task ? Number(time) + extra : time)),
          });
        expect(later(entry.slack)).toBeLessThanOrEqual(makespan.mean + 1e-6);
        expect(later(entry.slack + 1)).toBeGreaterThan(makespan.mean + 0.99);
      }),
      { numRuns: 200 },
    );
  });
});

describe("Graham's anomaly: a fourth worker makes it take longer", () => {
  const takes = [3, 2, 2, 2, 4, 4, 4, 4, 9];
  const before = [[], [], [], [], [3], [3], [3], [3], [0]];
  const units: readonly number[][] = Array.from({ length: 13 }, () => []);

  it.each([
    ['three workers', { before, takes }, 3, 12],
    ['four workers', { before, takes }, 4, 15],
    ['his tight family: twelve units, then one of four', { before: units, takes: [...Array(12).fill(1), 4] }, 4, 7],
  ] as const)('%s', (_name, network, workers, expected) => expect(makespanOf(network, workers)).toBe(expected));
});

describe('workloads on which independent simulators agree', () => {
  const oracles = readShared('theory/oracles.json') as { id: string; values: Record<string, number> }[] | null;

  it.skipIf(!oracles).each(['W1', 'W2', 'W3'])(
    '%s at 1, 4, 16 and unlimited workers (skipped without the data)',
    (name) => {
      const workload = readShared(`theory/workloads/${name}.json`) as { src: number[]; dst: number[]; det: number[] };
      const expected = oracles?.find(({ id }) => id === `workload_${name}`)?.values;
      const before: number[][] = workload.det.map(() => []);
      workload.src.forEach((source, edge) => {
        before[workload.dst[edge] as number]?.push(source);
      });
      const network = { before, takes: workload.det };
      for (const [key, workers] of [
        ['c1', 1],
        ['c4', 4],
        ['c16', 16],
        ['inf', null],
      ] as const) {
        expect(Math.abs(makespanOf(network, workers) - (expected?.[key] ?? 0)), key).toBeLessThanOrEqual(1e-9);
      }
    },
  );
});
