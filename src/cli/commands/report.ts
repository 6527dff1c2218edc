import { analyze, fromDiagnostics } from '../../analyze/index.ts';
import type { LoadResult } from '../../load/load.ts';
import type { Deployment } from '../../model/deployment.ts';
import { buildResult } from '../../report/documents/build-result.ts';
import { checkDocument, pricedPlaces, withCosts } from '../../report/documents/check-document.ts';
import { graphDocument } from '../../report/documents/graph-document.ts';
import { renderHtml } from '../../report/html/render-html.ts';
import { pictureNames } from '../../report/html/render-pictures.ts';
import { renderMarkdown } from '../../report/markdown/render-markdown.ts';
import type { CheckDocument, Result } from '../../report/result.ts';
import { formatCount } from '../../report/words/quantity.ts';
import { orderCosts } from '../../study/refine/order-costs.ts';
import type { Arguments } from '../arguments.ts';
import { describeRules } from '../check/describe-rules.ts';
import type { Command } from '../command.ts';
import { exitCode } from '../exit-code.ts';
import { readOutputs, writePictures } from '../options/report-outputs.ts';
import { sensitivityOption } from '../options/sensitivity-option.ts';
import {
  readSimulationRequest,
  type SimulationRequest,
  simulationOptions,
  timingsFor,
} from '../options/simulation-options.ts';
import { demandText, openTemplate, templateOptions } from '../options/template-options.ts';
import { isRejected, sayRejection } from '../rejection.ts';
import { savedResult, savedStudy } from '../saved-result.ts';
import { isFineCyclic, simulateTemplate, simulateWithSensitivity } from '../simulate-template.ts';
import type { Terminal } from '../terminal.ts';
import { toolVersion } from '../tool-version.ts';
import { writeWhole } from '../write-file.ts';

/** `makespan report FILE -o X.html` */
export const report: Command = {
  description:
    'Writes one self-contained HTML page: graph, Gantt charts, distributions, findings; or the same as SVG pictures, ' +
    'a Markdown summary, or JSON. FILE is a template or a Result saved with -o X.json.',
  options: {
    output: {
      alias: 'o',
      describe: 'Where to write: X.html, X.md, X.json (the Result), X.svg with --view, or a folder for all pictures',
      requiresArg: true,
      group: 'Output:',
    },
    format: {
      alias: 'f',
      describe: 'html, svg, markdown or json; by the name of the output',
      requiresArg: true,
      group: 'Output:',
    },
    view: {
      describe: `One picture, as SVG: ${pictureNames.join(', ')}`,
      requiresArg: true,
      group: 'Output:',
    },
    study: {
      describe: 'What a study said (saved with study --format json), to be shown too',
      requiresArg: true,
      group: 'Output:',
    },
    ...simulationOptions,
    sensitivity: sensitivityOption,
    ...templateOptions,
  },
  examples: [
    ['report vm.yaml -o review.html', 'open it in a browser; it needs no network'],
    ['report vm.yaml -o review.json', 'save the Result, to draw it later'],
    ['report review.json -o review.html', 'the same page, without the template'],
    ['report vm.yaml -f markdown', 'a summary for a pull request, with a Mermaid graph'],
    ['report vm.yaml -f svg -o pictures/', 'each view as a picture'],
    ['report vm.yaml --view graph -o graph.svg', 'one of them'],
  ],
  run: async (given, terminal) => {
    const { output, format, view } = readOutputs(given);
    const file = given.text('file') ?? '';
    const studyFile = given.text('study');
    const study = studyFile === null ? undefined : savedStudy(studyFile, demandText(studyFile));
    const made = savedResult(file, demandText(file)) ?? (await resultOf(file, given, terminal));
    const result = study === undefined ? made : { ...made, study };
    if (format === 'svg') writePictures(result, { output, view, terminal });
    else writeText(WRITERS[format](result), output, terminal);
    if (output !== null) terminal.note(writtenText(output, result));
    const isSound = result.simulation !== null && !isFineCyclic(result.simulation);
    return isSound ? exitCode.fine : exitCode.findings;
  },
};

const WRITERS: Readonly<Record<'html' | 'markdown' | 'json', (result: Result) => string>> = {
  html: renderHtml,
  markdown: renderMarkdown,
  json: (result) => `${JSON.stringify(result, null, 2)}\n`,
};

function writeText(text: string, output: string | null, terminal: Terminal): void {
  if (output === null) terminal.print(text);
  else writeWhole(output, text);
}

/** A rejected template has a page too: it shows why. */
async function resultOf(file: string, given: Arguments, terminal: Terminal): Promise<Result> {
  const request = readSimulationRequest(given);
  const loaded = await openTemplate(file, given);
  if (isRejected(loaded)) sayRejection(loaded, file, terminal);
  if (isRejected(loaded)) return buildResult({ ...partsOf(loaded, file), simulation: null });
  const simulation = given.flag('sensitivity')
    ? await simulateWithSensitivity(loaded.deployment, request, terminal)
    : simulateTemplate(loaded.deployment, request, { granularity: 'both', trace: true, terminal });
  const parts = partsOf(loaded, file);
  const { check, notes } = priced(parts.check, { deployment: loaded.deployment, request, terminal });
  return buildResult({ ...parts, check, simulation: { ...simulation, notes: [...simulation.notes, ...notes] } });
}

interface Pricing {
  readonly deployment: Deployment;
  readonly request: SimulationRequest;
  readonly terminal: Terminal;
}

/** With what the dependencies cost that findings are about. A precision is for the report's own figures. */
function priced(
  check: CheckDocument,
  { deployment, request, terminal }: Pricing,
): { readonly check: CheckDocument; readonly notes: readonly string[] } {
  const { precision: _precision, ...usual } = request;
  const options = { ...usual, timings: timingsFor(deployment, request) };
  const { costs, notes } = terminal.withProgress('Measuring what dependencies cost', (onProgress) =>
    orderCosts(deployment, pricedPlaces(check), { ...options, onProgress }),
  );
  return { check: withCosts(check, costs), notes };
}

/** What a Result says of a template before anything was run. */
export function partsOf(loaded: LoadResult, file: string): Omit<Parameters<typeof buildResult>[0], 'simulation'> {
  const { deployment, diagnostics, files } = loaded;
  return {
    toolVersion: toolVersion(),
    deployment,
    files,
    graph: graphDocument(deployment, diagnostics),
    check: checkDocument([...fromDiagnostics(diagnostics), ...analyze(deployment)], file),
    rules: describeRules(),
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
