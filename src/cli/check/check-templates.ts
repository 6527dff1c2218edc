import type { Finding } from '../../analyze/finding.ts';
import { sortFindings } from '../../analyze/index.ts';
import { type LintedTemplate, type LintOptions, lint } from '../../lint/index.ts';
import { frontEnds } from '../../load/index.ts';
import type { LoadOptions, LoadResult } from '../../load/load.ts';
import { visible } from '../../report/words/visible.ts';
import type { Arguments } from '../arguments.ts';
import { Misuse } from '../misuse.ts';
import { demandText, openTemplate, openText, readLoadOptions } from '../options/template-options.ts';
import { STDIN } from '../plain-words.ts';
import { readStdin } from '../read-file.ts';
import type { Terminal } from '../terminal.ts';
import { anyChanged, changedFiles } from './changed-files.ts';
import { checkInThreads, isForThreads } from './check-in-threads.ts';
import type { CheckRequest } from './check-request.ts';
import { type Candidate, findTemplates } from './find-templates.ts';

/** What was found in all templates, before the baseline. */
export interface CheckedTemplates {
  readonly templates: readonly CheckedTemplate[];
  readonly unreadableCount: number;
  /** Seconds by rule, over all templates. */
  readonly ruleSeconds: ReadonlyMap<string, number>;
}

export interface CheckedTemplate extends LintedTemplate {
  readonly file: string;
  /** The text of each file that was read, by name. */
  readonly files: ReadonlyMap<string, string>;
}

/** What became of one candidate. */
export type Outcome =
  | { readonly template: CheckedTemplate }
  /** Nobody named it and it is no template, or nothing of it has changed. */
  | { readonly passedOver: true }
  /** Why it cannot be read. */
  | { readonly problem: string };

/** What every candidate of a call is checked with. */
export interface Bench {
  readonly check: (candidate: Candidate) => Promise<Outcome>;
  /** Seconds by rule, so far. */
  readonly ruleSeconds: Map<string, number>;
}

/** One unreadable file does not keep the others from being checked. */
export async function checkTemplates(
  given: Arguments,
  request: CheckRequest,
  terminal: Terminal,
): Promise<CheckedTemplates> {
  const candidates = await findTemplates(given.texts('files'), request.config);
  const bench = await openBench(given, request, candidates.length);
  const progress = (done: number): void => {
    if (candidates.length > 1) terminal.progress('Checking', done, candidates.length);
  };
  const outcomes = isForThreads(candidates, given)
    ? await checkInThreads(candidates, { given, progress, ruleSeconds: bench.ruleSeconds })
    : await checkInTurn(candidates, bench, progress);
  const templates: CheckedTemplate[] = [];
  let unreadableCount = 0;
  for (const outcome of outcomes) {
    if ('template' in outcome) templates.push(outcome.template);
    if (!('problem' in outcome)) continue;
    unreadableCount += 1;
    terminal.problem(`makespan: ${visible(outcome.problem)}`);
  }
  return { templates, unreadableCount, ruleSeconds: bench.ruleSeconds };
}

async function checkInTurn(
  candidates: readonly Candidate[],
  bench: Bench,
  progress: (done: number) => void,
): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const candidate of candidates) {
    progress(outcomes.length);
    outcomes.push(await bench.check(candidate));
  }
  progress(candidates.length);
  return outcomes;
}

/** Reads what all candidates have in common, once. @throws Misuse */
export async function openBench(given: Arguments, request: CheckRequest, count: number): Promise<Bench> {
  const revision = given.text('changed-since');
  const ruleSeconds = new Map<string, number>();
  const checking: Checking = {
    given,
    request,
    options: readLoadOptions(given),
    changed: revision === null ? null : changedFiles(revision),
    ruleSeconds,
    previous: await previousOf(given, count),
  };
  return {
    ruleSeconds,
    check: async (candidate) => {
      try {
        const template = await checkTemplate(candidate, checking);
        return template === null ? { passedOver: true } : { template };
      } catch (error) {
        if (!(error instanceof Misuse)) throw error;
        return { problem: error.message };
      }
    },
  };
}

/** @throws Misuse when several templates would be updated from one */
async function previousOf(given: Arguments, count: number): Promise<Pick<LintOptions, 'previous'>> {
  const from = given.text('from');
  if (from === null) return {};
  if (count !== 1) throw new Misuse(`--from goes with one template, not ${count}`);
  if (given.flag('fix')) throw new Misuse('--fix works on a template, not on an update: leave --from out');
  return { previous: (await openTemplate(from, given)).deployment };
}

