/** What the Markdown summary says around a template's own words. */
export const markdownWords = {
  times: ['Enforced', 'Median', 'p95', 'Mean (95 % interval)'],
  cycle: (cycle: string) => `impossible: a cycle, ${cycle}`,
  never: 'never completes',
  gain: (gain: string, share: string, low: string, high: string) =>
    `Order between components saves **${gain}** (${share}; 95 % interval ${low} to ${high}).`,
  findings: ['', 'Rule', 'What', 'Where'],
  noFindings: 'No findings.',
  more: (count: string) => `… and ${count} more.`,
  severities: { error: 'error', warning: 'warning', info: 'note' },
  graph: 'Graph',
  tooLarge: (tasks: string) => `The graph of ${tasks} is too large for a comment; hosts and the order between them:`,
  farTooLarge: (hosts: string) => `The graph of ${hosts} is too large for a comment.`,
  drivers: 'On the critical path most often',
  madeBy: (version: string, how: string) => `makespan ${version}, ${how}`,
} as const;
