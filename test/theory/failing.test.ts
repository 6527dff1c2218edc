import { describe, expect, it } from 'vitest';
import type { GranularityRun, SimulateOptions } from '../../src/simulate/simulation.ts';
import { engineRun } from '../../src/simulate/testing/check-engine.ts';
import type { Scenario } from '../../src/simulate/testing/scenario.ts';
import { run, taskName } from './testing/network.ts';

/** What fails, times out or is held back, with its closed form. See `closed-forms.test.ts`. */
const REPLICATIONS = Number(process.env.MAKESPAN_THEORY ?? 100_000);

/** How long a replication lasts, whether it completes or fails, and how likely it completes: within five errors. */
function check(result: GranularityRun, expected: { readonly mean: number; readonly completes: number }): void {
  const { makespan, failures } = result;
  const [share, failing] = [(makespan?.count ?? 0) / REPLICATIONS, failures?.time];
  const lasts = share * (makespan?.mean ?? 0) + (1 - share) * (failing?.mean ?? 0);
  const squares = share * squareOf(makespan) + (1 - share) * squareOf(failing ?? null);
  const error = Math.sqrt((squares - lasts * lasts) / REPLICATIONS);
  expect(Math.abs(lasts - expected.mean)).toBeLessThanOrEqual(5 * error);
  const spread = Math.sqrt((expected.completes * (1 - expected.completes)) / REPLICATIONS);
  expect(Math.abs(share - expected.completes)).toBeLessThanOrEqual(5 * spread);
}

function squareOf(summary: GranularityRun['makespan']): number {
  return summary === null ? 0 : summary.mean ** 2 + summary.stddev ** 2;
}

describe('closed forms of what may fail', () => {
  it('four attempts with a pause that doubles: (1 − p⁴) / (1 − p) attempts, and p + 2 p² + 4 p³ pauses', () => {
    const failures = new Map([[taskName(0), { probability: 0.3, retries: 3, pauseSeconds: 2, factor: 2 }]]);
    const result = run({ before: [[]], takes: ['exponential(mean=5s)'] }, { replications: REPLICATIONS, failures });
    check(result, { mean: 1.417 * 5 + 1.176, completes: 0.9919 });
  });

  it.each<[string, string, { mean: number; completes: number }]>([
    ['exponential', 'exponential(rate=0.5)', { mean: 1.5537396797031404, completes: 1 - Math.exp(-1.5) }],
    ['lognormal', 'lognormal(mu=1, sigma=0.5)', { mean: 2.439134286230387, completes: 0.5781741008028732 }],
  ])('a wait of three seconds for a signal (%s) lasts as long as the lesser of the two', (_, takes, is) => {
    const input: Scenario = {
      tasks: { sender: { takes }, wait: { kind: 'wait' } },
      signals: [{ handle: 'h', sender: 'sender' }],
      waits: { wait: { handle: 'h', count: 1, timeoutSeconds: 3 } },
    };
    check(engineRun(input, { replications: REPLICATIONS, engine: 'ideal' }), is);
  });

  it('a hundred calls at once, five a second, ten at first: the last is admitted at (n − b) / r = 18', () => {
    const takes = Array(100).fill(0);
    const engine: Partial<SimulateOptions> = {
      engine: 'cloudformation',
      engineOptions: { 'api-rate': '5', 'api-burst': '10' },
    };
    const { trace } = run({ before: takes.map(() => []), takes }, { replications: 1, ...engine });
    expect(Math.max(...trace.map(({ start }) => start))).toBeCloseTo(18, 9);
  });
});