interface Checking {
  readonly given: Arguments;
  readonly request: CheckRequest;
  readonly options: Omit<LoadOptions, 'files'>;
  readonly changed: ReadonlySet<string> | null;
  readonly ruleSeconds: Map<string, number>;
  /** What `--from` names. */
  readonly previous: Pick<LintOptions, 'previous'>;
}

/** Null for a file that nobody named and that is no template, or of which nothing has changed. */
async function checkTemplate(candidate: Candidate, checking: Checking): Promise<CheckedTemplate | null> {
  const { given, options, changed } = checking;
  const isStdin = candidate.file === STDIN;
  const file = isStdin ? (given.text('stdin-path') ?? 'stdin') : candidate.file;
  const text = isStdin ? demandStdin() : demandText(file);
  if (!candidate.isNamed && !mayBeTemplate(text)) return null;
  const loaded = await openText(file, text, { given, options });
  const isTemplate = loaded.deployment.template.format !== 'unknown' || hasSyntaxError(loaded);
  if (!candidate.isNamed && !isTemplate) return null;
  const environments = given.texts('environment');
  if (changed !== null && !anyChanged([...loaded.files.keys(), ...environments], changed)) return null;
  const eachEnvironment = given.texts('each-env');
  if (eachEnvironment.length === 0) return { file, files: loaded.files, ...linted(file, loaded, checking) };
  const runs: { environment: string; checked: LintedTemplate; loaded: LoadResult }[] = [];
  for (const environment of eachEnvironment) {
    const environmentsThen = [...(options.environments ?? []), { file: environment, text: demandText(environment) }];
    const under = await openText(file, text, { given, options: { ...options, environments: environmentsThen } });
    runs.push({ environment, checked: linted(file, under, checking), loaded: under });
  }
  return { file, ...mergeRuns(runs) };
}

function linted(file: string, loaded: LoadResult, { request, ruleSeconds, previous }: Checking): LintedTemplate {
  const clock = {
    seconds: () => performance.now() / 1000,
    budgetSeconds: request.ruleSeconds,
    onRule: (rule: string, seconds: number) => void ruleSeconds.set(rule, (ruleSeconds.get(rule) ?? 0) + seconds),
  };
  return lint(loaded, { levels: request.levelsOf(file), preset: request.preset, clock, ...previous });
}

/** Each finding once, with the environments under which it holds. */
function mergeRuns(
  runs: readonly { environment: string; checked: LintedTemplate; loaded: LoadResult }[],
): Omit<CheckedTemplate, 'file'> {
  const byKey = new Map<string, { finding: Finding; environments: string[]; isRejection: boolean }>();
  for (const { environment, checked } of runs) {
    for (const finding of checked.findings) {
      const key = JSON.stringify([finding.rule, finding.span, finding.message]);
      const known = byKey.get(key);
      if (known) known.environments.push(environment);
      else byKey.set(key, { finding, environments: [environment], isRejection: checked.rejections.has(finding) });
    }
  }
  const told = [...byKey.values()].map(({ finding, environments, isRejection }) => {
    return { finding: { ...finding, environments }, isRejection };
  });
  const files = new Map(runs.flatMap(({ loaded }) => [...loaded.files]));
  return {
    files,
    findings: sortFindings(told.map(({ finding }) => finding)),
    suppressed: runs[0]!.checked.suppressed,
    rejections: new Set(told.filter(({ isRejection }) => isRejection).map(({ finding }) => finding)),
  };
}

/** Looked for before a file is parsed: most YAML of a repository is none of ours. */
function mayBeTemplate(text: string): boolean {
  return frontEnds.some(({ beginsWith = [] }) => beginsWith.some((key) => text.includes(key)));
}

function hasSyntaxError({ diagnostics, files }: LoadResult): boolean {
  if (!diagnostics.some(({ code }) => code === 'yaml-syntax')) return false;
  const keys = frontEnds.flatMap(({ beginsWith = [] }) => beginsWith);
  const begins = new RegExp(`^["']?(?:${keys.join('|')})["']?\\s*:`, 'm');
  return [...files.values()].some((text) => begins.test(text));
}

function demandStdin(): string {
  const read = readStdin();
  if ('text' in read) return read.text;
  throw new Misuse(`stdin ${read.error}`);
}
