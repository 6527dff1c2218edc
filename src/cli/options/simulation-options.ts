import type { Options } from 'yargs';
import { DeploymentBuilder } from '../../model/builder.ts';
import type { Deployment } from '../../model/deployment.ts';
import type { Duration } from '../../model/durations/duration.ts';
import { parseDuration } from '../../model/durations/parse-duration.ts';
import { didYouMean } from '../../model/nearest-name.ts';
import { resolveTimings } from '../../model/timing/resolve-timings.ts';
import type { Timing, TimingFile } from '../../model/timing/timing.ts';
import { engines } from '../../simulate/engines/index.ts';
import { EngineSettings } from '../../simulate/engines/settings.ts';
import type { EngineId, TaskFailure } from '../../simulate/simulation.ts';
import type { CompareOptions } from '../../study/compare.ts';
import type { Arguments } from '../arguments.ts';
import { Misuse } from '../misuse.ts';
import { nodeThreads } from '../threads.ts';
import { parseSetting, readTimingFile } from '../timing-file.ts';
import { readPrecision } from './precision.ts';
import { demandText } from './template-options.ts';

const group = 'Simulation:';

/** How long tasks take and how a deployment is simulated. */
export const simulationOptions: Readonly<Record<string, Options>> = {
  set: {
    describe: 'TASK=DURATION or type:TYPE=DURATION, such as vmA.a1=uniform(10s, 20s)',
    requiresArg: true,
    group,
  },
  timings: { describe: 'A file of durations by task and by type', requiresArg: true, group },
  engine: {
    describe: `How it is orchestrated: declared (default; the template's own limits), ${engineNames('declared')}`,
    requiresArg: true,
    group,
  },
  'engine-option': { describe: 'NAME=VALUE: a parameter of the engine, such as poll=5s', requiresArg: true, group },
  policy: { describe: 'Who goes first: engine (default), random, critical-path-first', requiresArg: true, group },
  fail: {
    describe: 'TASK=PROBABILITY[,RETRIES[,PAUSE[,ONLY]]]: attempts that go wrong, such as vmA.a1=0.05,3,10s',
    requiresArg: true,
    group,
  },
  level: { describe: 'Where coarse enforces order: host (default) or stack', requiresArg: true, group },
  replications: {
    alias: 'n',
    describe: 'How many deployments to simulate (1000)',
    requiresArg: true,
    group,
  },
  precision: {
    describe: '1% or p95:2%: as many replications as the interval of the mean (or p50, p90, p95, p99) needs',
    requiresArg: true,
    group,
  },
  seed: { describe: 'Any text; equal seeds give equal bytes (makespan)', requiresArg: true, group },
  workers: { describe: 'How many tasks the engine runs at once (no limit)', requiresArg: true, group },
  threads: { describe: 'How many threads share the work (1); results do not depend on it', requiresArg: true, group },
  'count-untracked': { describe: 'Coarse groups wait for untracked tasks too', type: 'boolean', group },
};

const MOST_REPLICATIONS = 10_000_000;
const MOST_WORKERS = 1_000_000;
const MOST_THREADS = 256;

/** The engines but one, as a list for people. */
function engineNames(without: EngineId): string {
  return Object.keys(engines)
    .filter((id) => id !== without)
    .join(', ');
}

/** What the options say of a simulation, before a template is read. */
export interface SimulationRequest extends Omit<CompareOptions, 'timings' | 'onProgress'> {
  readonly set: ReadonlyMap<string, Duration>;
  readonly timingFile: TimingFile | null;
}

