import { log } from './exponential.ts';

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
    const next = newton > low && newton < high ? newton : (low + high) / 2;
    const settled = Math.abs(next - y) <= 4e-16 * Math.max(1, Math.abs(y));
    y = next;
    if (settled) break;
  }
  return y;
}
