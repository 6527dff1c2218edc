/** What the timelines' own controls and tables say. */
export const timelineWords = {
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
