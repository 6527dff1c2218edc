import { describe, expect, it } from 'vitest';
import { parseDuration } from '../../model/durations/parse-duration.ts';
import { Draws } from './draws.ts';

/** `count` draws of each task, one row a task. */
function draw(input: { tasks: Readonly<Record<string, string>>; count: number; seed?: string }): number[][] {
  const tasks = Object.entries(input.tasks).map(([task, text], node) => {
    const parsed = parseDuration(text);
    if (!parsed.ok) throw new Error(parsed.message);
    return { node, task, duration: parsed.duration };
  });
  const draws = new Draws(tasks, input.seed ?? 'seed');
  const row = new Float64Array(tasks.length);
  const rows: number[][] = tasks.map(() => []);
  for (let replication = 0; replication < input.count; replication += 1) {
    draws.fill(replication, row);
    rows.forEach((list, node) => {
      list.push(row[node] as number);
    });
  }
  return rows;
}

function correlation(a: readonly number[], b: readonly number[]): number {
  const mean = (list: readonly number[]) => list.reduce((sum, value) => sum + value, 0) / list.length;
  const [meanA, meanB] = [mean(a), mean(b)];
  let [ab, aa, bb] = [0, 0, 0];
  a.forEach((value, at) => {
    const [x, y] = [value - meanA, (b[at] as number) - meanB];
    ab += x * y;
    aa += x * x;
    bb += y * y;
  });
  return ab / Math.sqrt(aa * bb);
}

describe('a draw depends on the seed, the task and the replication, and on nothing else', () => {
  const alone = draw({ tasks: { b: 'exponential(mean=1)' }, count: 50 })[0];

  it('not on other tasks or their order', () => {
    const crowd = draw({
      tasks: { z: 'uniform(0, 9)', b: 'exponential(mean=1)', a: 'exponential(mean=1)' },
      count: 50,
    });
    expect(crowd[1]).toEqual(alone);
  });

  it('not on how many replications there are', () => {
    expect(draw({ tasks: { b: 'exponential(mean=1)' }, count: 9 })[0]).toEqual(alone?.slice(0, 9));
  });

  it('another seed or another task draws otherwise', () => {
    expect(draw({ tasks: { b: 'exponential(mean=1)' }, count: 50, seed: 'other' })[0]).not.toEqual(alone);
    expect(draw({ tasks: { c: 'exponential(mean=1)' }, count: 50 })[0]).not.toEqual(alone);
  });

  it('is the same number on every machine', () => {
    expect(draw({ tasks: { b: 'lognormal(median=45s, p95=2m)' }, count: 3 })[0]).toEqual([
      37.39442122466704, 44.431036833268045, 248.3817910418011,
    ]);
  });
});

describe('statistical quality', () => {
  const count = 200_000;
  const [first = [], second = []] = draw({ tasks: { t1: 'uniform(0, 1)', t2: 'uniform(0, 1)' }, count });

  it('uniform over 256 cells: chi-square within five standard deviations', () => {
    for (const list of [first, second]) {
      const cells = new Array<number>(256).fill(0);
      for (const value of list) cells[Math.floor(value * 256)]! += 1;
      const expected = count / 256;
      const chi = cells.reduce((sum, cell) => sum + (cell - expected) ** 2 / expected, 0);
      expect(Math.abs(chi - 255)).toBeLessThan(5 * Math.sqrt(2 * 255));
    }
  });

  it('no correlation between tasks or between replications', () => {
    const limit = 5 / Math.sqrt(count);
    expect(Math.abs(correlation(first, second))).toBeLessThan(limit);
    for (const lag of [1, 2, 3, 256]) {
      expect(Math.abs(correlation(first.slice(lag), first.slice(0, -lag)))).toBeLessThan(limit);
    }
  });

  it('tails are as heavy as they should be, down to 1e-4', () => {
    for (const p of [1e-4, 1e-3, 1e-2]) {
      const error = 5 * Math.sqrt(p * count);
      expect(Math.abs(first.filter((value) => value < p).length - p * count)).toBeLessThan(error);
      expect(Math.abs(first.filter((value) => value > 1 - p).length - p * count)).toBeLessThan(error);
    }
  });

  it('the table hardly moves the mean of the greatest of 100', () => {
    const tasks = Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`t${index}`, 'exponential(mean=1)']));
    const rows = draw({ tasks, count: 4000 });
    let sum = 0;
    for (let at = 0; at < 4000; at += 1) sum += Math.max(...rows.map((list) => list[at] as number));
    let harmonic = 0;
    for (let n = 1; n <= 100; n += 1) harmonic += 1 / n;
    expect(Math.abs(sum / 4000 - harmonic)).toBeLessThan((5 * Math.PI) / Math.sqrt(6 * 4000));
  });

  it('nothing is drawn inside the gap of a mixture, and each side as often as its weight says', () => {
    const count = 100_000;
    const [list = []] = draw({ tasks: { t: 'mixture(0.7 * uniform(1s, 2s), 0.3 * uniform(8s, 9s))' }, count });
    expect(list.filter((value) => value > 2 && value < 8)).toEqual([]);
    expect(Math.abs(list.filter((value) => value >= 8).length - 0.3 * count)).toBeLessThan(5 * Math.sqrt(0.21 * count));
  });

  it('discrete times are drawn as they are, never between', () => {
    const [list = []] = draw({ tasks: { t: 'empirical(1s, 2s, 2s, 5s)' }, count: 20_000 });
    expect([...new Set(list)].sort()).toEqual([1, 2, 5]);
    expect(Math.abs(list.filter((value) => value === 2).length - 10_000)).toBeLessThan(5 * Math.sqrt(5000));
  });
});
