/**
 * A sample as the families want it: sorted and above 0. A clock of whole seconds says 0 of what took less than one:
 * half of its step is taken.
 */
export function lifted(seconds: readonly number[], resolutionSeconds: number): readonly number[] {
  const least = resolutionSeconds > 0 ? resolutionSeconds / 2 : Number.MIN_VALUE;
  return seconds.map((one) => Math.max(one, least)).sort((a, b) => a - b);
}

/**
 * Drawn times as the log's clock would have shown them: a start anywhere between two ticks, both ends cut to the tick
 * before.
 */
export function measuredAs(
  seconds: readonly number[],
  { resolutionSeconds, next }: { readonly resolutionSeconds: number; readonly next: () => number },
): readonly number[] {
  if (resolutionSeconds === 0) return [...seconds].sort((a, b) => a - b);
  const ticks = seconds.map((one) => Math.floor(one / resolutionSeconds + next()) * resolutionSeconds);
  return lifted(ticks, resolutionSeconds);
}
