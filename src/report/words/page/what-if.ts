/** What the panel of sliders says. */
export const whatIfWords = {
  nothing:
    'No schedule to move: nothing was simulated, its order is circular, or the engine does more than order tasks.',
  lead:
    'Move a duration or the number of workers. The schedule, every other task at its median, is run again here by the ' +
    'same kernel as the simulation, at each granularity.',
  reset: 'As simulated',
  workers: 'Workers ',
  noLimit: 'no limit',
  add: 'Add a task',
  addButton: 'Add',
  noTask: 'No such task.',
  never: 'never completes',
  now: 'now completes',
  same: 'as simulated',
  change: (seconds: string, longer: boolean) => `${seconds} ${longer ? 'longer' : 'shorter'}`,
} as const;
