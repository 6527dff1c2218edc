/** What the top of the page says. */
export const storyWords = {
  ofCompleted: 'The times above are of those that completed.',
} as const;
