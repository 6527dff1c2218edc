import { type DurationFamily, demand, type MadeDuration, weighted } from './family.ts';

export const mixture: DurationFamily = {
  name: 'mixture',
  summary: 'One of several durations, each with its weight: mostly fast, now and then slow.',
  forms: [
    {
      parameters: [weighted('weight * duration')],
      repeats: true,
      style: 'positional',
      make: (weights, parts) => {
        demand(
          weights.every((weight) => weight > 0),
          'expected weights above 0',
        );
        return mixtureOf(weights, parts);
      },
    },
  ],
  examples: [
    'mixture(0.9 * uniform(10s, 20s), 0.1 * 5m)',
    'mixture(3 * lognormal(median=45s, p95=2m), 1 * gamma(mean=1m, sd=30s))',
    'mixture(1 * 2s, 2 * empirical(1s, 3s))',
  ],
};

/** Moments: those of a part chosen at random. Weights are divided by their sum. */
function mixtureOf(weights: readonly number[], parts: readonly MadeDuration[]): MadeDuration {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const shares = weights.map((weight) => weight / total);
  const weigh = (term: (part: MadeDuration) => number): number =>
    parts.reduce((sum, part, at) => sum + (shares[at] as number) * term(part), 0);
  const mean = weigh((part) => part.meanSeconds);
  const second = weigh((part) => part.varianceSeconds2 + (part.meanSeconds - mean) * (part.meanSeconds - mean));
  const cdf = (seconds: number): number =>
    Math.min(
      1,
      weigh((part) => part.cdf(seconds)),
    );
  const bends = [...new Set(parts.flatMap(bendsOf))].sort((a, b) => a - b);
  const breaks = bends.flatMap((seconds) => [cdf(before(seconds)), cdf(seconds)]).filter((p) => p > 0 && p < 1);
  const isDiscrete = parts.every((part) => part.isDiscrete || part.minimumSeconds === part.maximumSeconds);
  return {
    meanSeconds: mean,
    varianceSeconds2: second,
    minimumSeconds: Math.min(...parts.map((part) => part.minimumSeconds)),
    maximumSeconds: Math.max(...parts.map((part) => part.maximumSeconds)),
    ...(isDiscrete ? { isDiscrete } : {}),
    breaks: [...new Set(breaks)].sort((a, b) => a - b),
    quantile: (p) => solve(p, { parts, cdf, bends }),
    cdf,
  };
}

/** Seconds at which the cumulative distribution of a part bends or jumps. */
function bendsOf({ minimumSeconds, maximumSeconds, breaks = [], quantile }: MadeDuration): readonly number[] {
  const ends = [minimumSeconds, maximumSeconds];
  const steps = breaks.flatMap((p) => [quantile(p - 1e-12), quantile(p), quantile(p + 1e-12)]);
  return [...ends, ...steps].filter((seconds) => seconds < Number.POSITIVE_INFINITY);
}

interface Mixed {
  readonly parts: readonly MadeDuration[];
  readonly cdf: (seconds: number) => number;
  readonly bends: readonly number[];
}

const RELATIVE_WIDTH = 2 ** -50;

/**
 * The least time whose cumulative probability reaches p. It lies between the quantiles of the parts and, as a step or
 * bend may be there, is looked for among the bends first; then the secant and the middle take turns.
 */
function solve(p: number, { parts, cdf, bends }: Mixed): number {
  const quantiles = parts.map((part) => part.quantile(p));
  let low = Math.min(...quantiles);
  let high = Math.max(...quantiles);
  if (low === high || p <= 0 || p >= 1) return p >= 1 ? high : low;
  if (cdf(low) >= p) return low;
  for (const bend of bends) {
    if (bend <= low || bend > high) continue;
    if (cdf(before(bend)) < p && cdf(bend) >= p) return bend;
    if (cdf(bend) < p) low = bend;
    else high = Math.min(high, before(bend));
  }
  let [lowMiss, highMiss] = [cdf(low) - p, cdf(high) - p];
  for (let round = 0; round < 200 && high - low > RELATIVE_WIDTH * high; round += 1) {
    const secant = low - (lowMiss * (high - low)) / (highMiss - lowMiss);
    const isUseful = round % 2 === 0 && secant > low && secant < high;
    const at = isUseful ? secant : low + (high - low) / 2;
    const miss = cdf(at) - p;
    if (miss === 0) return at;
    if (miss < 0) [low, lowMiss] = [at, miss];
    else [high, highMiss] = [at, miss];
  }
  return high;
}

/** The next smaller number; below 0 for 0. */
function before(seconds: number): number {
  return seconds > 0 ? seconds * (1 - 2 ** -53) : -1;
}
