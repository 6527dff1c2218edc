import { describe, expect, it } from 'vitest';
import { summarise } from '../../src/simulate/statistics/summary.ts';
import { run, type TheoryNetwork, taskName } from './testing/network.ts';

/**
 * Finite networks whose makespan is known in closed form (sources beside each), through the public API. Expected values
 * come from the formulas or from exact Markov chains, never from a simulation. `npm run test:theory` takes a million
 * replications of each.
 */
const REPLICATIONS = Number(process.env.MAKESPAN_THEORY ?? 100_000);

interface Expected {
  readonly mean: number;
  readonly variance?: number;
  readonly p50?: number;
  readonly p95?: number;
  readonly p99?: number;
}

const BRIDGE = [[], [], [0], [0], [1, 2]];
const EIGHT = [[], [0], [1], [1], [1], [2, 3], [2, 4], [5, 6]];

function exponentials(rates: readonly number[]): readonly string[] {
  return rates.map((rate) => `exponential(rate=${rate})`);
}

function chain(count: number): readonly (readonly number[])[] {
  return Array.from({ length: count }, (_, index) => (index === 0 ? [] : [index - 1]));
}

function side(count: number): readonly (readonly number[])[] {
  return Array.from({ length: count }, () => []);
}

/**
 * The mean within five standard errors, the variance within five of its own, quantiles within 3 × their 95 %
 * interval.
 */
function checkMoments(network: TheoryNetwork, workers: number | null, expected: Expected): void {
  const { samples, makespan } = run(network, { replications: REPLICATIONS, workers, engine: 'ideal' });
  if (!makespan) throw new Error('nothing completed');
  const variance = makespan.stddev ** 2;
  expect(Math.abs(makespan.mean - expected.mean)).toBeLessThanOrEqual(5 * Math.sqrt(variance / REPLICATIONS));
  if (expected.variance !== undefined) {
    const fourth = summarise(samples.map((value) => (value - makespan.mean) ** 4))?.mean ?? 0;
    const error = Math.sqrt((fourth - variance * variance) / REPLICATIONS);
    expect(Math.abs(variance - expected.variance)).toBeLessThanOrEqual(5 * error);
  }
  for (const quantile of ['p50', 'p95', 'p99'] as const) {
    const [low, high] = makespan.quantileIntervals[quantile];
    const wanted = expected[quantile];
    if (wanted !== undefined) expect(Math.abs(makespan[quantile] - wanted)).toBeLessThanOrEqual(1.5 * (high - low));
  }
}

