import type { Facts } from '../facts.ts';
import type { RuleFinding } from '../finding.ts';
import { nameList } from '../reason-text.ts';
import { crowdedPools } from './hold-pools.ts';
import { buildNetwork } from './network.ts';
import { relax } from './relax.ts';
import { environmentEvidence, scheduleEvidence } from './story.ts';
import { compiledFine, waitStudies } from './wait-facts.ts';

/** A pool whose slots blocked waits can take from the tasks that would signal them. */
export interface PoolDeadlock {
  /** `always`: in every order, as with a batch whose members wait for one another; `sometimes`: by the schedule. */
  readonly when: 'always' | 'sometimes' | 'undecided';
  readonly finding: RuleFinding;
}

export function poolDeadlocks(facts: Facts): readonly PoolDeadlock[] {
  return facts.remember('pool deadlocks', () => findPoolDeadlocks(facts));
}

function findPoolDeadlocks(facts: Facts): readonly PoolDeadlock[] {
  const { deployment } = facts;
  if (deployment.waits.size === 0) return [];
  const { instance } = compiledFine(facts);
  if (!instance.pools.some((pool) => pool.hold)) return [];
  return crowdedPools(buildNetwork(relax(instance, 'easy'))).flatMap(({ pool, waits }) => {
    const { name, capacity, tasks } = instance.pools[pool]!;
    const members = new Set(tasks.map((task) => instance.names[task]!));
    const studies = waitStudies(facts).filter(({ wait }) => members.has(wait.task));
    const failing = studies.filter((study) => study.failures.some((failure) => failure.schedule !== null));
    const undecided = studies.find((study) => study.answer === 'undecided');
    const [first] = failing;
    if (first === undefined && undecided === undefined) return [];
    const names = (first === undefined ? waits : waits.filter((task) => isAmong(failing, instance.names[task]!))).map(
      (task) => instance.names[task]!,
    );
    const shown = names.length > 0 ? names : failing.map(({ wait }) => wait.task);
    const failure = first?.failures.find(({ schedule }) => schedule !== null);
    const when = failure === undefined ? 'undecided' : failure.kind === 'race' ? 'sometimes' : 'always';
    const slots = capacity === 1 ? 'its only slot' : `all ${capacity} slots`;
    const what =
      shown.length === 1
        ? `${nameList(shown)} keeps a slot of pool '${name}' while it waits and`
        : `${nameList(shown)} keep their slots of pool '${name}' while they wait and`;
    const how = when === 'always' ? 'take' : 'can take';
    const finding: RuleFinding = {
      message:
        `${what} ${how} ${slots} before the tasks that would signal them start; ` +
        `it cannot happen with a capacity of ${Math.min(Math.max(waits.length, capacity) + 1, tasks.length)}` +
        (when === 'undecided' ? ` (not proved: ${undecided!.ranOut})` : ''),
      at: deployment.pools.get(name)?.span ?? deployment.groups.get(name)?.span ?? (first ?? undecided)!.wait.span,
      confidence: when === 'undecided' ? 'possible' : 'proved',
      related: studies.map(({ wait }) => ({ message: `'${wait.task}' waits here`, span: wait.span })),
      evidence: failure
        ? [
            ...environmentEvidence('conditions under which it happens', failure.environment),
            scheduleEvidence(failure.instance, failure.schedule!, { stuck: first!.wait.task }),
          ]
        : [],
    };
    return [{ when, finding }];
  });
}

function isAmong(studies: readonly { readonly wait: { readonly task: string } }[], task: string): boolean {
  return studies.some(({ wait }) => wait.task === task);
}
