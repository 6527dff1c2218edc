import type { Deployment } from '../../model/deployment.ts';
import { agentsOf } from './agents.ts';
import { poolLimits } from './declared.ts';
import type { EngineConduct, EngineRules, Limit, StackRule, WatchRule } from './engine.ts';
import { rollbackRule } from './rollback.ts';
import type { EngineSettings } from './settings.ts';
import { type StackUnits, stackUnits } from './stack-units.ts';

/** What the two modes of Heat's engine do differently. */
export interface HeatMode extends Pick<EngineConduct, 'release' | 'rank'> {
  readonly hopSeconds: number;
  readonly endSeconds: number;
  /** What each deletion in a chain costs when a failed stack is rolled back. */
  readonly undoSeconds: number;
  /** How a resource is looked at, the blocking kind aside. */
  readonly watch: WatchRule;
  readonly limits: readonly Limit[];
  readonly stack: (units: StackUnits) => Pick<StackRule, 'staggerSeconds' | 'drawsLeaves' | 'leaves' | 'fails'>;
  /** Whether each stack makes rounds over all of its resources. */
  readonly makesRounds: boolean;
}

/** What both modes have in common: stacks, polls and agents. */
export function heatRules(deployment: Deployment, settings: EngineSettings, mode: HeatMode): EngineRules {
  const load = settings.number('load');
  const poll = settings.seconds('poll');
  const timeout = settings.seconds('timeout');
  const notes: string[] = [];
  const stacks = stackUnits(deployment).map(
    (units): StackRule => ({
      ...mode.stack(units),
      group: units.group,
      units: units.units,
      beginSeconds: units.group === '' ? 0 : load * settings.seconds('nested-begin'),
      endSeconds: mode.endSeconds,
      watch: units.group === '' ? null : mode.watch,
      roundSeconds: mode.makesRounds ? poll : null,
      timeoutSeconds: units.timeoutSeconds ?? timeout,
    }),
  );
  const conduct: EngineConduct = {
    release: mode.release,
    rank: mode.rank,
    hopSeconds: mode.hopSeconds,
    watches: watchesOf(deployment, mode, settings),
    stacks,
    agents: agentsOf(deployment, {
      visibleSeconds: load * settings.seconds('deployment-begin'),
      restSeconds: settings.secondsList('agent-poll'),
      roundSeconds: load * settings.seconds('agent-cost'),
      serviceSeconds: load * settings.seconds('agent-cost'),
    }),
    early: new Map(),
    ...rollbackRule(settings, mode.undoSeconds),
  };
  return { limits: [...mode.limits, ...poolLimits(deployment, notes)], notes, conduct };
}

/** Every resource that Heat creates is looked at; what it does not track ends by itself. */
function watchesOf(deployment: Deployment, mode: HeatMode, settings: EngineSettings): ReadonlyMap<string, WatchRule> {
  const watches = new Map<string, WatchRule>();
  const blocking = blockingTypes(settings);
  const load = settings.number('load');
  const component: WatchRule = {
    ...mode.watch,
    visitSeconds: load * settings.seconds('deployment-look'),
    startSeconds: mode.watch.startSeconds + load * settings.seconds('deployment-begin'),
  };
  deployment.tasks.forEachNode((id, { kind, tracked, type }) => {
    if (!tracked || kind === 'milestone') return;
    const visitSeconds = blocking.get(type);
    const watch = kind === 'component' ? component : mode.watch;
    watches.set(id, visitSeconds === undefined ? watch : { ...watch, visitSeconds });
  });
  return watches;
}

/** `TYPE: SECONDS, …` */
function blockingTypes(settings: EngineSettings): ReadonlyMap<string, number> {
  const entries = settings.text('blocking-poll').split(',');
  return new Map(
    entries
      .filter((entry) => entry.trim() !== '')
      .map((entry) => {
        const at = entry.lastIndexOf(':');
        const seconds = Number(entry.slice(at + 1));
        if (at < 1 || !(seconds >= 0)) {
          throw new RangeError(`engine option blocking-poll must be TYPE: SECONDS, not '${entry.trim()}'`);
        }
        return [entry.slice(0, at).trim(), seconds];
      }),
  );
}
