import {
  type Calibration,
  calibrate as calibrateLogs,
  calibrationDocument,
  DEFAULT_MIN_SAMPLES,
  LogFault,
  omissions,
  timingFileText,
} from '../../calibrate/index.ts';
import { visibleJson } from '../../report/words/visible.ts';
import { calibrationText } from '../calibration-text.ts';
import type { Command } from '../command.ts';
import { exitCode } from '../exit-code.ts';
import { Misuse } from '../misuse.ts';
import { demandText } from '../options/template-options.ts';
import { writeWhole } from '../write-file.ts';

/** `makespan calibrate LOGS…` */
export const calibrate: Command = {
  description:
    'Reads event logs of Heat, CloudFormation, TaskFlow, trace events or CSV, fits a distribution to each task and each\nresource type, and writes a timing file that simulate --timings reads.',
  options: {
    by: { describe: 'both (default), task or type: which sections to write', requiresArg: true, group: 'Calibration:' },
    'min-samples': {
      describe: `Fewer times than these choose no family; they are widened (default ${DEFAULT_MIN_SAMPLES})`,
      requiresArg: true,
      group: 'Calibration:',
    },
    format: { alias: 'f', describe: 'yaml (default) or json, for other programs', requiresArg: true, group: 'Output:' },
    output: { alias: 'o', describe: 'Write to this file', requiresArg: true, group: 'Output:' },
  },
  examples: [
    ['calibrate events.json -o timings.yaml', 'one deployment; more of them say more'],
    ['calibrate runs/*.json -o timings.yaml', 'every page and every deployment'],
    ['calibrate events.json resources.json', "Heat's events with the types of its resource list"],
    ['simulate stack.yaml --timings timings.yaml', 'what the timing file is for'],
  ],
  run: async (given, terminal) => {
    const by = given.choice('by', ['both', 'task', 'type'], 'both');
    const minSamples = given.wholeNumber('min-samples', { least: 1, most: 1_000_000 }) ?? DEFAULT_MIN_SAMPLES;
    const format = given.choice('format', ['yaml', 'json'], 'yaml');
    const output = given.text('output');
    const logs = given.texts('logs').map((name) => ({ name, text: demandText(name) }));
    const calibration = terminal.withProgress('calibrating', () => readAll(logs, { by, minSamples }));
    const text = format === 'yaml' ? timingFileText(calibration) : `${visibleJson(calibrationDocument(calibration))}\n`;
    if (output === null) terminal.print(text);
    else writeWhole(output, text);
    terminal.note(calibrationText(calibration, terminal.errorPalette));
    return exitCode.fine;
  },
};

function readAll(
  logs: readonly { readonly name: string; readonly text: string }[],
  options: Parameters<typeof calibrateLogs>[1],
): Calibration {
  try {
    const calibration = calibrateLogs(logs, options);
    if (calibration.observations > 0) return calibration;
    const left = omissions(calibration);
    const why = left.length > 0 ? `; left out: ${left.join('; ')}` : '';
    throw new Misuse(`no task in ${logs.map(({ name }) => name).join(', ')} has both a start and an end${why}`);
  } catch (error) {
    if (error instanceof LogFault) throw new Misuse(error.message);
    throw error;
  }
}
