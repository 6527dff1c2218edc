import type { Policy, SimulateOptions, TaskFailure } from '../simulate/simulation.ts';

/** What was chosen of the way a deployment is run, where that is not the default: a reader needs it to repeat a run. */
export interface Chosen {
  /** Parameters of the engine, as they were written. */
  readonly engineOptions?: Readonly<Record<string, string>>;
  readonly policy?: Policy;
  /** What may go wrong, in the order in which it was given. */
  readonly mayFail?: readonly ({ readonly task: string } & TaskFailure)[];
}

export function chosenOf({
  engineOptions = {},
  policy = 'engine',
  failures,
}: Pick<SimulateOptions, 'engineOptions' | 'policy' | 'failures'>): Chosen {
  const mayFail = [...(failures ?? [])].map(([task, failure]) => ({ task, ...failure }));
  return {
    ...(Object.keys(engineOptions).length > 0 ? { engineOptions } : {}),
    ...(policy === 'engine' ? {} : { policy }),
    ...(mayFail.length > 0 ? { mayFail } : {}),
  };
}
