import type { Options } from 'yargs';

/** What every command takes. */
export const commonOptions: Readonly<Record<string, Options>> = {
  color: {
    describe: 'auto, always or never; auto follows NO_COLOR, FORCE_COLOR and the terminal',
    requiresArg: true,
    group: 'Output:',
  },
  quiet: { alias: 'q', describe: 'No notes and no progress on stderr', type: 'boolean', group: 'Output:' },
};
