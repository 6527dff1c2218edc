import type { LoadResult } from '../../load/load.ts';
import { buildResult } from '../../report/documents/build-result.ts';
import { studyDocument } from '../../report/documents/study-document.ts';
import { studyCsv } from '../../report/formats/study-csv.ts';
import { renderHtml } from '../../report/html/render-html.ts';
import type { StudyDocument } from '../../report/study-document.ts';
import { studyText } from '../../report/text/study-text.ts';
import type { StudyPlan } from '../../study/plan-study.ts';
import { planStudy } from '../../study/plan-study.ts';
import { StudyFault } from '../../study/study.ts';
import { StudyInProgress } from '../../study/study-in-progress.ts';
import type { Arguments } from '../arguments.ts';
import type { Command } from '../command.ts';
import { exitCode } from '../exit-code.ts';
import { Misuse } from '../misuse.ts';
import { sensitivityOption } from '../options/sensitivity-option.ts';
import {
  checkResumed,
  PRECISION_IN_SHARDS,
  readSharing,
  runIdentity,
  type Sharing,
  sharingOptions,
} from '../options/sharing-options.ts';
import {
  readSimulationRequest,
  type SimulationRequest,
  simulationOptions,
  timingsFor,
} from '../options/simulation-options.ts';
import { demandText, openTemplate, templateOptions } from '../options/template-options.ts';
import { type PartFile, type PartIdentity, partText, writePart } from '../parts/part-file.ts';
import { isRejected, sayRejection } from '../rejection.ts';
import { simulateTemplate } from '../simulate-template.ts';
import { readStudyFile, type StudyFile } from '../study/read-study-file.ts';
import { reloader } from '../study/reload-template.ts';
import { studyOptions, withShortcuts } from '../study/study-options.ts';
import type { Terminal } from '../terminal.ts';
import { watchSteps } from '../watch-steps.ts';
import { writeWhole } from '../write-file.ts';
import { partsOf } from './report.ts';
import { sayInterrupted } from './simulate.ts';

const FORMATS = ['text', 'json', 'csv', 'html'] as const;
type Format = (typeof FORMATS)[number];

const options: Command['options'] = {
  ...studyOptions,
  ...simulationOptions,
  sensitivity: sensitivityOption,
  ...sharingOptions,
  output: {
    alias: 'o',
    describe: 'Where to write: .html a page, .json a Result for makespan report, .csv a table',
    requiresArg: true,
    group: 'Output:',
  },
  format: { alias: 'f', describe: 'text (default), json or csv', requiresArg: true, group: 'Output:' },
  ...templateOptions,
};

/** `makespan study FILE STUDY.yaml` */
export const study: Command = {
  description:
    'Runs what-ifs of a template on the same random draws: scenarios, sweeps and targets of a study file, or those that ' +
    'the options ask for.',
  options,
  examples: [
    ['study vm.yaml what-if.yaml', 'scenarios ranked, sweeps as plots, targets answered'],
    ['study vm.yaml --sweep workers=1..16', 'no file needed'],
    ['study vm.yaml --drivers --sensitivity', 'what moves the makespan most'],
    ['study vm.yaml what-if.yaml -o review.html', 'the page for a review'],
  ],
  run: async (given, terminal) => {
    const file = given.text('file') ?? '';
    const sharing = readSharing(given);
    const request = readSimulationRequest(given);
    const output = readOutput(given, sharing);
    const opened = openStudy(given);
    const loaded = await openTemplate(file, given);
    if (isRejected(loaded)) {
      sayRejection(loaded, file, terminal);
      return exitCode.findings;
    }
    const plan = planOf(opened, { loaded, request, given, file });
    if (sharing.shard && plan.runs[0]?.().options.precision) throw new Misuse(PRECISION_IN_SHARDS);
    const keepsParts = sharing.shard !== null || sharing.partPath !== null;
    const run = new StudyInProgress(plan, { threads: request.threads, shard: sharing.shard, keepsParts });
    const texts = opened.text === null ? [] : [[opened.name, opened.text] as const];
    const identity = runIdentity(given, loaded, { options: Object.keys(options), texts });
    const partNow = (): PartFile => partOf(run, identity, sharing);
    if (sharing.resumed) {
      checkResumed(sharing.resumed, given.text('resume') ?? '', partNow());
      run.resume((sharing.resumed as Extract<PartFile, { command: 'study' }>).body);
    }
    const save = sharing.partPath === null ? null : (): void => writePart(sharing.partPath as string, partNow());
    const label = `Studying ${loaded.deployment.template.file}`;
    const isInterrupted = await watchSteps(run.steps(), { terminal, label, checkpoint: save });
    save?.();
    if (isInterrupted) sayInterrupted(sharing, terminal);
    const code = isInterrupted ? exitCode.interrupted : exitCode.fine;
    if (sharing.shard) {
      if (sharing.partPath === null) terminal.print(partText(partNow()));
      return code;
    }
    const document = studyDocument(run.conclude());
    if (output.path === null) printStudy(document, output.format, terminal);
    else writeStudy(document, { output: { ...output, path: output.path }, loaded, file, request, terminal });
    return code;
  },
};

