import { log } from './exponential.ts';

/** Newton squares the error, so after a step this small what is left is below the last bit. */
const SURE_STEP = 1e-9;

export interface TailProblem {
  /** A tail probability at y, monotone in y, and its derivative there. */
  readonly tail: (y: number) => { readonly tail: number; readonly slope: number };
  /** Whether the tail grows with y. */
  readonly isRising: boolean;
  /** Above 0. */
  readonly target: number;
  readonly start: number;
  readonly low: number;
  readonly high: number;
}

/**
 * Finds y where the tail equals the target: Newton's steps on the logarithm of the tail, which is nearly straight far
 * out, held inside a bracket that halves when a step would leave it.
 */
export function solveLogTail(problem: TailProblem): number {
  let { low, high } = problem;
  let y = Math.min(Math.max(problem.start, low), high);
  for (let round = 0; round < 200; round += 1) {
    const { tail, slope } = problem.tail(y);
    if (tail === problem.target) return y;
    if (tail < problem.target === problem.isRising) low = y;
    else high = y;
    const newton = y - (log(tail / problem.target) * tail) / slope;
    const isInside = newton > low && newton < high;
    const next = isInside ? newton : (low + high) / 2;
    const step = Math.abs(next - y);
    y = next;
    if (step <= (isInside ? SURE_STEP : 4e-16) * Math.max(1, Math.abs(y))) break;
  }
  return y;
}
