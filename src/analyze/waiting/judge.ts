import type { Environment } from '../../model/condition.ts';
import { crowdedPools } from './hold-pools.ts';
import { beyondMonotone, type Instance, type Send } from './instance.ts';
import { type Judgement, joinJudgements, judgeExploration, judgement, undecided } from './judgement.ts';
import { monotoneOrders, monotoneOutcomes } from './monotone.ts';
import { buildNetwork, type Network } from './network.ts';
import { type Budget, explore } from './search.ts';
import { environments, settle } from './settle.ts';
import { compileSemantics } from './states.ts';

/** States kept for one question unless said otherwise; and the bytes of all that are made. */
export const DEFAULT_BUDGET = 1_000_000;
const DEFAULT_BYTES = 400_000_000;

/** Conditions and optional signals, together, beyond which their 2^n combinations are not tried. */
export const MOST_CHOICES = 12;

export interface JudgeOptions {
  readonly budget?: Budget;
  /** Whether the orders and races are wanted too. Default false. */
  readonly orders?: boolean;
}

/**
 * What becomes of an instance over all its environments: fixpoints in the monotone fragment; outside it the sound
 * bounds first, then a search of the runs under a budget.
 */
export function judge(instance: Instance, options: JudgeOptions = {}): Judgement {
  const budget = options.budget ?? { left: DEFAULT_BUDGET, bytes: DEFAULT_BYTES };
  const wantOrders = options.orders ?? false;
  if (instance.conditions.length > MOST_CHOICES) return undecided(tooMany(instance.conditions.length));
  const parts: Judgement[] = [];
  for (const environment of environments(instance.conditions)) {
    parts.push(judgeSettled(settle(instance, environment), { budget, wantOrders }));
  }
  return parts.reduce(joinJudgements);
}

interface SettledOptions {
  readonly budget: Budget;
  readonly wantOrders: boolean;
}

function judgeSettled(instance: Instance, { budget, wantOrders }: SettledOptions): Judgement {
  const beyond = beyondMonotone(instance);
  const network = buildNetwork(instance);
  const bound = monotoneOutcomes(network);
  const exact = isFixpointExact(network) && (!beyond.has('hold') || !bound.canFail);
  if (exact && beyond.size === 0) {
    return judgement(bound, wantOrders ? monotoneOrders(network) : null);
  }
  if (exact && !wantOrders) return judgement(bound, null);
  const searched = searchChoices(network, { budget, wantOrders });
  if (searched.outcomes !== null || !exact) return bound.canComplete ? searched : { ...searched, completes: 'never' };
  return { ...judgement(bound, null), ranOut: searched.ranOut };
}

/**
 * Whether the fixpoint decides what becomes of the tasks: the monotone fragment, pools that release their slots, and
 * hold pools that cannot fill with blocked waits (there only when the fixpoint is full).
 */
export function isFixpointExact(network: Network): boolean {
  const beyond = beyondMonotone(network.instance);
  if (beyond.has('edge') || beyond.has('failure') || beyond.has('collision')) return false;
  return !beyond.has('hold') || crowdedPools(network).length === 0;
}

/** Every combination of optional signals, each searched. */
function searchChoices(network: Network, { budget, wantOrders }: SettledOptions): Judgement {
  const optional = network.instance.sends.filter((send) => send.optional).length;
  if (optional > MOST_CHOICES) return undecided(tooMany(optional));
  const parts: Judgement[] = [];
  for (const instance of choices(network.instance)) {
    const semantics = compileSemantics(instance);
    if (semantics === null) return undecided('a handle has too many signals to search');
    const exploration = explore(semantics, { budget, look: wantOrders ? 'everything' : 'outcomes' });
    parts.push(judgeExploration(instance, exploration));
  }
  return parts.reduce(joinJudgements);
}

/** The instance under each choice of its optional signals; those that do not come are gone, the rest is certain. */
export function* choices(instance: Instance): Generator<Instance> {
  const names = instance.sends.flatMap((send, index) => (send.optional ? [`${index}`] : []));
  for (const environment of environments(names)) yield choose(instance, environment);
}

function choose(instance: Instance, comes: Environment): Instance {
  if (comes.size === 0) return instance;
  const sends = instance.sends.flatMap((send, index) =>
    send.optional ? (comes.get(`${index}`) ? [{ ...send, optional: false }] : []) : [send],
  );
  return { ...instance, sends: sends.filter((send, index) => !isCutOff(sends, send, index)) };
}

/** Whether the task gave up before this signal; signals are listed in the order of the text that sends them. */
function isCutOff(sends: readonly Send[], send: Send, index: number): boolean {
  return sends.some((other, place) => other.ends && other.task === send.task && place < index);
}

function tooMany(count: number): string {
  return `${count} conditions or optional signals have too many combinations (at most ${MOST_CHOICES} are tried)`;
}
