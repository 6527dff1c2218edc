import { describe, expect, it } from 'vitest';
import { exampleResult, seedSketch } from '../testing/example-results.ts';
import { traceEvents } from './trace-events.ts';

const result = exampleResult({ ...seedSketch, spread: 0 });
const events = traceEvents(result.simulation!).traceEvents as readonly Record<string, unknown>[];

describe('trace events', () => {
  it('hold every task of both schedules once, in lanes that do not overlap', () => {
    const slices = events.filter(({ ph }) => ph === 'X');
    expect(slices.map(({ pid, name }) => `${pid} ${name}`).sort()).toHaveLength(2 * result.graph.tasks.length);
    for (const a of slices) {
      for (const b of slices) {
        if (a === b || a.pid !== b.pid || a.tid !== b.tid) continue;
        const [first, second] = Number(a.ts) < Number(b.ts) ? [a, b] : [b, a];
        expect(Number(first.ts) + Number(first.dur)).toBeLessThanOrEqual(Number(second.ts));
      }
    }
  });

  it('join each arrow by one number, and count down to nothing', () => {
    const arrows = events.filter(({ ph }) => ph === 's' || ph === 'f');
    expect(arrows.length).toBeGreaterThan(0);
    expect(new Set(arrows.map(({ id }) => id)).size).toBe(arrows.length / 2);
    for (const pid of [1, 2]) {
      const counts = events.filter((event) => event.ph === 'C' && event.pid === pid);
      expect(counts[counts.length - 1]?.args).toEqual({ tasks: 0 });
    }
  });
});
