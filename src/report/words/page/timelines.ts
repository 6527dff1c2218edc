/** What the timelines say: of a bar, what released it, and their controls and tables. */
export const timelineWords = {
  titles: { fine: 'Fine: order between components', coarse: 'Coarse: order between hosts' } as Readonly<
    Record<string, string>
  >,
  lead:
    'One schedule of each, with every duration at its own median, so its end is not the median makespan. ' +
    'Whiskers span the 10 % to 90 % range of an end: always for critical tasks and the last of each host, ' +
    'for others when pointed at.',
  notSimulated: 'Nothing was simulated.',
  noCoarse: (arrows: string) => `No coarse timeline: hosts wait for each other in a cycle, ${arrows}.`,
  neverCompletes: (time: string) => `never completes; all stands still after ${time}`,
  beside: 'beside the hosts',
  tasks: 'tasks',
  verbs: { waits: 'waits', runs: 'runs' },
  bar: (task: string, verb: string, takes: string, start: string, end: string) =>
    `${task} ${verb} ${takes}, from ${start} to ${end}`,
  neverEnds: 'never ends',
  neverStarts: 'never starts',
  timedOut: 'fails at its timeout',
  fails: 'fails',
  heldBack: (ready: string, by: string) => `ready at ${ready}, held ${by}`,
  isCritical: 'on the critical path',
  couldEnd: (later: string) => `could end ${later} later`,
  begins: 'starts at once',
  after: (task: string) => `starts after ${task}`,
  afterGroup: (group: string, task: string) => `starts when all of ${group} is done (${task} last)`,
  released: (task: string, handle: string) => `released by the signal of ${task} to ${handle}`,
  takesSlot: (task: string, pool: string) => `takes the slot that ${task} freed in ${pool}`,
  releasedByTimeout: 'released by its timeout',
  turn: 'starts when its turn comes: the engine starts leaves one after another',
  atOnce: (most: number) => `at once, most ${most}`,
  moreHosts: (count: number) => `and ${count} more hosts`,
  ownAxis: 'Each its own axis',
  criticalOnly: 'Only rows on the critical path',
  critical: (name: string) => `critical, ${name}`,
  slack: 'not critical',
  waiting: 'waiting for signals',
  held: 'ready, but held',
  asTable: (chart: string) => `${chart}, as a table`,
  columns: ['Task', 'Host', 'Start', 'End', 'End, 10 % – 90 %', 'Critical', 'In words'],
  yes: 'yes',
  no: 'no',
} as const;
