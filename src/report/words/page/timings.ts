/** What the table of durations says. */
export const timingsWords = {
  columns: ['Task', 'Host', 'Mean', 'Duration', 'Origin', 'Source'],
  caption: 'The duration of each task and where it comes from',
  title: 'Durations',
  longest: (shown: number, all: number) => `The ${shown} longest of ${all} durations`,
} as const;
