/** How long each rule took, the slowest first, in a table. */
export function timingsText(seconds: ReadonlyMap<string, number>): string {
  const rows = [...seconds].sort(([, a], [, b]) => b - a);
  const total = rows.reduce((sum, [, each]) => sum + each, 0);
  const lines = [...rows, ['all rules', total] as const].map(
    ([rule, each]) => `${(1000 * each).toFixed(1).padStart(10)} ms  ${rule}`,
  );
  return lines.join('\n');
}
