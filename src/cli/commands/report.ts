import { analyze, fromDiagnostics } from '../../analyze/index.ts';
import type { LoadResult } from '../../load/load.ts';
import { buildResult } from '../../report/documents/build-result.ts';
import { checkDocument } from '../../report/documents/check-document.ts';
import { graphDocument } from '../../report/documents/graph-document.ts';
import { renderHtml } from '../../report/html/render-html.ts';
import type { Result } from '../../report/result.ts';
import { formatCount } from '../../report/words/quantity.ts';
import type { Arguments } from '../arguments.ts';
import type { Command } from '../command.ts';
import { exitCode } from '../exit-code.ts';
import { Misuse } from '../misuse.ts';
import { readSimulationRequest, simulationOptions } from '../options/simulation-options.ts';
import { demandText, openTemplate, templateOptions } from '../options/template-options.ts';
import { isRejected, sayRejection } from '../rejection.ts';
import { savedResult } from '../saved-result.ts';
import { isFineCyclic, simulateTemplate } from '../simulate-template.ts';
import type { Terminal } from '../terminal.ts';
import { toolVersion } from '../tool-version.ts';
import { writeWhole } from '../write-file.ts';

/** `makespan report FILE -o X.html` */
export const report: Command = {
  description:
    'Writes one self-contained HTML page: graph, Gantt charts, distributions, findings. FILE is a template or a Result ' +
    'saved with -o X.json.',
  options: {
    output: {
      alias: 'o',
      describe: 'Where to write; a name that ends in .json saves the Result instead of the page',
      requiresArg: true,
      group: 'Output:',
    },
    format: {
      alias: 'f',
      describe: 'html or json; by the name of the output',
      requiresArg: true,
      group: 'Output:',
    },
    ...simulationOptions,
    ...templateOptions,
  },
  examples: [
    ['report vm.yaml -o review.html', 'open it in a browser; it needs no network'],
    ['report vm.yaml -o review.json', 'save the Result, to draw it later'],
    ['report review.json -o review.html', 'the same page, without the template'],
  ],
  run: async (given, terminal) => {
    const output = given.text('output');
    const isJsonName = output?.endsWith('.json') ?? false;
    const format = given.choice('format', ['html', 'json'], isJsonName ? 'json' : 'html');
    if (output === null && process.stdout.isTTY) throw new Misuse('report writes a file: add -o review.html');
    const file = given.text('file') ?? '';
    const result = savedResult(file, demandText(file)) ?? (await resultOf(file, given, terminal));
    const text = format === 'json' ? `${JSON.stringify(result, null, 2)}\n` : renderHtml(result);
    if (output === null) terminal.print(text);
    else {
      writeWhole(output, text);
      terminal.note(writtenText(output, result));
    }
    const isSound = result.simulation !== null && !isFineCyclic(result.simulation);
    return isSound ? exitCode.fine : exitCode.findings;
  },
};

/** A rejected template has a page too: it shows why. */
async function resultOf(file: string, given: Arguments, terminal: Terminal): Promise<Result> {
  const request = readSimulationRequest(given);
  const loaded = await openTemplate(file, given);
  if (isRejected(loaded)) sayRejection(loaded, file, terminal);
  const simulation = isRejected(loaded)
    ? null
    : simulateTemplate(loaded.deployment, request, { granularity: 'both', trace: true, terminal });
  return buildResult({ ...partsOf(loaded, file), simulation });
}

function partsOf(loaded: LoadResult, file: string): Omit<Parameters<typeof buildResult>[0], 'simulation'> {
  const { deployment, diagnostics, files } = loaded;
  return {
    toolVersion: toolVersion(),
    deployment,
    files,
    graph: graphDocument(deployment, diagnostics),
    check: checkDocument([...fromDiagnostics(diagnostics), ...analyze(deployment)], file),
  };
}

function writtenText(output: string, { check: { summary }, graph }: Result): string {
  const parts = [
    formatCount(graph.tasks.length, 'task'),
    formatCount(summary.error, 'error'),
    formatCount(summary.warning, 'warning'),
    formatCount(summary.info, 'note'),
  ];
  return `Wrote ${output}: ${parts.join(', ')}.`;
}
