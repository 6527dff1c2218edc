import { type LintedTemplate, lint } from '../../lint/index.ts';
import { explainSyntax } from '../../load/explain-syntax.ts';
import { load } from '../../load/index.ts';
import type { LoadResult } from '../../load/load.ts';
import { didYouMean } from '../../model/nearest-name.ts';
import { resolveTimings } from '../../model/timing/resolve-timings.ts';
import type { TimingOptions } from '../../model/timing/timing.ts';
import type { DiffDocument } from '../../report/diff-document.ts';
import { diffDocument } from '../../report/documents/build-diff-document.ts';
import { diffMarkdown } from '../../report/markdown/diff-markdown.ts';
import { diffText } from '../../report/text/diff-text.ts';
import { SIMULATE_DEFAULTS } from '../../simulate/simulate.ts';
import { diffDeployments, onlyOfUpdate } from '../../study/diff/diff-deployments.ts';
import type { Arguments } from '../arguments.ts';
import { FAIL_ON } from '../check/config-file.ts';
import type { Command } from '../command.ts';
import { fileAtRevision } from '../diff/git-revision.ts';
import { exitCode } from '../exit-code.ts';
import { Misuse } from '../misuse.ts';
import { readSimulationRequest, type SimulationRequest, simulationOptions } from '../options/simulation-options.ts';
import { demandText, openText, readLoadOptions, templateOptions } from '../options/template-options.ts';
import { readPipe } from '../read-file.ts';
import { isRejected } from '../rejection.ts';
import { writeWhole } from '../write-file.ts';

/** `makespan diff OLD NEW` */
export const diff: Command = {
  description:
    'Compares two revisions of a template: tasks, order, values and waits; what became possible, what broke and what ' +
    'was mended; what an update risks; how the makespan moved at both granularities, and what drives it.',
  options: {
    against: { describe: 'Compare FILE with itself in this revision of git', requiresArg: true, group: 'Template:' },
    'fail-on': {
      describe: 'Exit 1 for a new finding of this severity or above: error (default), warning, info, never',
      requiresArg: true,
      group: 'Output:',
    },
    format: { alias: 'f', describe: 'text (default), json or markdown', requiresArg: true, group: 'Output:' },
    output: { alias: 'o', describe: 'Write to this file', requiresArg: true, group: 'Output:' },
    'no-simulation': {
      describe: 'Compare what is written, and simulate nothing',
      type: 'boolean',
      group: 'Simulation:',
    },
    ...simulationOptions,
    ...templateOptions,
  },
  examples: [
    ['diff old.yaml new.yaml', 'what changed, broke, was mended, and how long it takes now'],
    ['diff --against main stack.yaml', 'the same against a revision of git'],
    ['diff --against origin/main stack.yaml --format markdown', 'as a comment on a pull request'],
    ['diff <(git show HEAD~3:stack.yaml) stack.yaml --fail-on warning', 'two texts, stricter'],
  ],
  run: async (given, terminal) => {
    const format = given.choice('format', ['text', 'json', 'markdown'], 'text');
    const failOn = given.choice('fail-on', FAIL_ON, 'error');
    const request = readSimulationRequest(given);
    const { before, after } = await readRevisions(given);
    checkSettings(request, before, after);
    const document = compared({ before, after }, request, given);
    const { outPalette: palette, width } = terminal;
    const text = {
      text: () => diffText(document, { palette, width }),
      json: () => `${JSON.stringify(document, null, 2)}\n`,
      markdown: () => diffMarkdown(document),
    }[format]();
    const output = given.text('output');
    if (output === null) terminal.print(text);
    else writeWhole(output, text);
    return isFailing(document, failOn) ? exitCode.findings : exitCode.fine;
  },
};

interface Revision {
  readonly name: string;
  readonly loaded: LoadResult;
}

