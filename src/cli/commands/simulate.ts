import type { Deployment } from '../../model/deployment.ts';
import { simulationDocument } from '../../report/documents/simulation-document.ts';
import type { SimulationDocument } from '../../report/result.ts';
import { simulateText } from '../../report/text/simulate-text.ts';
import { traceText } from '../../report/text/trace-text.ts';
import { ComparisonInProgress } from '../../study/comparison-in-progress.ts';
import type { Arguments } from '../arguments.ts';
import type { Command } from '../command.ts';
import { exitCode } from '../exit-code.ts';
import { readSensitivity, sensitivityOption } from '../options/sensitivity-option.ts';
import { checkResumed, readSharing, runIdentity, type Sharing, sharingOptions } from '../options/sharing-options.ts';
import { readSimulationRequest, simulationOptions, timingsFor } from '../options/simulation-options.ts';
import { openTemplate, templateOptions } from '../options/template-options.ts';
import { type PartFile, type PartIdentity, partText, writePart } from '../parts/part-file.ts';
import { timingsOfPart } from '../parts/part-timings.ts';
import { isRejected, sayRejection } from '../rejection.ts';
import { isFineCyclic } from '../simulate-template.ts';
import type { Terminal } from '../terminal.ts';
import { watchSteps } from '../watch-steps.ts';

const options: Command['options'] = {
  granularity: {
    alias: 'g',
    describe: 'both (default), fine or coarse',
    requiresArg: true,
    group: 'Simulation:',
  },
  ...simulationOptions,
  sensitivity: sensitivityOption,
  ...sharingOptions,
  trace: { describe: 'Add one schedule, with every duration at its median', type: 'boolean', group: 'Output:' },
  format: { alias: 'f', describe: 'text (default) or json', requiresArg: true, group: 'Output:' },
  ...templateOptions,
};

/** `makespan simulate FILE` */
export const simulate: Command = {
  description: 'Estimates how long the deployment takes, at component (fine) and at machine (coarse) granularity.',
  options,
  examples: [
    ['simulate vm.yaml', 'mean, quantiles, what is critical'],
    ['simulate vm.yaml --set web.boot=90s --workers 4', 'a what-if'],
    ['simulate vm.yaml --timings measured.yaml', 'with your own measurements'],
    ['simulate vm.yaml --precision p95:1% --sensitivity', 'as precise as asked for, and what it hangs on'],
    ['simulate vm.yaml -n 1000000 --shard 2/7 --part p2.json', 'one of seven parts, for makespan merge'],
    ['simulate vm.yaml --trace --format json', 'with one schedule, for other programs'],
  ],
  run: async (given, terminal) => {
    const file = given.text('file') ?? '';
    const sharing = readSharing(given);
    const request = readSimulationRequest(given);
    const printing = readPrinting(given);
    const granularity = given.choice('granularity', ['both', 'fine', 'coarse'], 'both');
    const loaded = await openTemplate(file, given);
    if (isRejected(loaded)) {
      sayRejection(loaded, file, terminal);
      return exitCode.findings;
    }
    const timings = timingsFor(loaded.deployment, request);
    const keepsParts = sharing.shard !== null || sharing.partPath !== null;
    const run = new ComparisonInProgress(
      loaded.deployment,
      { ...request, timings },
      { granularity, sensitivity: readSensitivity(given), shard: sharing.shard, keepsParts },
    );
    const identity = runIdentity(given, loaded, { options: Object.keys(options) });
    const partNow = (): PartFile => partOf(run, { identity, sharing, timings: timingsOfPart(timings) });
    if (sharing.resumed) run.resume(resumedBody(sharing.resumed, partNow(), given.text('resume') ?? ''));
    const save = sharing.partPath === null ? null : (): void => writePart(sharing.partPath as string, partNow());
    const label = `Simulating ${labelOf(loaded.deployment)}`;
    const isInterrupted = await watchSteps(run.steps(), { terminal, label, checkpoint: save });
    save?.();
    if (isInterrupted) sayInterrupted(sharing, terminal);
    if (sharing.shard) {
      if (sharing.partPath === null) terminal.print(partText(partNow()));
      return isInterrupted ? exitCode.interrupted : exitCode.fine;
    }
    const document = simulationDocument(run.conclude(), { trace: printing.trace });
    printSimulation(document, printing, terminal);
    if (isInterrupted) return exitCode.interrupted;
    return isFineCyclic(document) ? exitCode.findings : exitCode.fine;
  },
};

function labelOf({ template }: Deployment): string {
  return template.file;
}

function partOf(
  run: ComparisonInProgress,
  parts: Pick<Extract<PartFile, { command: 'simulate' }>, 'timings'> & { identity: PartIdentity; sharing: Sharing },
): PartFile {
  const { identity, sharing, timings } = parts;
  const shard = sharing.shard ?? { index: 1, of: 1 };
  return { makespanPart: 1, command: 'simulate', shard, identity, timings, body: run.part() };
}

function resumedBody(resumed: PartFile, here: PartFile, path: string) {
  checkResumed(resumed, path, here);
  return (resumed as Extract<PartFile, { command: 'simulate' }>).body;
}

/** Says what became of the work, and how to go on. */
export function sayInterrupted({ partPath }: Sharing, terminal: Terminal): void {
  const next = partPath === null ? '' : `; go on with --resume ${partPath}`;
  terminal.problem(`makespan: interrupted; what was done is reported${next}`);
}

export interface Printing {
  readonly format: 'text' | 'json';
  readonly trace: boolean;
}

export function readPrinting(given: Arguments): Printing {
  return { format: given.choice('format', ['text', 'json'], 'text'), trace: given.flag('trace') };
}

/** What `simulate` prints, and `merge` of its parts. */
export function printSimulation(document: SimulationDocument, { format }: Printing, terminal: Terminal): void {
  const { outPalette: palette, width } = terminal;
  terminal.print(
    format === 'json'
      ? `${JSON.stringify(document, null, 2)}\n`
      : [simulateText(document, { palette, width }), traceText(document, { palette })].filter(Boolean).join('\n'),
  );
}
