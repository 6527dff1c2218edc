/** What the view of drivers says: what moves the makespan, and on what that rests. */
export const driversWords = {
  nothing: 'Nothing was simulated, so nothing drives the time.',
  none: 'No replication completed, so no task drives the time.',
  lead: 'What moves the makespan. A task that is often on the critical path is worth shortening; others are not.',
  askFor: 'How far each single duration moves the makespan was not asked for: add --sensitivity.',
  criticality: (name: string) => `Critical path, ${name}`,
  criticalityHint: (replications: string) => `share of ${replications} replications in which the task is critical`,
  tornado: (name: string) => `Tornado, ${name}`,
  tornadoHint: 'mean makespan at the p10 and the p90 of this one duration',
  totalEffect: (name: string) => `Variance, ${name}`,
  totalEffectHint: 'share of variance that comes from this duration; 95 % interval',
  gain: (name: string) => `Worth shortening, ${name}`,
  gainHint: (shorten: string) => `makespan saved by shortening it by ${shorten}; 95 % interval`,
  paired: 'Gain of order between components',
  pairedHint: 'coarse − fine on the same draws: mean of the paired differences; 95 % interval',
  asTable: 'What drives the time, as a table',
  columns: ['Granularity', 'Task', 'On the critical path', 'Mean duration', 'Origin', 'Tornado', 'Variance', 'Saved'],
} as const;
