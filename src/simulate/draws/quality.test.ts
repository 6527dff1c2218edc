import { describe, expect, it } from 'vitest';
import { hashWord } from './counter-hash.ts';
import { streamKey } from './stream-key.ts';

/** Streams as they come: keyed by the names that people give to tasks. */
const TASKS = 1000;
const streams = Array.from({ length: TASKS }, (_, task) => streamKey('quality', `vm${task % 40}.component-${task}`, 0));
const TWO_TO_32 = 4_294_967_296;

function uniform(task: number, replication: number): number {
  const { first, second } = streams[task] as (typeof streams)[number];
  return ((hashWord(first, second, replication) >>> 0) + 0.5) / TWO_TO_32;
}

/** Chi-square of counts that should be equal, in standard deviations from its mean. */
function chiDeviation(cells: ArrayLike<number>, total: number): number {
  const expected = total / cells.length;
  let chi = 0;
  for (let at = 0; at < cells.length; at += 1) chi += ((cells[at] as number) - expected) ** 2 / expected;
  return (chi - (cells.length - 1)) / Math.sqrt(2 * (cells.length - 1));
}

describe('draws are as good as independent ones, within five standard deviations', () => {
  it('each stream is uniform over 4,096 cells, and its low bits too', () => {
    for (const task of [0, 1, 17, 999]) {
      const [high, low] = [new Float64Array(4096), new Float64Array(4096)];
      for (let replication = 0; replication < 400_000; replication += 1) {
        const { first, second } = streams[task] as (typeof streams)[number];
        const word = hashWord(first, second, replication) >>> 0;
        high[word >>> 20]! += 1;
        low[word & 4095]! += 1;
      }
      expect(Math.abs(chiDeviation(high, 400_000))).toBeLessThan(5);
      expect(Math.abs(chiDeviation(low, 400_000))).toBeLessThan(5);
    }
  });

  it('pairs of successive replications fill the square evenly, at several distances', () => {
    for (const lag of [1, 2, 8, 256, 65_536]) {
      const cells = new Float64Array(1024);
      for (let replication = 0; replication < 300_000; replication += 1) {
        const [a, b] = [uniform(3, replication), uniform(3, replication + lag)];
        cells[(Math.floor(32 * a) << 5) | Math.floor(32 * b)]! += 1;
      }
      expect(Math.abs(chiDeviation(cells, 300_000)), `lag ${lag}`).toBeLessThan(5);
    }
  });

  it('pairs of tasks in one replication fill the square evenly, over all neighbours', () => {
    const cells = new Float64Array(1024);
    for (let replication = 0; replication < 500; replication += 1) {
      for (let task = 0; task + 1 < TASKS; task += 1) {
        const [a, b] = [uniform(task, replication), uniform(task + 1, replication)];
        cells[(Math.floor(32 * a) << 5) | Math.floor(32 * b)]! += 1;
      }
    }
    expect(Math.abs(chiDeviation(cells, 500 * (TASKS - 1)))).toBeLessThan(5);
  });

  it('the sum over 1,000 tasks has the variance of independent ones: no common part, however small', () => {
    const count = 6000;
    let squares = 0;
    for (let replication = 0; replication < count; replication += 1) {
      let sum = 0;
      for (let task = 0; task < TASKS; task += 1) sum += uniform(task, replication) - 0.5;
      squares += (sum * sum * 12) / TASKS;
    }
    expect(Math.abs(squares / count - 1)).toBeLessThan(5 * Math.sqrt(2 / count));
  });

  it('correlations of 4,000 pairs of tasks are no larger than chance makes them', () => {
    const count = 4096;
    const rows = Array.from({ length: 90 }, (_, task) =>
      Float64Array.from({ length: count }, (_, replication) => (uniform(task, replication) - 0.5) * Math.sqrt(12)),
    );
    let [sumOfSquares, pairs, worst] = [0, 0, 0];
    rows.forEach((a, i) => {
      for (const b of rows.slice(0, i)) {
        let sum = 0;
        for (let at = 0; at < count; at += 1) sum += (a[at] as number) * (b[at] as number);
        const deviation = sum / Math.sqrt(count);
        sumOfSquares += deviation * deviation;
        pairs += 1;
        worst = Math.max(worst, Math.abs(deviation));
      }
    });
    expect(worst).toBeLessThan(5.5);
    expect(Math.abs(sumOfSquares / pairs - 1)).toBeLessThan(5 * Math.sqrt(2 / pairs));
  });

  it('tails are as heavy as they should be, down to a millionth', () => {
    const total = 12_000_000;
    const limits = [1e-6, 1e-5, 1e-4, 1e-3];
    const [low, high] = [limits.map(() => 0), limits.map(() => 0)];
    for (let task = 0; task < 12; task += 1) {
      for (let replication = 0; replication < total / 12; replication += 1) {
        const value = uniform(task, replication);
        if (value > 1e-3 && value < 1 - 1e-3) continue;
        limits.forEach((limit, at) => {
          if (value < limit) low[at]! += 1;
          if (value > 1 - limit) high[at]! += 1;
        });
      }
    }
    limits.forEach((limit, at) => {
      const error = 5 * Math.sqrt(limit * total);
      expect(Math.abs((low[at] as number) - limit * total), `below ${limit}`).toBeLessThan(error);
      expect(Math.abs((high[at] as number) - limit * total), `above ${limit}`).toBeLessThan(error);
    });
  });

  it('attempts and seeds are streams of their own', () => {
    const keys = [streamKey('a', 't', 0), streamKey('a', 't', 1), streamKey('b', 't', 0), streamKey('a', 'u', 0)];
    const words = keys.map(({ first, second }) => `${first} ${second}`);
    expect(new Set(words).size).toBe(keys.length);
  });
});
