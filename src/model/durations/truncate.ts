import { type DurationFamily, demand, type MadeDuration, part, time } from './family.ts';
import { integratePowers } from './numeric/integrate.ts';

export const truncate: DurationFamily = {
  name: 'truncate',
  summary: 'Another duration, on the condition that it is neither shorter than min nor longer than max.',
  forms: [
    {
      parameters: [part('duration'), time('min'), time('max')],
      style: 'positional',
      make: ([min, max], [inner]) => truncatedTo(inner as MadeDuration, min as number, max as number),
    },
    {
      parameters: [part('duration'), time('min')],
      style: 'named',
      make: ([min], [inner]) => truncatedTo(inner as MadeDuration, min as number, Number.POSITIVE_INFINITY),
    },
    {
      parameters: [part('duration'), time('max')],
      style: 'named',
      make: ([max], [inner]) => truncatedTo(inner as MadeDuration, 0, max as number),
    },
  ],
  examples: [
    'truncate(lognormal(median=45s, p95=2m), 20s, 5m)',
    'truncate(exponential(mean=30s), min=10s)',
    'truncate(empirical(1s, 2s, 2s, 5s), max=3s)',
  ],
};

/** Less is a condition that practically never holds, and its moments would be noise. */
const LEAST_MASS = 1e-6;

/**
 * Q(F(min−) + p (F(max) − F(min−))). With a maximum the moments are integrals of the quantile function; without one,
 * what lies below min is taken off the moments of the whole, so that the tail counts in full.
 */
function truncatedTo(inner: MadeDuration, min: number, max: number): MadeDuration {
  demand(min >= 0 && min < max, 'expected 0 ≤ min < max');
  const below = min > 0 ? inner.cdf(min * (1 - 2 ** -53)) : 0;
  const mass = (max < Number.POSITIVE_INFINITY ? inner.cdf(max) : 1) - below;
  demand(mass >= LEAST_MASS, 'expected a part of the duration between min and max');
  const [lowest, highest] = boundsOf(inner, { min, max, below, above: below + mass });
  const quantile = (p: number): number => {
    if (p <= 0) return lowest;
    if (p >= 1) return highest;
    return Math.min(Math.max(inner.quantile(below + p * mass), lowest), highest);
  };
  const breaks = inner.breaks?.map((p) => (p - below) / mass).filter((p) => p > 0 && p < 1);
  const moments =
    highest < Number.POSITIVE_INFINITY ? integratePowers(quantile, { to: 1, breaks }) : tailMoments(inner, below);
  return {
    meanSeconds: moments.first,
    varianceSeconds2: Math.max(0, moments.second - moments.first * moments.first),
    minimumSeconds: lowest,
    maximumSeconds: highest,
    ...(inner.isDiscrete === undefined ? {} : { isDiscrete: inner.isDiscrete }),
    ...(breaks === undefined ? {} : { breaks }),
    quantile,
    cdf: (seconds) => Math.min(1, Math.max(0, (inner.cdf(Math.min(seconds, max)) - below) / mass)),
  };
}

interface Cut {
  readonly min: number;
  readonly max: number;
  readonly below: number;
  readonly above: number;
}

/** A limit inside a gap of the duration moves to the edge of the gap. */
function boundsOf(inner: MadeDuration, { min, max, below, above }: Cut): readonly [number, number] {
  const lowest = Math.max(min, inner.minimumSeconds);
  const highest = Math.min(max, inner.maximumSeconds);
  if (!inner.breaks) return [lowest, highest];
  const first = inner.quantile(below + 1e-12);
  return [first > lowest * (1 + 1e-9) ? first : lowest, Math.min(highest, inner.quantile(Math.min(1, above)))];
}

function tailMoments(inner: MadeDuration, below: number) {
  const { meanSeconds: mean, varianceSeconds2: variance } = inner;
  const { first, second } = integratePowers(inner.quantile, { to: below, breaks: inner.breaks });
  return { first: (mean - first) / (1 - below), second: (variance + mean * mean - second) / (1 - below) };
}