describe('closed forms', () => {
  const rate1 = exponentials(Array(8).fill(1));

  it.each<[string, TheoryNetwork, number | null, Expected]>([
    [
      'a chain of five exponentials is Erlang',
      { before: chain(5), takes: exponentials(Array(5).fill(0.5)) },
      null,
      { mean: 10, variance: 20, p50: 9.34181776559197, p95: 18.307038053275146, p99: 23.209251158954356 },
    ],
    [
      'a chain of unlike exponentials is hypo-exponential',
      { before: chain(3), takes: exponentials([1, 2, 4]) },
      null,
      { mean: 1.75, variance: 1.3125, p95: 3.9621936548609002 },
    ],
    [
      'the greatest of ten exponentials: harmonic numbers',
      { before: side(10), takes: exponentials(Array(10).fill(1)) },
      null,
      {
        mean: 2.9289682539682538,
        variance: 1.5497677311665408,
        p50: 2.7035551918624043,
        p95: 5.275343910504966,
        p99: 6.903236794476099,
      },
    ],
    [
      '100 exponentials on 16 workers: (n − c) / c + H(c)',
      { before: side(100), takes: exponentials(Array(100).fill(1)) },
      16,
      { mean: 8.630728993228994, variance: 1.912471533444987 },
    ],
    [
      'a diamond of exponentials',
      { before: [[], [0], [0], [1, 2]], takes: exponentials([1, 2, 3, 4]) },
      null,
      { mean: 1.8833333333333333, variance: 1.303611111111111 },
    ],
    [
      'the greater of two normals: Clark 1961',
      { before: side(2), takes: ['normal(10, 2)', 'normal(11, 3)'] },
      null,
      { mean: 11.993378260797149, variance: 5.066043132681699 },
    ],
    [
      'the greatest of four Erlang chains',
      { before: side(4), takes: Array(4).fill('erlang(k=3, mean=3)') },
      null,
      { mean: 4.891476352518968, variance: 2.987798992927935 },
    ],
    [
      'the Markovian bridge, rates 1: Kulkarni and Adlakha 1986',
      { before: BRIDGE, takes: exponentials(Array(5).fill(1)) },
      null,
      { mean: 83 / 24, variance: 1663 / 576, p95: 6.664456582928634 },
    ],
    [
      'the Markovian bridge, rates 1 to 5',
      { before: BRIDGE, takes: exponentials([1, 2, 3, 4, 5]) },
      null,
      { mean: 57241 / 34020, variance: 1252302713 / 1157360400, p95: 3.6975012225551547 },
    ],
    [
      'eight exponentials, no limit: exact Markov chain',
      { before: EIGHT, takes: rate1 },
      null,
      { mean: 37 / 6, variance: 5.416666666666667, p95: 10.447309373808684 },
    ],
    [
      'eight exponentials on three workers',
      { before: EIGHT, takes: rate1 },
      3,
      { mean: 37 / 6, variance: 5.416666666666667, p95: 10.447309373808684 },
    ],
    [
      'eight exponentials on two workers',
      { before: EIGHT, takes: rate1 },
      2,
      { mean: 101 / 16, variance: 5.52734375, p95: 10.629227876466933 },
    ],
    [
      'eight exponentials on one worker',
      { before: EIGHT, takes: rate1 },
      1,
      { mean: 8, variance: 8, p95: 13.148113802432144 },
    ],
    [
      'one PERT task',
      { before: [[]], takes: ['pert(1, 3, 10)'] },
      null,
      { mean: 3.8333333333333335, variance: 2.496031746031746, p95: 6.738338002125948 },
    ],
    [
      'one triangular task',
      { before: [[]], takes: ['triangular(1, 3, 10)'] },
      null,
      { mean: 4.666666666666667, variance: 3.7222222222222223, p95: 8.225176065070116 },
    ],
    [
      'one lognormal task',
      { before: [[]], takes: ['lognormal(mu=1, sigma=0.5)'] },
      null,
      { mean: 3.080216848918031, variance: 2.694758124344947, p95: 6.186854588195452 },
    ],
    [
      'one gamma task',
      { before: [[]], takes: ['gamma(shape=2.5, scale=2)'] },
      null,
      { mean: 5, variance: 10, p95: 11.070497693516351 },
    ],
    [
      'one Weibull task',
      { before: [[]], takes: ['weibull(shape=1.5, scale=3)'] },
      null,
      { mean: 2.708235878852801, variance: 3.3812125633253856, p95: 6.23433191260367 },
    ],
  ])('%s', (_name, network, workers, expected) => checkMoments(network, workers, expected));

  it('how often each task of the bridge is critical: 7/12 through the middle', () => {
    const { critical } = run({ before: BRIDGE, takes: exponentials(Array(5).fill(1)) }, { replications: REPLICATIONS });
    const index = new Map(critical.map(({ task, index: share }) => [task, share]));
    for (const [task, expected] of [19 / 24, 5 / 24, 7 / 12, 5 / 24, 19 / 24].entries()) {
      const error = Math.sqrt((expected * (1 - expected)) / REPLICATIONS);
      expect(Math.abs((index.get(taskName(task)) ?? 0) - expected)).toBeLessThanOrEqual(5 * error);
    }
  });

  it.each([
    ['no limit', null, 10.84418, { 5: 0.00390625, 10: 0.15407361, 13: 0.0985446, 16: 0.01903752, 20: 0.00107776 }],
    ['two workers', 2, 11.43632, { 6: 0.0109375, 10: 0.1484235, 13: 0.1202214, 16: 0.03430848, 20: 0.00143648 }],
  ])('eight discrete tasks, all 6561 outcomes enumerated, %s', (_name, workers, mean, probabilities) => {
    const times = [1, 1, 1, 1, 1, 2, 2, 2, 4, 4].map((seconds) => `${seconds}s`);
    const takes = Array(8).fill(`empirical(${times.join(', ')})`);
    const { samples, makespan } = run({ before: EIGHT, takes }, { replications: REPLICATIONS, workers });
    const error = (makespan?.stddev ?? 0) / Math.sqrt(REPLICATIONS);
    expect(Math.abs((makespan?.mean ?? 0) - mean)).toBeLessThanOrEqual(5 * error);
    for (const [value, probability] of Object.entries(probabilities)) {
      const share = samples.filter((sample) => sample === Number(value)).length / REPLICATIONS;
      const tolerance = 5 * Math.sqrt((probability * (1 - probability)) / REPLICATIONS);
      expect(Math.abs(share - probability)).toBeLessThanOrEqual(tolerance);
    }
  });
});
