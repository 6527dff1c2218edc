import { formatSeconds } from '../model/durations/format-seconds.ts';
import { parseDuration } from '../model/durations/parse-duration.ts';
import { isUnknown } from '../model/unknown.ts';
import { frameOf } from '../simulate/conclude.ts';
import type { EngineOption } from '../simulate/engines/engine.ts';
import { engines } from '../simulate/engines/index.ts';
import { EngineSettings } from '../simulate/engines/settings.ts';
import type { Prepared } from '../simulate/prepare.ts';
import type { CyclicGranularity } from '../simulate/simulation.ts';
import type { Driver } from './outcome.ts';
import type { Changes } from './study.ts';
import type { Variant } from './variants/variants.ts';

type Candidate = Omit<Driver, 'difference'> & { readonly changes: Changes };

/** Of the tasks only the nearest to the critical path of the medians are asked. */
const MOST_TASKS = 12;

/**
 * One question for everything that a person could turn: what if each time were half as long, and each capacity twice as
 * great, one at a time? Which tasks are asked does not depend on the draws, so that shards agree.
 */
export function driverChanges(base: Variant, prepared: Prepared | CyclicGranularity): readonly Candidate[] {
  if ('cycle' in prepared) return [];
  return [
    ...engineCandidates(base),
    ...limitCandidates(base),
    ...orderCandidates(base),
    ...taskCandidates(base, prepared),
  ];
}

function engineCandidates({ options }: Variant): readonly Candidate[] {
  const engine = engines[options.engine ?? 'declared'];
  const settings = new EngineSettings(engine, options.engineOptions ?? {});
  return engine.options.flatMap((option): Candidate[] => {
    const from = settings.text(option.name);
    const to = turned(option, from);
    if (to === null) return [];
    return [{ kind: 'engine-option', name: option.name, from, to, changes: { engineOptions: { [option.name]: to } } }];
  });
}

/** A time or a factor halved, a count doubled; null for what has no size, or is nothing already. */
function turned({ kind }: EngineOption, value: string): string | null {
  if (kind === 'count') return value === 'none' ? null : String(2 * Number(value));
  if (kind === 'fraction') return Number(value) > 0 ? String(Number(value) / 2) : null;
  const times = value.split(',').map((text) => parseDuration(text));
  const halves = times.map((parsed) => {
    return parsed.ok && parsed.duration.family === 'constant' ? parsed.duration.meanSeconds / 2 : Number.NaN;
  });
  return halves.every((half) => half >= 0) && halves.some((half) => half > 0)
    ? halves.map((half) => formatSeconds(half)).join(', ')
    : null;
}

function limitCandidates({ deployment, options }: Variant): readonly Candidate[] {
  const doubled = (kind: Driver['kind'], name: string, capacity: number, key: 'pools' | 'hosts'): Candidate => {
    const to = 2 * capacity;
    return { kind, name, from: String(capacity), to: String(to), changes: { [key]: { [name]: to } } };
  };
  const { workers } = options;
  const pools = [...deployment.pools.values()].flatMap(({ id, capacity, tasks }) => {
    return isUnknown(capacity) || tasks.length <= capacity ? [] : [doubled('pool', id, capacity, 'pools')];
  });
  const hosts = [...deployment.groups.values()].flatMap(({ id, host }) => {
    return host?.order === 'free' && host.capacity ? [doubled('pool', id, host.capacity, 'hosts')] : [];
  });
  const own: readonly Candidate[] = workers
    ? [
        {
          kind: 'workers',
          name: 'workers',
          from: `${workers}`,
          to: `${2 * workers}`,
          changes: { workers: 2 * workers },
        },
      ]
    : [];
  return [...own, ...pools, ...hosts];
}

/** What coarse order costs, where the base enforces it. */
function orderCandidates({ options }: Variant): readonly Candidate[] {
  const from = options.granularity ?? 'fine';
  if (from === 'fine') return [];
  return [{ kind: 'granularity', name: 'granularity', from, to: 'fine', changes: { granularity: 'fine' } }];
}

function taskCandidates({ options }: Variant, prepared: Prepared): readonly Candidate[] {
  const seconds = (task: string): number => options.timings.get(task)?.duration.meanSeconds ?? 0;
  return frameOf(prepared)
    .trace.filter(({ task }) => seconds(task) > 0)
    .sort((a, b) => a.slack - b.slack || seconds(b.task) - seconds(a.task) || (a.task < b.task ? -1 : 1))
    .slice(0, MOST_TASKS)
    .map(({ task }): Candidate => {
      const from = options.timings.get(task)?.duration.expression ?? '';
      return { kind: 'task', name: task, from, to: 'half of it', changes: { scale: { [task]: 0.5 } } };
    });
}
