/** What the view of a study says around the study's own words. */
export const studyWords = {
  lead: (scenarios: string, title: string) =>
    `${title === '' ? '' : `${title} `}${scenarios} compared on the same draws.`,
  ranking: 'Makespan of each scenario',
  rankingHint: 'mean by rank; whisker: 95 % interval of the mean',
  differences: 'Difference to the base',
  differencesHint: 'paired, below 0 is faster; 95 % interval of the mean',
  drivers: 'One thing changed at a time',
  driversHint: 'a time halved or a capacity doubled; 95 % interval',
  cycle: (cycle: string) => `impossible: a cycle, ${cycle}`,
  never: 'never completes',
  base: 'as it is',
  columns: ['Rank', 'Scenario', 'Changes', 'Mean', 'Median', 'p95', 'Difference to the base', 'Failed', 'Replications'],
  table: 'Scenarios by rank',
  targets: 'Questions and answers',
  sweep: (name: string) => `Makespan against ${name}`,
  sweepHint: 'line: mean with its 95 % interval; dashed: p95',
  sweepColumns: ['Sweep', 'Values', 'Mean', 'p95', 'Difference to the base', 'Failed'],
  sweepTable: 'Sweeps as a table',
} as const;
