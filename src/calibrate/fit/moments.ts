import { log } from '../../model/durations/numeric/exponential.ts';

export function meanOf(sample: readonly number[]): number {
  return sample.reduce((sum, value) => sum + value, 0) / sample.length;
}

/** The variance about the mean, divided by `sample.length - less`: 0 for maximum likelihood, 1 without bias. */
export function varianceOf(sample: readonly number[], less: 0 | 1 = 0): number {
  const mean = meanOf(sample);
  return sample.reduce((sum, value) => sum + (value - mean) * (value - mean), 0) / (sample.length - less);
}

export function logsOf(sample: readonly number[]): readonly number[] {
  return sample.map(log);
}
