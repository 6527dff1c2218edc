import type { SimulationDocument } from '../../report/result.ts';
import { simulateText } from '../../report/text/simulate-text.ts';
import { traceText } from '../../report/text/trace-text.ts';
import type { Command } from '../command.ts';
import { exitCode } from '../exit-code.ts';
import { readSimulationRequest, simulationOptions } from '../options/simulation-options.ts';
import { openTemplate, templateOptions } from '../options/template-options.ts';
import { isRejected, sayRejection } from '../rejection.ts';
import { isFineCyclic, simulateTemplate } from '../simulate-template.ts';
import type { Terminal } from '../terminal.ts';

/** `makespan simulate FILE` */
export const simulate: Command = {
  description: 'Estimates how long the deployment takes, at component (fine) and at machine (coarse) granularity.',
  options: {
    granularity: {
      alias: 'g',
      describe: 'both (default), fine or coarse',
      requiresArg: true,
      group: 'Simulation:',
    },
    ...simulationOptions,
    trace: { describe: 'Add one schedule, with every duration at its median', type: 'boolean', group: 'Output:' },
    format: { alias: 'f', describe: 'text (default) or json', requiresArg: true, group: 'Output:' },
    ...templateOptions,
  },
  examples: [
    ['simulate vm.yaml', 'mean, quantiles, what is critical'],
    ['simulate vm.yaml --set web.boot=90s --workers 4', 'a what-if'],
    ['simulate vm.yaml --timings measured.yaml', 'with your own measurements'],
    ['simulate vm.yaml --trace --format json', 'with one schedule, for other programs'],
  ],
  run: async (given, terminal) => {
    const request = readSimulationRequest(given);
    const granularity = given.choice('granularity', ['both', 'fine', 'coarse'], 'both');
    const format = given.choice('format', ['text', 'json'], 'text');
    const trace = given.flag('trace');
    const file = given.text('file') ?? '';
    const loaded = await openTemplate(file, given);
    if (isRejected(loaded)) {
      sayRejection(loaded, file, terminal);
      return exitCode.findings;
    }
    const document = simulateTemplate(loaded.deployment, request, { granularity, trace, terminal });
    terminal.print(format === 'json' ? `${JSON.stringify(document, null, 2)}\n` : textOf(document, terminal));
    return isFineCyclic(document) ? exitCode.findings : exitCode.fine;
  },
};

function textOf(document: SimulationDocument, { outPalette: palette, width }: Terminal): string {
  return [simulateText(document, { palette, width }), traceText(document, { palette })].filter(Boolean).join('\n');
}
