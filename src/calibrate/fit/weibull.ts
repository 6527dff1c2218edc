import { exp, log } from '../../model/durations/numeric/exponential.ts';
import { fitOf } from './closed-forms.ts';
import { roundedNumber, timeText } from './expression.ts';
import type { Fitter } from './fit.ts';
import { logsOf, meanOf, varianceOf } from './moments.ts';

const EULER_SPREAD = 1.2825498301618641; // π / √6: the standard deviation of the log of an exponential variable
const [LEAST_SHAPE, GREATEST_SHAPE] = [0.1, 1e4];

/**
 * The shape solves Σ xᵏ ln x / Σ xᵏ − 1/k = mean of ln x, whose left side rises with k: Newton's steps inside a
 * bracket. Johnson, Kotz and Balakrishnan 1, §21.
 */
export const weibull: Fitter = (sample) => {
  const logs = logsOf(sample);
  const meanLog = meanOf(logs);
  const spread = Math.sqrt(varianceOf(logs));
  if (!(spread > 0)) return null;
  const shape = shapeOf(logs, meanLog, EULER_SPREAD / spread);
  if (shape === null) return null;
  const { logOfMean } = powers(logs, shape);
  const scale = exp(logOfMean / shape);
  const logLikelihood = sample.length * (log(shape) - logOfMean + (shape - 1) * meanLog - 1);
  const text = `weibull(shape=${roundedNumber(shape)}, scale=${timeText(scale)})`;
  return fitOf('weibull', text, { logLikelihood, parameters: 2 });
};

function shapeOf(logs: readonly number[], meanLog: number, start: number): number | null {
  let [low, high] = [LEAST_SHAPE, GREATEST_SHAPE];
  let shape = Math.min(Math.max(start, low), high);
  for (let step = 0; step < 100; step += 1) {
    const { first, second } = powers(logs, shape);
    const miss = first - 1 / shape - meanLog;
    if (miss > 0) high = shape;
    else low = shape;
    const newton = shape - miss / (second - first * first + 1 / (shape * shape));
    const next = newton > low && newton < high ? newton : (low + high) / 2;
    const isThere = Math.abs(next - shape) < 1e-12 * shape;
    shape = next;
    if (isThere) return shape > LEAST_SHAPE * 1.0001 && shape < GREATEST_SHAPE * 0.9999 ? shape : null;
  }
  return null;
}

/** Moments of ln x weighted by xᵏ, and the logarithm of the mean of xᵏ; the greatest power is taken out of the sums. */
function powers(logs: readonly number[], shape: number) {
  const top = logs.at(-1) as number;
  let [sum, first, second] = [0, 0, 0];
  for (const one of logs) {
    const weight = exp(shape * (one - top));
    sum += weight;
    first += weight * one;
    second += weight * one * one;
  }
  return { first: first / sum, second: second / sum, logOfMean: shape * top + log(sum / logs.length) };
}
