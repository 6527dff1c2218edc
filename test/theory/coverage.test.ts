import { describe, expect, it } from 'vitest';
import { prepare } from '../../src/simulate/prepare.ts';
import { simulate } from '../../src/simulate/simulate.ts';
import type { GranularityRun, SimulateOptions } from '../../src/simulate/simulation.ts';
import { type Interval, intervalOf, type Statistic } from '../../src/simulate/statistics/precision.ts';
import { type Scenario, scenario } from '../../src/simulate/testing/scenario.ts';
import type { Sensitivity } from '../../src/study/outcome.ts';
import { runStudy } from '../../src/study/run-study.ts';
import { sensitivityOf } from '../../src/study/sensitivity/sensitivity.ts';

/**
 * How often a nominal 95 % interval covers the truth, which is known in closed form: each trial is a simulation with a
 * seed of its own. `npm run test:coverage-of-intervals` takes 1,000 trials and holds the promise (at least 93 %
 * everywhere, at most 97 % for means; exact binomial and order-statistic intervals may exceed); the short run, with
 * fixed seeds as well, catches an interval that is plainly too short or too long.
 */
const TRIALS = Number(process.env.MAKESPAN_COVERAGE ?? 60);
const isFull = TRIALS >= 1000;
const LEAST = isFull ? 0.93 : 0.85;
const MOST_OF_MEANS = isFull ? 0.97 : 1;

const one: Scenario = { tasks: { a: { takes: 'exponential(mean=1s)' } } };
const chain: Scenario = {
  tasks: Object.fromEntries(
    Array.from({ length: 5 }, (_, at) => [
      `t${at}`,
      { takes: 'exponential(mean=2s)', after: at > 0 ? [`t${at - 1}`] : [] },
    ]),
  ),
};
const ten: Scenario = {
  tasks: Object.fromEntries(Array.from({ length: 10 }, (_, at) => [`t${at}`, { takes: 'exponential(mean=1s)' }])),
};
const longTail: Scenario = { tasks: { a: { takes: 'lognormal(median=45s, p95=2m)' } } };
const uniforms: Scenario = {
  tasks: { a: { takes: 'uniform(0s, 8s)' }, b: { takes: 'uniform(0s, 2s)', after: ['a'] } },
};
const twoWorkers: Scenario = { tasks: { a: ten.tasks.t0 ?? {}, b: ten.tasks.t1 ?? {}, c: ten.tasks.t2 ?? {} } };
const timeout: Scenario = {
  tasks: { a: { takes: 'uniform(0s, 10s)' }, w: { kind: 'wait', takes: 0 } },
  handles: { h: {} },
  signals: [{ handle: 'h', sender: 'a' }],
  waits: { w: { handle: 'h', count: 1, timeoutSeconds: 9.5 } },
};

const HARMONIC_10 = 2.9289682539682538;
/** exp(σ² / 2) times the median, with σ = ln(120 / 45) / Φ⁻¹(0.95). */
const SIGMA = Math.log(120 / 45) / 1.6448536269514722;
const LONG_TAIL_MEAN = 45 * Math.exp((SIGMA * SIGMA) / 2);
/** Three exponentials of mean 1 on two workers: ½ until the first is done, ½ to the next, 1 for the last. */
const TWO_WORKERS_MEAN = 2;
const greatestOf = (count: number, p: number): number => -Math.log(1 - p ** (1 / count));

function run(input: Scenario, seed: number, options: Partial<SimulateOptions>): GranularityRun {
  const { deployment, timings } = scenario(input);
  const result = simulate(deployment, { timings, seed: `trial ${seed}`, replications: 1000, ...options });
  if ('cycle' in result) throw new Error('cyclic');
  return result;
}

/** The share of trials whose interval holds the truth; said aloud for the record. */
function coverage(name: string, truth: number, trial: (seed: number) => Interval | null | undefined): number {
  let covered = 0;
  for (let seed = 0; seed < TRIALS; seed += 1) {
    const interval = trial(seed);
    if (interval && interval.ciLow <= truth && truth <= interval.ciHigh) covered += 1;
  }
  if (isFull) process.stdout.write(`${name}: ${((100 * covered) / TRIALS).toFixed(1)} %\n`);
  return covered / TRIALS;
}

function statistic(input: Scenario, of: Statistic, options: Partial<SimulateOptions> = {}) {
  return (seed: number): Interval | null => {
    const { makespan } = run(input, seed, options);
    return makespan && intervalOf(makespan, of);
  };
}

