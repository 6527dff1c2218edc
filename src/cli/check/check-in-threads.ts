import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Finding } from '../../analyze/finding.ts';
import type { Arguments } from '../arguments.ts';
import { STDIN, type Values } from '../plain-words.ts';
import type { Outcome } from './check-templates.ts';
import type { Candidate } from './find-templates.ts';

/** A thread starts in the time that so many templates take. */
const TEMPLATES_A_THREAD = 100;
const MOST_THREADS = 8;

/** What a thread is started with; see `check-thread.ts`. */
export interface ThreadTask {
  readonly values: Values;
  readonly candidates: readonly Candidate[];
}

/** An outcome as it goes from thread to thread: plain data, so what is a rejection is told by its number. */
export type SentOutcome =
  | Exclude<Outcome, { readonly template: unknown }>
  | {
      readonly file: string;
      readonly files: ReadonlyMap<string, string>;
      readonly findings: readonly Finding[];
      readonly suppressed: readonly { readonly finding: Finding; readonly reason: string }[];
      readonly rejections: readonly number[];
    };

export type ThreadMessage =
  | { readonly at: number; readonly outcome: SentOutcome }
  | { readonly ruleSeconds: ReadonlyMap<string, number> };

/** Whether there are so many templates that threads are worth their start. `--fix` and stdin stay in this one. */
export function isForThreads(candidates: readonly Candidate[], given: Arguments): boolean {
  const isHere = given.flag('fix') || candidates.some(({ file }) => file === STDIN);
  return !isHere && threadCount(candidates) > 1;
}

function threadCount(candidates: readonly Candidate[]): number {
  return Math.min(MOST_THREADS, availableParallelism(), Math.floor(candidates.length / TEMPLATES_A_THREAD));
}

interface Sharing {
  readonly given: Arguments;
  readonly progress: (done: number) => void;
  readonly ruleSeconds: Map<string, number>;
}

/** The outcomes in the order of the candidates, however many threads there are and whichever is first. */
export async function checkInThreads(
  candidates: readonly Candidate[],
  { given, progress, ruleSeconds }: Sharing,
): Promise<readonly Outcome[]> {
  const count = threadCount(candidates);
  const outcomes: Outcome[] = [];
  let done = 0;
  const shares = Array.from({ length: count }, (_, first) => candidates.filter((_one, at) => at % count === first));
  const work = shares.map((share, first) =>
    runThread({ values: given.values, candidates: share }, (message) => {
      if ('ruleSeconds' in message) addSeconds(ruleSeconds, message.ruleSeconds);
      else {
        outcomes[message.at * count + first] = received(message.outcome);
        progress((done += 1));
      }
    }),
  );
  await Promise.all(work);
  return outcomes;
}

function runThread(task: ThreadTask, onMessage: (message: ThreadMessage) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./check-thread.js', import.meta.url), { workerData: task });
    worker.on('message', onMessage);
    worker.on('error', reject);
    worker.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`a thread ended with ${code}`))));
  });
}

function addSeconds(all: Map<string, number>, some: ReadonlyMap<string, number>): void {
  for (const [rule, seconds] of some) all.set(rule, (all.get(rule) ?? 0) + seconds);
}

export function sent(outcome: Outcome): SentOutcome {
  if (!('template' in outcome)) return outcome;
  const { file, files, findings, suppressed, rejections } = outcome.template;
  const numbers = findings.flatMap((finding, at) => (rejections.has(finding) ? [at] : []));
  return { file, files, findings, suppressed, rejections: numbers };
}

function received(outcome: SentOutcome): Outcome {
  if (!('files' in outcome)) return outcome;
  const rejections = new Set(outcome.rejections.map((at) => outcome.findings[at] as Finding));
  return { template: { ...outcome, rejections } };
}
