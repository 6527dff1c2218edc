/** What the view of makespans says. */
export const distributionsWords = {
  nothing: 'There is no makespan to show.',
  fixed: 'Every duration is fixed, so every replication takes the same time.',
  lead: (replications: string) => `How long the whole deployment takes, over ${replications} replications`,
  same: (what: string) => `; ${what} draw the same durations.`,
  granularities: 'both granularities',
  scenarios: 'granularities and scenarios',
  tail: (longest: string) => ` One in a hundred is not shown; the longest took ${longest}.`,
  series: (name: string, median: string, p95: string) => `${name}: median ${median}, p95 ${p95}`,
  histogram: 'Histogram',
  cumulative: 'Cumulative: share of deployments that have ended',
  medianAndP95: 'Lines: median, dashed p95.',
  asTable: 'The figures as a table',
  columns: ['Of', 'mean', 'interval of the mean', 'p50', 'p90', 'p95', 'p99', 'least', 'most'],
  title: 'Makespan',
} as const;
