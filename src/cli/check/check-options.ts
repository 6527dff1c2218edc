import type { Options } from 'yargs';
import { checkFormats } from '../../report/formats/index.ts';
import { templateOptions } from '../options/template-options.ts';

const output = 'Output:';
const choice = 'Rules:';
const files = 'Files:';

/** What `makespan check` takes. */
export const checkOptions: Readonly<Record<string, Options>> = {
  'fail-on': {
    describe: 'The least severity that makes the exit code 1: error (default), warning, info or never',
    requiresArg: true,
    group: output,
  },
  format: {
    alias: 'f',
    describe: `FORMAT or FORMAT=FILE, as often as wanted: ${checkFormats.map(({ id }) => id).join(', ')}`,
    requiresArg: true,
    group: output,
  },
  'show-suppressed': { describe: 'Show what comments and the baseline hold back', type: 'boolean', group: output },
  timings: { describe: 'Say on stderr how long each rule took', type: 'boolean', group: output },
  rule: { describe: 'Run only this rule; as often as wanted', requiresArg: true, group: choice },
  'ignore-rule': { describe: 'Do not run this rule; as often as wanted', requiresArg: true, group: choice },
  preset: { describe: 'recommended (default) or strict: every severity one step up', requiresArg: true, group: choice },
  config: { describe: 'Read this configuration, not makespan.config.yaml', requiresArg: true, group: choice },
  'no-config': { describe: 'Read no configuration', type: 'boolean', group: choice },
  baseline: { describe: 'Hold back the findings that this file lists', requiresArg: true, group: choice },
  'update-baseline': { describe: 'Write what is found into the baseline', type: 'boolean', group: choice },
  'rule-seconds': { describe: 'Stop a rule that takes longer (60)', requiresArg: true, group: choice },
  'stdin-path': { describe: 'What the text read for - is called, and where it is', requiresArg: true, group: files },
  'changed-since': {
    describe: 'Only templates of which a file changed since a git revision',
    requiresArg: true,
    group: files,
  },
  'each-env': {
    describe: 'Check under each of these environments alone; as often as wanted',
    requiresArg: true,
    group: files,
  },
  watch: { describe: 'Check again whenever a file changes', type: 'boolean', group: files },
  fix: { describe: 'Apply the fixes that are certain', type: 'boolean', group: files },
  'dry-run': { describe: 'With --fix: print what would change and write nothing', type: 'boolean', group: files },
  from: {
    describe: 'The revision that is deployed now: what updating from it will do is checked too',
    requiresArg: true,
    group: 'Template:',
  },
  ...templateOptions,
};
