import type { Options } from 'yargs';
import type { Study, Sweep } from '../../study/study.ts';
import type { Arguments } from '../arguments.ts';

const group = 'Study:';

/** What the command line adds to a study, or asks without a file. */
export const studyOptions: Readonly<Record<string, Options>> = {
  sweep: {
    describe: 'PARAMETER=VALUES, such as workers=1..16 or engine-options.agent-poll=1s,5s,30s; several are separate',
    requiresArg: true,
    group,
  },
  drivers: {
    describe: 'What moves the makespan most: each time halved, each capacity doubled, one at a time',
    type: 'boolean',
    group,
  },
};

/** The study of a file, if there is one, with what the command line asks beside it. */
export function withShortcuts(study: Study, given: Arguments): Study {
  const sweeps = [...given.pairs('sweep')].map(([parameter, values]): Sweep => ({ over: { [parameter]: values } }));
  return {
    ...study,
    ...(sweeps.length === 0 ? {} : { sweeps: [...(study.sweeps ?? []), ...sweeps] }),
    ...(given.flag('drivers') ? { drivers: true } : {}),
    ...(given.flag('sensitivity') && !study.sensitivity ? { sensitivity: true } : {}),
  };
}