describe('means', () => {
  it.each<[string, Scenario, number, Partial<SimulateOptions>]>([
    ['an exponential, 200 replications', one, 1, { replications: 200 }],
    ['a chain of five exponentials', chain, 10, {}],
    ['the greatest of ten exponentials', ten, HARMONIC_10, {}],
    ['a lognormal with a long tail', longTail, LONG_TAIL_MEAN, {}],
    ['three exponentials on two workers', twoWorkers, TWO_WORKERS_MEAN, { workers: 2 }],
    ['sequential, a chain to 2 %', chain, 10, { precision: { relative: 0.02 }, replications: 40_000 }],
    ['sequential, an exponential to 2 %', one, 1, { precision: { relative: 0.02 }, replications: 40_000 }],
    [
      'sequential, a lognormal to 3 %',
      longTail,
      LONG_TAIL_MEAN,
      { precision: { relative: 0.03 }, replications: 40_000 },
    ],
    [
      'sequential, two workers to 2 %',
      twoWorkers,
      2,
      { workers: 2, precision: { relative: 0.02 }, replications: 40_000 },
    ],
  ])('%s', (name, input, truth, options) => {
    const share = coverage(`mean: ${name}`, truth, statistic(input, 'mean', options));
    expect(share).toBeGreaterThanOrEqual(LEAST);
    expect(share).toBeLessThanOrEqual(MOST_OF_MEANS);
  });

  it('paired differences of scenarios', () => {
    const { deployment, timings } = scenario(chain);
    const share = coverage('mean: paired difference', -1, (seed) => {
      const scenarios = { faster: { scale: { t0: 0.5 } } };
      const options = { timingsOf: () => timings, seed: `trial ${seed}`, replications: 500 };
      return runStudy(deployment, { scenarios }, options).scenarios[1]?.difference;
    });
    expect(share).toBeGreaterThanOrEqual(LEAST);
    expect(share).toBeLessThanOrEqual(MOST_OF_MEANS);
  });
});

describe('quantiles', () => {
  it.each<[Statistic, number, Partial<SimulateOptions>]>([
    ['p50', 0.5, {}],
    ['p90', 0.9, {}],
    ['p95', 0.95, {}],
    ['p99', 0.99, {}],
    ['p50', 0.5, { precision: { statistic: 'p50', relative: 0.02 }, replications: 40_000 }],
    ['p95', 0.95, { precision: { statistic: 'p95', relative: 0.03 }, replications: 40_000 }],
    ['p99', 0.99, { precision: { statistic: 'p99', relative: 0.03 }, replications: 40_000 }],
  ])('%s of the greatest of ten exponentials', (of, p, options) => {
    const name = `${of}${options.precision ? ', sequential' : ''}`;
    expect(coverage(`quantile: ${name}`, greatestOf(10, p), statistic(ten, of, options))).toBeGreaterThanOrEqual(LEAST);
  });
});

describe('probabilities', () => {
  it.each([0.002, 0.1, 0.5])('of a failure in %d of all attempts', (probability) => {
    const failures = new Map([['a', { probability }]]);
    const share = coverage(`probability: failure ${probability}`, probability, (seed) => {
      return run(one, seed, { failures, replications: 400 }).probabilities.failed;
    });
    expect(share).toBeGreaterThanOrEqual(Math.max(LEAST, isFull ? 0.94 : 0));
  });

  it('of a timeout', () => {
    const share = coverage('probability: timeout', 0.05, (seed) => {
      return run(timeout, seed, { replications: 400 }).probabilities.timedOut;
    });
    expect(share).toBeGreaterThanOrEqual(LEAST);
  });
});

describe('sensitivities', () => {
  function sensitivity(seed: number): Sensitivity {
    const { deployment, timings } = scenario(uniforms);
    const prepared = prepare(deployment, { timings, seed: `trial ${seed}`, replications: 1000 });
    if ('cycle' in prepared) throw new Error('cyclic');
    const steps = sensitivityOf(prepared, { replications: 400 });
    for (;;) {
      const step = steps.next();
      if (step.done) return step.value;
    }
  }
  const of = (task: string) => (seed: number) => sensitivity(seed).tasks.find((one) => one.task === task);

  it('total effects', () => {
    const [a, b] = [of('a'), of('b')];
    expect(coverage('total effect: 16/17', 16 / 17, (seed) => a(seed)?.totalEffect)).toBeGreaterThanOrEqual(LEAST);
    expect(coverage('total effect: 1/17', 1 / 17, (seed) => b(seed)?.totalEffect)).toBeGreaterThanOrEqual(LEAST);
  });

  it('gains of shortening by a tenth', () => {
    const a = of('a');
    const share = coverage('mean: gain of shortening', 0.4, (seed) => a(seed)?.gain);
    expect(share).toBeGreaterThanOrEqual(LEAST);
    expect(share).toBeLessThanOrEqual(MOST_OF_MEANS);
  });
});
