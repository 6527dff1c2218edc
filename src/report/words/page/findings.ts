/** What the findings' cards and their schedules say around a template's own words. */
export const findingsWords = {
  nothing: 'Nothing found: no rule has anything to say about this template.',
  lead: (counts: string, proved: string) => `${counts}; ${proved} proved for the template as written.`,
  all: 'all',
  severities: { error: 'Error', warning: 'Warning', info: 'Note' },
  confidences: { proved: 'proved', likely: 'likely, not proved', possible: 'possible, not proved' },
  backTo: 'back to ',
  templateAt: (place: string) => `Template at ${place}`,
  fix: (description: string, certain: boolean) =>
    certain
      ? `To mend it: ${description}. It changes nothing else, so check --fix does it.`
      : `To mend it, for you to decide: ${description}.`,
  cost: (seconds: string, share: string, interval: string | null) => withoutIt(seconds, 'less', [share, interval]),
  saves: (seconds: string, share: string, interval: string | null) => withoutIt(seconds, 'longer', [share, interval]),
  costsNothing: 'Measured: without it the deployment takes just as long.',
  fixAt: (place: string) => `Change at ${place}`,
  back: 'Back',
  next: 'Next',
  steps: 'Step through the schedule',
  step: (number: number, count: number, text: string) => `Event ${number} of ${count}: ${text}`,
  lanes: 'The tasks of this schedule up to the chosen event, from left to right in order, not in time',
} as const;

/** The interval is null where the difference is the same in every replication. */
function withoutIt(seconds: string, how: string, [share, interval]: readonly [string, string | null]): string {
  const range = interval === null ? '' : `; 95 % interval ${interval}`;
  return `Measured: without it the deployment takes ${seconds} ${how} (${share}${range}).`;
}
