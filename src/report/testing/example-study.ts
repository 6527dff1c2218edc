import type { SampleSummary } from '../../simulate/simulation.ts';
import type {
  BoundsDocument,
  IntervalDocument,
  ProbabilityDocument,
  ScenarioDocument,
  SensitivityDocument,
  StudyDocument,
  SweepPointDocument,
} from '../study-document.ts';

export const exampleBounds: BoundsDocument = {
  criticalPath: { minimum: 12, median: 18, maximum: null },
  path: ['vmA.base', 'vmA.a1', 'vmB.b1'],
  work: { pool: 'workers', capacity: 4, minimum: 8, median: 10 },
};

export const exampleSensitivity: SensitivityDocument = {
  replications: 1000,
  shorten: '10 %',
  tasks: [
    {
      task: 'vmA.a1',
      criticality: 0.9,
      cruciality: 0.7,
      scheduleSensitivity: 0.6,
      totalEffect: interval(0.5),
      gain: interval(0.5),
      tornado: { low: 17, high: 24 },
    },
    {
      task: 'vmB.b3',
      criticality: 0.1,
      cruciality: null,
      scheduleSensitivity: null,
      totalEffect: null,
      gain: null,
      tornado: null,
    },
  ],
  notes: ['total effects of the 1 most critical of 2 tasks'],
};

/** A study of the seed example as `makespan study` would write it, with round numbers: for schemas and pages. */
export const exampleStudy: StudyDocument = {
  version: 1,
  title: 'What would make the seed example faster?',
  seed: 'makespan',
  scenarios: [
    scenario({ name: 'base', mean: 20, changes: [], rank: 2 }),
    scenario({ name: 'faster image', mean: 16, changes: ['set vmA.base = 2s'], rank: 1 }),
    { ...scenario({ name: 'in a cycle', mean: 0, changes: ['add vmB.b3 -> vmA.a1'], rank: 0 }), ...circle() },
  ],
  ranking: ['faster image', 'base', 'in a cycle'],
  sweeps: [
    {
      name: 'workers',
      parameters: [{ name: 'workers', kind: 'number', values: ['1', '2', '4'] }],
      points: [point('1', 33), point('2', 22), point('4', 20)],
    },
  ],
  targets: [
    {
      question: 'p95 <= 25s at the least workers',
      statistic: 'p95',
      comparison: '<=',
      limit: 25,
      parameter: 'workers',
      seek: 'least',
      verdict: 'met',
      answer: '4',
      at: interval(23),
      monotone: 'assumed',
      sentence: 'p95 <= 25s needs 4 workers: p95 is 23 s there (22 s to 24 s), and 26 s with 2.',
      trail: [
        { value: '1', holds: 'no', ...interval(37) },
        { value: '2', holds: 'no', ...interval(27) },
        { value: '4', holds: 'yes', ...interval(23) },
      ],
    },
  ],
  drivers: [
    {
      kind: 'engine-option',
      name: 'agent-poll',
      from: '30s',
      to: '15s',
      difference: { ...interval(-50), pairs: 1000, relative: -0.4 },
    },
    {
      kind: 'task',
      name: '<vmA.a1>',
      from: '5s',
      to: '2.5s',
      difference: { ...interval(-2), pairs: 1000, relative: -0.02 },
    },
  ],
  notes: ['pool engine threads is never full'],
};

function interval(estimate: number): IntervalDocument {
  return { estimate, ciLow: estimate - 1, ciHigh: estimate + 1 };
}

function probability(count: number, of: number): ProbabilityDocument {
  return { count, of, estimate: count / of, ciLow: 0, ciHigh: 0.004 };
}

function summary(mean: number): SampleSummary {
  const quantiles = { p50: mean, p90: mean + 2, p95: mean + 3, p99: mean + 5 };
  return {
    count: 1000,
    mean,
    stddev: 2,
    min: mean - 6,
    ...quantiles,
    max: mean + 9,
    ciLow: mean - 0.1,
    ciHigh: mean + 0.1,
    quantileIntervals: {
      p50: [mean - 0.1, mean + 0.1],
      p90: [mean + 1.8, mean + 2.2],
      p95: [mean + 2.7, mean + 3.3],
      p99: [mean + 4.2, mean + 6],
    },
  };
}

function scenario(given: Pick<ScenarioDocument, 'name' | 'changes' | 'rank'> & { mean: number }): ScenarioDocument {
  const { mean, ...rest } = given;
  return {
    ...rest,
    engine: 'declared',
    granularity: 'fine',
    workers: null,
    replications: 1000,
    makespan: summary(mean),
    complete: summary(mean),
    failed: probability(0, 1000),
    timedOut: probability(0, 1000),
    difference: rest.name === 'base' ? null : { ...interval(-4), pairs: 1000, relative: -0.2 },
    critical: [{ task: 'vmA.a1', index: 0.9 }],
    distribution: null,
    bounds: exampleBounds,
    sensitivity: exampleSensitivity,
    notes: [],
  };
}

/** What a scenario says whose order cannot be walked. */
function circle(): Partial<ScenarioDocument> {
  const nothing = { makespan: null, complete: null, failed: null, timedOut: null, difference: null, bounds: null };
  return { cycle: ['vmA.a1', 'vmB.b3'], ...nothing, rank: null, critical: [] };
}

function point(value: string, mean: number): SweepPointDocument {
  return {
    values: [value],
    numbers: [Number(value)],
    mean: interval(mean),
    p50: interval(mean),
    p95: interval(mean + 4),
    failed: probability(0, 1000),
    difference: { ...interval(mean - 20), pairs: 1000, relative: (mean - 20) / 20 },
    bounds: exampleBounds,
  };
}
