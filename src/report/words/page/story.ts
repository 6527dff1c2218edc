/** What the top of the page says: headlines for each way a deployment turns out, facts, and what they rest on. */
export const storyWords = {
  rejected: 'An engine would reject this template.',
  notSimulated: 'Not simulated.',
  withoutPlan: (errors: string) => `${errors} below; without a plan there is no makespan.`,
  neverStarts: 'This deployment can never start.',
  circle: (arrows: string) => `Its tasks depend on each other in a cycle: ${arrows}.`,
  neverCompletes: 'This deployment never completes.',
  allFailed: 'Every replication ended with a task that failed or got stuck.',
  about: (time: string) => `about ${time}`,
  ready: (time: string) => `Ready in ${time}.`,
  readyFineOnly: (time: string) => `Ready in ${time}, and only at component granularity.`,
  coarseCircle: (arrows: string) => `Between hosts the order is a cycle, ${arrows}: enforced there, it is impossible.`,
  coarseNever: 'With order enforced between hosts it never completes.',
  sameTime: 'Order between components or between hosts: it takes the same time.',
  readyOrSlow: (time: string, slow: string) => `Ready in ${time}. Enforced host by host, it takes ${slow}.`,
  always: 'in every replication',
  interval: (low: string, high: string) => `95 % interval ${low} to ${high}`,
  saves: (gain: string, share: string, interval: string) =>
    `Order between components saves ${gain} (${share}; ${interval}).`,

  fixed: (time: string) => `${time} in every replication: all durations are fixed`,
  spread: (p50: string, p95: string, interval: string) => `median ${p50}, p95 ${p95}; ${interval}`,
  mean: (mean: string, low: string, high: string) => `mean ${mean}, 95 % interval ${low} – ${high}`,
  barOfMedian: 'Bar: median. Whisker: 5 % to 95 % of the simulated deployments.',
  barOfMakespan: 'Bar: makespan.',

  deployed: 'What is deployed',
  tasks: (tasks: string, components: string) => `${tasks} in all${components}.`,
  among: (components: string) => `, ${components} among them`,
  on: (hosts: string) => `On ${hosts}.`,
  values: (values: string, one: boolean) => `${values} ${one ? 'passes' : 'pass'} between tasks.`,
  handles: (handles: string) => `${handles} to signal.`,
  unknowns: (things: string) => `${things} the input does not decide.`,

  wrong: 'What is wrong',
  noFindings: 'No findings',
  nothingToSay: 'No rule has anything to say about this template.',
  notesOnly: (notes: string) => `${notes}, no error`,
  moreBelow: (findings: string) => `And ${findings} below.`,
  proved: 'Proved',
  allProved: 'All proved',
  someProved: (proved: number, all: number) => `${proved} of ${all} proved`,
  asWritten: (share: string) => `${share} for the template as written.`,

  fails: 'What fails at times',
  of: (count: string, all: string) => `${count} of ${all}`,
  failsAt: (name: string, count: string, all: string) =>
    `${name}: ${count} of ${all} end with a task that fails or gets stuck.`,
  ofCompleted: 'The times above are of those that completed.',
  complete: 'When it says COMPLETE',
  late: (late: string) =>
    `The engine does not track all the work: what it does not wait for ends ${late} later (medians).`,

  drivers: 'What drives the time',
  driversHint: (granularity: string) => `How often each task is on the critical path (${granularity}).`,
  trust: 'How far to trust it',
  noDurations: 'Nothing was simulated, so no duration was used.',
} as const;
