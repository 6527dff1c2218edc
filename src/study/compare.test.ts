import { describe, expect, it } from 'vitest';
import { scenario, seedExample } from '../simulate/testing/scenario.ts';
import { type CompareOptions, compare } from './compare.ts';

function compareSeed(options: { mutual?: boolean; takes?: string } & Omit<CompareOptions, 'timings'> = {}) {
  const { mutual = false, takes, ...rest } = options;
  const example = seedExample({ mutual });
  const tasks = takes
    ? Object.fromEntries(Object.entries(example.tasks).map(([id, task]) => [id, { ...task, takes }]))
    : example.tasks;
  const { deployment, timings } = scenario({ ...example, tasks });
  return compare(deployment, { timings, replications: 500, ...rest });
}

describe('fine and coarse compared', () => {
  it('the seed example gains 12 of 30 seconds, without doubt', () => {
    expect(compareSeed().gain).toEqual({ mean: 12, ciLow: 12, ciHigh: 12, relative: 0.4 });
  });

  it('a coarse cycle has no gain, and the fine run is there', () => {
    const { granularities, gain } = compareSeed({ mutual: true });
    expect(gain).toBeNull();
    expect(granularities.coarse).toEqual({ granularity: 'host', cycle: ['vmA', 'vmB'] });
    expect(granularities.fine).toMatchObject({ makespan: { mean: 18 } });
  });

  it('both granularities meet the same draws: coarse is never faster, replication by replication', () => {
    const { granularities, gain } = compareSeed({ takes: 'lognormal(median=5s, p95=30s)' });
    const { fine, coarse } = granularities;
    if ('cycle' in fine || 'cycle' in coarse || !gain) throw new Error('expected two runs');
    fine.samples.forEach((sample, at) => {
      expect(coarse.samples[at]).toBeGreaterThanOrEqual(sample - 1e-9);
    });
    expect(gain.mean).toBeCloseTo((coarse.makespan?.mean ?? 0) - (fine.makespan?.mean ?? 0), 9);
    expect(gain.ciHigh - gain.ciLow).toBeLessThan((coarse.makespan?.ciHigh ?? 0) - (coarse.makespan?.ciLow ?? 0));
  });

  it('equal seeds give equal numbers, another seed others', () => {
    const takes = 'exponential(mean=5s)';
    const json = (seed: string): string => JSON.stringify(compareSeed({ takes, seed }));
    expect(json('one')).toBe(json('one'));
    expect(json('one')).not.toBe(json('two'));
  });

  it('replications that fail at one granularity are left out of the pairs', () => {
    const { deployment, timings } = scenario({
      tasks: {
        a: { takes: 'uniform(0, 10)', host: 'A' },
        slow: { takes: 1, host: 'A', after: ['a'] },
        w: { kind: 'wait', host: 'B' },
        end: { takes: 1, host: 'C', after: ['slow', 'w'] },
      },
      waits: { w: { handle: 'h', count: 1, timeoutSeconds: 5 } },
      signals: [{ handle: 'h', sender: 'a' }],
    });
    const { granularities, gain } = compare(deployment, { timings, replications: 400 });
    const { fine, coarse } = granularities;
    if ('cycle' in fine || 'cycle' in coarse) throw new Error('expected two runs');
    expect(fine.failedReplications).toBeGreaterThan(150);
    expect(fine.failedReplications).toBeLessThan(250);
    expect(fine.completed?.length).toBe(fine.samples.length);
    expect(gain).toEqual({ mean: 0, ciLow: 0, ciHigh: 0, relative: 0 });
  });

  it('progress runs from nothing to all, over both', () => {
    const seen: number[] = [];
    compareSeed({ replications: 10, onProgress: (done, total) => seen.push(done / total) });
    expect([seen.length > 1, seen.at(-1)]).toEqual([true, 1]);
    expect([...seen].sort((a, b) => a - b)).toEqual(seen);
  });
});
