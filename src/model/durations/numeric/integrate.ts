/** Nodes and weights of Gauss and Legendre with eight points on −1 … 1. Abramowitz and Stegun, table 25.4. */
const NODES = [0.1834346424956498, 0.525532409916329, 0.7966664774136267, 0.9602898564975363];
const WEIGHTS = [0.362683783378362, 0.3137066458778873, 0.2223810344533745, 0.1012285362903763];
/** Panels halve toward both ends, where quantile functions are steep. */
const OCTAVES = 50;

export interface IntegralOptions {
  /** Upper end, 0 … 1. */
  readonly to: number;
  /** Where the function jumps or bends; a panel ends there. */
  readonly breaks?: readonly number[] | undefined;
}

/** The integrals of f and of f² from 0 to an upper end. */
export function integratePowers(f: (p: number) => number, { to, breaks = [] }: IntegralOptions) {
  const ends = new Set([0, to]);
  for (let n = 1, width = to / 2; n <= OCTAVES; n += 1, width /= 2) ends.add(width).add(to - width);
  for (const at of breaks) if (at > 0 && at < to) ends.add(at);
  const sorted = [...ends].sort((a, b) => a - b);
  let first = 0;
  let second = 0;
  for (let panel = 1; panel < sorted.length; panel += 1) {
    const half = ((sorted[panel] as number) - (sorted[panel - 1] as number)) / 2;
    const middle = (sorted[panel - 1] as number) + half;
    for (let n = 0; n < NODES.length; n += 1) {
      const low = f(middle - half * (NODES[n] as number));
      const high = f(middle + half * (NODES[n] as number));
      first += half * (WEIGHTS[n] as number) * (low + high);
      second += half * (WEIGHTS[n] as number) * (low * low + high * high);
    }
  }
  return { first, second };
}
