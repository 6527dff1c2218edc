import { log } from '../../model/durations/numeric/exponential.ts';
import { fitOf } from './closed-forms.ts';
import { timeText } from './expression.ts';
import type { Fitter } from './fit.ts';

interface Shape {
  readonly min: number;
  readonly mode: number;
  readonly max: number;
  readonly logLikelihood: number;
}

/**
 * For given ends the likeliest mode is one of the measured times; the ends are searched, each in turn, since an end at
 * the least or the greatest time has likelihood 0 and one far out has little. van Dorp and Kotz, Beyond Beta, §1.4.
 */
export const triangular: Fitter = (sample) => {
  const [least, greatest] = [sample[0] as number, sample.at(-1) as number];
  const range = greatest - least;
  let [below, above] = [range / 20, range / 20];
  let best = withEnds(sample, least - below, greatest + above);
  for (let round = 0; round < 10; round += 1) {
    const before = best.logLikelihood;
    below = likeliest(range, least, (gap) => withEnds(sample, least - gap, greatest + above).logLikelihood);
    above = likeliest(
      range,
      Number.POSITIVE_INFINITY,
      (gap) => withEnds(sample, least - below, greatest + gap).logLikelihood,
    );
    best = withEnds(sample, least - below, greatest + above);
    if (best.logLikelihood - before < 1e-3) break;
  }
  const text = `triangular(${timeText(best.min)}, ${timeText(best.mode)}, ${timeText(best.max)})`;
  return fitOf('triangular', text, { logLikelihood: best.logLikelihood, parameters: 3 });
};

/** The likeliest mode for these ends: the likelihood of each measured time as the mode, from sums over both sides. */
function withEnds(sample: readonly number[], min: number, max: number): Shape {
  const width = max - min;
  const rising = sample.map((value) => log(value - min));
  const falling = sample.map((value) => log(max - value));
  let right = falling.reduce((sum, one) => sum + one, 0);
  let left = 0;
  let best: Shape = { min, mode: min, max, logLikelihood: Number.NEGATIVE_INFINITY };
  for (const [index, mode] of sample.entries()) {
    left += rising[index] as number;
    right -= falling[index] as number;
    const sides = (index + 1) * (rising[index] as number) + (sample.length - index - 1) * (falling[index] as number);
    const logLikelihood = sample.length * log(2 / width) + left + right - sides;
    if (logLikelihood > best.logLikelihood) best = { min, mode, max, logLikelihood };
  }
  return best;
}

const GOLDEN = 0.6180339887498949;

/** Golden sections over the gap between an end and the nearest time. @param most so that no time is negative */
function likeliest(range: number, most: number, likelihood: (gap: number) => number): number {
  let [low, high] = [0, Math.min(3 * range, most)];
  if (high <= 0) return 0;
  let [a, b] = [high * (1 - GOLDEN), high * GOLDEN];
  let [atA, atB] = [likelihood(a), likelihood(b)];
  while (high - low > 1e-3 * range) {
    if (atA >= atB) {
      [high, b, atB] = [b, a, atA];
      a = high - GOLDEN * (high - low);
      atA = likelihood(a);
    } else {
      [low, a, atA] = [a, b, atB];
      b = low + GOLDEN * (high - low);
      atB = likelihood(b);
    }
  }
  return (low + high) / 2;
}