/** A study file, or nothing where the options alone ask. */
function openStudy(given: Arguments): StudyFile & { readonly name: string; readonly text: string | null } {
  const name = given.text('study');
  if (name !== null) {
    const text = demandText(name);
    return { ...readStudyFile(name, text), name, text };
  }
  const asks = ['sweep', 'drivers', 'sensitivity'].some((option) => given.texts(option).length > 0);
  if (!asks) throw new Misuse('study needs a study file, or --sweep, --drivers or --sensitivity');
  return { study: {}, misuseOf: (fault) => new Misuse(fault.message), name: '', text: null };
}

interface PlanInput {
  readonly loaded: LoadResult;
  readonly request: SimulationRequest;
  readonly given: Arguments;
  readonly file: string;
}

/** @throws Misuse at its place in the study file */
function planOf(opened: StudyFile, { loaded, request, given, file }: PlanInput): StudyPlan {
  const { coarse: _coarse, set: _set, timingFile: _timingFile, threads: _threads, ...options } = request;
  try {
    return planStudy(loaded.deployment, withShortcuts(opened.study, given), {
      options,
      timingsOf: (deployment) => timingsFor(deployment, request),
      reload: reloader(file, given),
    });
  } catch (error) {
    throw error instanceof StudyFault ? opened.misuseOf(error) : error;
  }
}

function partOf(run: StudyInProgress, identity: PartIdentity, { shard }: Sharing): PartFile {
  return { makespanPart: 1, command: 'study', shard: shard ?? { index: 1, of: 1 }, identity, body: run.part() };
}

interface Output {
  readonly path: string | null;
  readonly format: Format;
}

function readOutput(given: Arguments, { shard }: Sharing): Output {
  const path = given.text('output');
  if (path !== null && shard) throw new Misuse('a shard has no page or table of its own: --part says where it goes');
  const byName = FORMATS.find((format) => path?.endsWith(`.${format}`)) ?? 'text';
  return { path, format: given.choice('format', FORMATS, byName) };
}

interface Writing {
  readonly output: Output & { readonly path: string };
  readonly loaded: LoadResult;
  readonly file: string;
  readonly request: SimulationRequest;
  readonly terminal: Terminal;
}

/** A Result with the study in it as JSON or as a page; a table or text alone. */
function writeStudy(document: StudyDocument, { output, loaded, file, request, terminal }: Writing): void {
  const { path, format } = output;
  if (format === 'csv' || format === 'text') {
    writeWhole(path, format === 'csv' ? studyCsv(document) : studyText(document));
  } else {
    const simulation = simulateTemplate(loaded.deployment, request, { granularity: 'both', trace: true, terminal });
    const result = buildResult({ ...partsOf(loaded, file), simulation, study: document });
    writeWhole(path, format === 'json' ? `${JSON.stringify(result, null, 2)}\n` : renderHtml(result));
  }
  terminal.note(`Wrote ${path}.`);
}

/** What `study` prints, and `merge` of its parts. */
export function printStudy(document: StudyDocument, format: Format, { print, outPalette, width }: Terminal): void {
  if (format === 'html') throw new Misuse('a page is written to a file: add -o study.html');
  if (format === 'json') print(`${JSON.stringify(document, null, 2)}\n`);
  else print(format === 'csv' ? studyCsv(document) : studyText(document, { palette: outPalette, width }));
}
