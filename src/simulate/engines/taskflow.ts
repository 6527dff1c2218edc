import type { Deployment } from '../../model/deployment.ts';
import { poolLimits } from './declared.ts';
import type { Engine, EngineConduct, Limit, WatchRule } from './engine.ts';
import type { EngineSettings } from './settings.ts';

/**
 * TaskFlow's action engine. `parallel`: one queue, first in first out, of `workers` threads; what the ends of one
 * moment make ready is submitted together, in order of priority. `serial`: in waves, all that is ready is executed
 * before the successors of the first of them are considered. Among equal priorities the real order is that of a set of
 * objects and changes from run to run. After a failure (`--fail`) what was submitted runs to its end, then all that
 * succeeded is reverted from the end backwards, unless a retry around it runs its flow again. Source: `taskflow/engines/action_engine/builder.py`, `executor.py`; futurist's
 * `ThreadPoolExecutor`.
 */
export const taskflow: Engine = {
  id: 'taskflow',
  summary:
    'OpenStack TaskFlow: a queue of worker threads, priorities within what is released together; or serial waves.',
  options: [
    {
      name: 'executor',
      kind: 'text',
      default: 'parallel',
      describe: 'parallel or serial',
      source: 'taskflow.engines.load: serial unless told otherwise; parallel is what people choose it for',
    },
    {
      name: 'workers',
      kind: 'count',
      default: '10',
      describe: 'threads of the parallel executor; none: without limit',
      source: 'futurist: 5 × processors when max_workers is not given, of 2 here',
    },
    {
      name: 'priority',
      kind: 'text',
      default: 'listed',
      describe:
        'of what is released together: listed (by priority, then as the template lists), equal (drawn anew each time)',
      source: 'builder.py: sorted by Atom.priority; equal ones in the order of a set',
    },
    {
      name: 'overhead',
      kind: 'seconds',
      default: '0s',
      describe: 'what the engine adds to each task',
      source: 'measured: 0.3 to 0.7 ms for wide graphs, 0.7 to 3.5 ms in chains; 1.5 ms fits best',
    },
    {
      name: 'defer-reverts',
      kind: 'text',
      default: 'no',
      describe: 'yes: a retry that gives up leaves the decision to the flow around it',
      source: "completer.py: the engine's option defer_reverts",
    },
    {
      name: 'never-resolve',
      kind: 'text',
      default: 'no',
      describe: 'yes: after a failure nothing is reverted or tried again',
      source: "completer.py: the engine's option never_resolve",
    },
  ],
  rules: (deployment, settings) => {
    const notes: string[] = [];
    const isSerial = settings.choice('executor', ['parallel', 'serial']) === 'serial';
    const isListed = settings.choice('priority', ['listed', 'equal']) === 'listed';
    const tasks = deployment.tasks.filterNodes((_id, { kind }) => kind !== 'milestone');
    const listed = listedRanks(deployment, tasks);
    const conduct: EngineConduct = {
      release: isSerial ? 'in-waves' : 'together',
      rank: isListed ? listed : 'drawn',
      hopSeconds: 0,
      watches: overheads(tasks, settings.seconds('overhead')),
      stacks: [],
      agents: [],
      early: new Map(),
      flows: {
        isSerial,
        workers: isSerial ? 1 : settings.count('workers'),
        resolves: settings.choice('never-resolve', ['no', 'yes']) === 'no',
        defers: settings.choice('defer-reverts', ['no', 'yes']) === 'yes',
        overheadSeconds: settings.seconds('overhead'),
      },
    };
    return { limits: [...threads(tasks, isSerial, settings), ...poolLimits(deployment, notes)], notes, conduct };
  },
};

/** The greater priority first, then as the template lists them. */
function listedRanks({ tasks }: Deployment, ids: readonly string[]): ReadonlyMap<string, number> {
  const of = (id: string) => tasks.getNodeAttributes(id);
  const sorted = [...ids].sort((a, b) => (of(b).priority ?? 0) - (of(a).priority ?? 0) || of(a).order - of(b).order);
  return new Map(sorted.map((id, place) => [id, place]));
}

function threads(tasks: readonly string[], isSerial: boolean, settings: EngineSettings): readonly Limit[] {
  const capacity = isSerial ? 1 : settings.count('workers');
  return capacity === null ? [] : [{ id: 'worker threads', capacity, tasks, holdsWhileWaiting: true }];
}

/** It is noticed at once that a task is over, and takes this long to record, in its own thread. */
function overheads(tasks: readonly string[], seconds: number): ReadonlyMap<string, WatchRule> {
  const rule: WatchRule = {
    kind: 'own',
    periodSeconds: 0,
    visitSeconds: 0,
    settleSeconds: seconds,
    startSeconds: 0,
  };
  return new Map(seconds === 0 ? [] : tasks.map((id) => [id, rule]));
}
