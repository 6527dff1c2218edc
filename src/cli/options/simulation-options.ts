import type { Options } from 'yargs';
import type { Deployment } from '../../model/deployment.ts';
import type { Duration } from '../../model/durations/duration.ts';
import { didYouMean } from '../../model/nearest-name.ts';
import { resolveTimings } from '../../model/timing/resolve-timings.ts';
import type { Timing, TimingFile } from '../../model/timing/timing.ts';
import { engines } from '../../simulate/engines/index.ts';
import type { EngineId } from '../../simulate/simulation.ts';
import type { CompareOptions } from '../../study/compare.ts';
import type { Arguments } from '../arguments.ts';
import { Misuse } from '../misuse.ts';
import { nodeThreads } from '../threads.ts';
import { parseSetting, readTimingFile } from '../timing-file.ts';
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
    describe: 'declared (default): the limits that the template declares; ideal: none',
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
  seed: { describe: 'Any text; equal seeds give equal bytes (makespan)', requiresArg: true, group },
  workers: { describe: 'How many tasks the engine runs at once (no limit)', requiresArg: true, group },
  threads: { describe: 'How many threads share the work (1); results do not depend on it', requiresArg: true, group },
  'count-untracked': { describe: 'Coarse groups wait for untracked tasks too', type: 'boolean', group },
};

const MOST_REPLICATIONS = 10_000_000;
const MOST_WORKERS = 1_000_000;
const MOST_THREADS = 256;

/** What the options say of a simulation, before a template is read. */
export interface SimulationRequest extends Omit<CompareOptions, 'timings' | 'onProgress'> {
  readonly set: ReadonlyMap<string, Duration>;
  readonly timingFile: TimingFile | null;
}

/** @throws Misuse for a value out of range, a duration that is none, or a timing file that cannot be read */
export function readSimulationRequest(given: Arguments): SimulationRequest {
  const replications = given.wholeNumber('replications', { least: 1, most: MOST_REPLICATIONS });
  const seed = given.text('seed');
  const threads = given.wholeNumber('threads', { least: 1, most: MOST_THREADS }) ?? 1;
  const timings = given.text('timings');
  const settings = [...given.pairs('set')].map(([id, text]) => [id, parseSetting(id, text)] as const);
  return {
    engine: given.choice('engine', Object.keys(engines) as EngineId[], 'declared'),
    coarse: given.choice('level', ['host', 'stack'], 'host'),
    workers: given.wholeNumber('workers', { least: 1, most: MOST_WORKERS }),
    countUntracked: given.flag('count-untracked'),
    ...(threads === 1 ? {} : { threads: nodeThreads(threads - 1) }),
    ...(replications === null ? {} : { replications }),
    ...(seed === null ? {} : { seed }),
    set: new Map(settings),
    timingFile: timings === null ? null : readTimingFile(timings, demandText(timings)),
  };
}

/** A timing for every task. @throws Misuse when `--set` names a task or type that is not there */
export function timingsFor(
  deployment: Deployment,
  { set, timingFile }: SimulationRequest,
): ReadonlyMap<string, Timing> {
  const tasks = deployment.tasks.nodes();
  const types = new Set(tasks.map((id) => `type:${deployment.tasks.getNodeAttribute(id, 'type')}`));
  const known = [...tasks, ...types];
  const stray = [...set.keys()].find((id) => !deployment.tasks.hasNode(id) && !types.has(id));
  if (stray !== undefined) {
    const file = deployment.template.file;
    throw new Misuse(`--set ${stray}=…: ${file} has no such task or type${didYouMean(stray, known)}`);
  }
  return resolveTimings(deployment, { set, ...(timingFile === null ? {} : { file: timingFile }) });
}