/** @throws Misuse when it is not clear which two are meant, or one cannot be read */
async function readRevisions(given: Arguments): Promise<{ readonly before: Revision; readonly after: Revision }> {
  const files = given.texts('files');
  const revision = given.text('against');
  const options = readLoadOptions(given);
  const open = async (file: string, text: string, at: string): Promise<Revision> => ({
    name: file,
    loaded: await openText(at, text, { given, options }),
  });
  if (revision === null) {
    const [old, fresh] = files;
    if (old === undefined || fresh === undefined || files.length > 2) {
      throw new Misuse(`diff takes an old and a new template, or --against REVISION and one; ${files.length} given`);
    }
    // What comes out of a pipe has no folder: the files that it names are those beside the other.
    const [placeOfOld, placeOfFresh] = [isPipe(old) ? fresh : old, isPipe(fresh) ? old : fresh];
    return {
      before: await open(old, textOf(old), placeOfOld),
      after: await open(fresh, textOf(fresh), placeOfFresh),
    };
  }
  const [file] = files;
  if (file === undefined || files.length > 1) throw new Misuse(`--against compares one template, not ${files.length}`);
  const after = await open(file, demandText(file), file);
  const { text, files: source } = fileAtRevision(revision, file);
  const before = await explainSyntax(file, load(file, text, { ...options, files: source }));
  return { before: { name: `${file} (${revision})`, loaded: before }, after };
}

function isPipe(file: string): boolean {
  return /^\/(?:dev|proc)\//.test(file);
}

function textOf(file: string): string {
  if (!isPipe(file)) return demandText(file);
  const read = readPipe(file);
  if ('text' in read) return read.text;
  throw new Misuse(`${file} ${read.error}`);
}

/** @throws Misuse for a setting of a task that neither revision has */
function checkSettings({ set }: SimulationRequest, before: Revision, after: Revision): void {
  const tasks = [before, after].flatMap(({ loaded }) => loaded.deployment.tasks.nodes());
  const stray = [...set.keys()].find((id) => !id.startsWith('type:') && !tasks.includes(id));
  if (stray !== undefined)
    throw new Misuse(`--set ${stray}=…: neither revision has such a task${didYouMean(stray, tasks)}`);
}

function compared(
  { before, after }: { readonly before: Revision; readonly after: Revision },
  request: SimulationRequest,
  given: Arguments,
): DiffDocument {
  const { set, timingFile, ...simulating } = request;
  const timing: TimingOptions = { set, ...(timingFile === null ? {} : { file: timingFile }) };
  const judged = (loaded: LoadResult, previous?: LoadResult): LintedTemplate =>
    lint(loaded, { timing, ...(previous === undefined ? {} : { previous: previous.deployment }) });
  const found = judged(after.loaded).findings;
  const simulates = !given.flag('no-simulation') && !isRejected(before.loaded) && !isRejected(after.loaded);
  const difference = diffDeployments(before.loaded.deployment, after.loaded.deployment, {
    ...simulating,
    timing,
    simulates,
    findings: {
      before: judged(before.loaded).findings,
      after: found,
      update: onlyOfUpdate(found, judged(after.loaded, before.loaded).findings),
    },
  });
  return diffDocument(difference, {
    before: before.name,
    after: after.name,
    ...simulated(request),
    timings: simulates
      ? resolveTimings(after.loaded.deployment, { file: timing.file, set: ownSettings(set, after) } as TimingOptions)
      : new Map(),
  });
}

function simulated({ engine, seed, replications }: SimulationRequest): {
  engine: string;
  seed: string;
  replications: number;
} {
  return {
    engine: engine ?? SIMULATE_DEFAULTS.engine,
    seed: seed ?? SIMULATE_DEFAULTS.seed,
    replications: replications ?? SIMULATE_DEFAULTS.replications,
  };
}

function ownSettings(set: SimulationRequest['set'], { loaded }: Revision): SimulationRequest['set'] {
  return new Map([...set].filter(([id]) => id.startsWith('type:') || loaded.deployment.tasks.hasNode(id)));
}

function isFailing({ findings, update }: DiffDocument, failOn: (typeof FAIL_ON)[number]): boolean {
  if (failOn === 'never') return false;
  const worst = FAIL_ON.indexOf(failOn);
  return [...findings.fresh, ...findings.worse, ...update].some(({ severity }) => FAIL_ON.indexOf(severity) <= worst);
}