/** @throws Misuse for a value out of range, a duration that is none, or a timing file that cannot be read */
export function readSimulationRequest(given: Arguments): SimulationRequest {
  const replications = given.wholeNumber('replications', { least: 1, most: MOST_REPLICATIONS });
  const precision = given.text('precision');
  const seed = given.text('seed');
  const threads = given.wholeNumber('threads', { least: 1, most: MOST_THREADS }) ?? 1;
  const timings = given.text('timings');
  const settings = [...given.pairs('set')].map(([id, text]) => [id, parseSetting(id, text)] as const);
  return {
    ...readEngine(given),
    policy: given.choice('policy', ['engine', 'random', 'critical-path-first'], 'engine'),
    failures: new Map([...given.pairs('fail')].map(([task, text]) => [task, readFailure(task, text)] as const)),
    coarse: given.choice('level', ['host', 'stack'], 'host'),
    workers: given.wholeNumber('workers', { least: 1, most: MOST_WORKERS }),
    countUntracked: given.flag('count-untracked'),
    ...(threads === 1 ? {} : { threads: nodeThreads(threads - 1) }),
    ...(replications === null ? {} : { replications }),
    ...(precision === null ? {} : { precision: readPrecision(precision) }),
    ...(seed === null ? {} : { seed }),
    set: new Map(settings),
    timingFile: timings === null ? null : readTimingFile(timings, demandText(timings)),
  };
}

/** @throws Misuse for an engine or an option of it that is not there, or a value that it does not take */
function readEngine(given: Arguments): { readonly engine: EngineId; readonly engineOptions: Record<string, string> } {
  const engine = given.choice('engine', Object.keys(engines) as EngineId[], 'declared');
  const engineOptions = Object.fromEntries(given.pairs('engine-option'));
  try {
    // An engine checks its settings when it is asked for its rules; of nothing, these are soon made.
    const nothing = new DeploymentBuilder({ file: '', format: '', version: '' }).build();
    engines[engine].rules(nothing, new EngineSettings(engines[engine], engineOptions));
  } catch (error) {
    if (error instanceof RangeError) throw new Misuse(error.message);
    throw error;
  }
  return { engine, engineOptions };
}

/**
 * `0.05,3,10s`: of each attempt, how many more attempts, and the pause before the first of them, which then doubles;
 * `1,0,0s,2`: only the first two can go wrong.
 */
function readFailure(task: string, text: string): TaskFailure {
  const [share = '', more = '0', pause = '0s', only = null, ...rest] = text.split(',').map((part) => part.trim());
  const probability = readShare(share);
  const duration = parseDuration(pause);
  const isCount = /^\d{1,3}$/.test(more) && (only === null || /^[1-9]\d{0,2}$/.test(only));
  if (!(probability >= 0 && probability <= 1) || !isCount || !duration.ok || rest.length > 0) {
    throw new Misuse(
      `--fail ${task}=… is PROBABILITY[,RETRIES[,PAUSE[,ONLY]]], such as 0.05,3,10s or 5%, not '${text}'`,
    );
  }
  const failure = { probability, retries: Number(more), pauseSeconds: duration.duration.meanSeconds };
  return only === null ? failure : { ...failure, only: Number(only) };
}

/** `0.05` or `5%`; NaN for anything else. */
function readShare(text: string): number {
  if (text === '') return Number.NaN;
  return text.endsWith('%') && text.length > 1 ? Number(text.slice(0, -1)) / 100 : Number(text);
}

/** A timing for every task. @throws Misuse when `--set` names a task or type that is not there */
export function timingsFor(
  deployment: Deployment,
  { set, timingFile, failures }: SimulationRequest,
): ReadonlyMap<string, Timing> {
  const tasks = deployment.tasks.nodes();
  const types = new Set(tasks.map((id) => `type:${deployment.tasks.getNodeAttribute(id, 'type')}`));
  const known = [...tasks, ...types];
  const stray = [...set.keys()].find((id) => !deployment.tasks.hasNode(id) && !types.has(id));
  if (stray !== undefined) {
    const file = deployment.template.file;
    throw new Misuse(`--set ${stray}=…: ${file} has no such task or type${didYouMean(stray, known)}`);
  }
  const strange = [...(failures?.keys() ?? [])].find((id) => !deployment.tasks.hasNode(id));
  if (strange !== undefined) {
    throw new Misuse(`--fail ${strange}=…: ${deployment.template.file} has no such task${didYouMean(strange, tasks)}`);
  }
  return resolveTimings(deployment, { set, ...(timingFile === null ? {} : { file: timingFile }) });
}
