import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileInstance } from '../compile.ts';
import { buildNetwork, finishOf, goOf, startOf } from '../network.ts';
import { arbitraryCase } from '../testing/arbitrary-case.ts';
import { deploymentOfCase } from '../testing/deployment-of-case.ts';
import { fireTimes } from './fire-times.ts';
import { pivotBounds } from './pivot-bounds.ts';
import { type Box, boundTimes, type TimedNetwork } from './time-bounds.ts';

const RUNS = { numRuns: 150 };

const ranges = fc.array(fc.tuple(fc.integer({ min: 1, max: 4 }), fc.nat(3)), { minLength: 6, maxLength: 6 });
const timeouts = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 6, maxLength: 6 });
const certain = arbitraryCase({}).map((instance) => ({
  ...instance,
  tasks: instance.tasks.map((task) => ({ ...task, sends: task.sends.map((send) => ({ ...send, optional: false })) })),
}));

describe('times', () => {
  it('no schedule of a box leaves its bounds', () => {
    fc.assert(
      fc.property(
        certain,
        ranges,
        timeouts,
        fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })),
        (instance, drawn, limits, shares) => {
          const network = buildNetwork(compileInstance(deploymentOfCase(instance)).instance);
          const { names } = network.instance;
          const timed: TimedNetwork = { network, timeouts: Float64Array.from(limits.slice(0, names.length)) };
          const box = boxOf(drawn, names.length);
          const bounds = boundTimes(timed, box);
          const durations = box.low.map((low, task) => low + shares.next().value! * (box.high[task]! - low));
          const point = boundTimes(timed, { low: durations, high: durations }).earliest;
          point.forEach((time, node) => {
            expect(time).toBeGreaterThanOrEqual(bounds.earliest[node]! - 1e-9);
            if (bounds.latest[node]! < Infinity) expect(time).toBeLessThanOrEqual(bounds.latest[node]! + 1e-9);
          });
        },
      ),
      RUNS,
    );
  });

  it('no wait waits longer than the bound by pivots', () => {
    fc.assert(
      fc.property(
        certain,
        ranges,
        fc.array(fc.boolean(), { minLength: 6, maxLength: 6 }),
        (instance, drawn, corners) => {
          const network = buildNetwork(compileInstance(deploymentOfCase(instance)).instance);
          const box = boxOf(drawn, network.instance.names.length);
          const bounds = pivotBounds(network, box);
          const times = fireTimes(network, {
            durations: box.low.map((low, task) => (corners[task] ? box.high[task]! : low)),
          });
          for (const [task, bound] of bounds ?? []) {
            expect(times[goOf(task)]! - times[startOf(task)]!).toBeLessThanOrEqual(bound + 1e-9);
          }
        },
      ),
      RUNS,
    );
  });

  it('what a wait and its signal have in common does not widen the bound', () => {
    const task = { host: 'A', deps: [] as string[], sends: [], wait: null };
    const instance = {
      tasks: [
        { ...task, name: 'app' },
        { ...task, name: 'boot', deps: ['app'], sends: [{ handle: 'h', id: 'x', when: 'end' as const }] },
        { ...task, name: 'wc', deps: ['app'], wait: { handle: 'h', count: 1 } },
      ],
    };
    const network = buildNetwork(compileInstance(deploymentOfCase(instance)).instance);
    const box = { low: Float64Array.of(1, 3, 0), high: Float64Array.of(100, 5, 0) };
    expect(pivotBounds(network, box)?.get(2)).toBe(5);
    expect(boundTimes({ network, timeouts: Float64Array.of(9, 9, 9) }, box).latest[finishOf(2)]).toBe(Infinity);
  });
});

function boxOf(ranges: readonly (readonly [number, number])[], tasks: number): Box {
  const used = ranges.slice(0, tasks);
  return {
    low: Float64Array.from(used, ([low]) => low),
    high: Float64Array.from(used, ([low, width]) => low + width),
  };
}
