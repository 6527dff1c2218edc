import { log } from '../../model/durations/numeric/exponential.ts';
import { logGamma } from '../../model/durations/numeric/gamma.ts';
import { fitOf } from './closed-forms.ts';
import { roundedNumber, timeText } from './expression.ts';
import type { Fitter } from './fit.ts';
import { logsOf, meanOf } from './moments.ts';

/** Beyond it a gamma is a bell, and `normal` says the same with less. */
const GREATEST_SHAPE = 1e5;

/**
 * Newton's steps on 1 / shape (Minka, "Estimating a Gamma distribution", 2002, equation 8), from the start of Choi and
 * Wette; four or five suffice.
 */
export const gamma: Fitter = (sample) => {
  const mean = meanOf(sample);
  const meanLog = meanOf(logsOf(sample));
  const gap = log(mean) - meanLog;
  if (!(gap > 0)) return null;
  let shape = (3 - gap + Math.sqrt((gap - 3) * (gap - 3) + 24 * gap)) / (12 * gap);
  for (let step = 0; step < 40; step += 1) {
    const slope = 1 / shape - trigamma(shape);
    const next = 1 / (1 / shape + (meanLog - log(mean) + log(shape) - digamma(shape)) / (shape * shape * slope));
    const isThere = Math.abs(next - shape) < 1e-12 * shape;
    shape = next;
    if (isThere) break;
  }
  if (!(shape > 0 && shape < GREATEST_SHAPE)) return null;
  const scale = mean / shape;
  const logLikelihood = sample.length * ((shape - 1) * meanLog - mean / scale - shape * log(scale) - logGamma(shape));
  const text = `gamma(shape=${roundedNumber(shape)}, scale=${timeText(scale)})`;
  return fitOf('gamma', text, { logLikelihood, parameters: 2 });
};

/** ψ(x) for x > 0: the asymptotic series from 8 on, below it by ψ(x) = ψ(x + 1) − 1/x. Abramowitz and Stegun 6.3.18. */
export function digamma(x: number): number {
  let below = 0;
  let at = x;
  for (; at < 8; at += 1) below += 1 / at;
  const square = 1 / (at * at);
  const series = square * (1 / 12 - square * (1 / 120 - square * (1 / 252 - square * (1 / 240 - square / 132))));
  return log(at) - 0.5 / at - series - below;
}

/** ψ′(x) likewise. Abramowitz and Stegun 6.4.12. */
export function trigamma(x: number): number {
  let below = 0;
  let at = x;
  for (; at < 8; at += 1) below += 1 / (at * at);
  const square = 1 / (at * at);
  const series = square * (1 / 6 - square * (1 / 30 - square * (1 / 42 - square * (1 / 30 - (square * 5) / 66))));
  return below + 1 / at + 0.5 * square + series / at;
}
