import type { Options } from 'yargs';
import type { SensitivityRequest } from '../../study/study.ts';
import type { Arguments } from '../arguments.ts';

export const sensitivityOption: Options = {
  describe: 'How the makespan hangs on each task: correlation, share of variance, what shortening it saves',
  type: 'boolean',
  group: 'Simulation:',
};

export function readSensitivity(given: Arguments): SensitivityRequest | null {
  return given.flag('sensitivity') ? {} : null;
}
