import { isPlain } from '../../simulate/kernel/network.ts';
import type { Prepared } from '../../simulate/prepare.ts';
import type { GranularityRun } from '../../simulate/simulation.ts';
import { type Interval, intervalOf } from '../../simulate/statistics/precision.ts';
import type { TargetOutcome, TargetStep } from '../outcome.ts';
import type { PlannedRuns } from '../plan-study.ts';
import { StudyFault, type Target } from '../study.ts';
import type { Variant } from '../variants/variants.ts';
import { type Goal, parseGoal } from './goal.ts';
import { parameterChange } from './parameter.ts';
import { targetSentence } from './target-sentence.ts';
import { valueList } from './values.ts';

/** A target whose names and values have been looked up. */
export interface PlannedTarget {
  readonly question: string;
  readonly goal: Goal;
  readonly parameter: string;
  readonly seek: 'least' | 'greatest';
  /** The preferred first. */
  readonly values: readonly string[];
  readonly variantOf: (value: string) => Variant;
}

/** @throws StudyFault */
export function plannedTarget(target: Target, runs: PlannedRuns, at: readonly (string | number)[]): PlannedTarget {
  const goal = parseGoal(target.goal, [...at, 'goal']);
  const { least, greatest } = target;
  if ((least === undefined) === (greatest === undefined)) {
    throw new StudyFault(at, "a target has either 'least' or 'greatest', the parameter that it is about");
  }
  const parameter = least ?? greatest ?? '';
  const seek = least === undefined ? 'greatest' : 'least';
  const { kind, values } = valueList(target.among, [...at, 'among']);
  if (kind === 'text') throw new StudyFault([...at, 'among'], 'a target searches among numbers or times');
  const variantOf = (value: string): Variant =>
    runs.variantOf(parameterChange(parameter, value, [...at, seek]), [...at, seek]);
  variantOf(values[0] as string);
  return {
    question: `${target.goal.trim()} at the ${seek} ${parameter}`,
    goal,
    parameter,
    seek,
    values: seek === 'least' ? values : [...values].reverse(),
    variantOf,
  };
}

/** Runs a variant to its end; null when its order is a cycle. */
export type Measure<Step> = (
  variant: Variant,
) => Generator<Step, { readonly run: GranularityRun; readonly prepared: Prepared } | null>;

/**
 * The first value in the order of preference at which the estimate is on the right side, by galloping (1, 2, 4, …
 * values further) and then bisection: about 2 log₂ of the answer's place. That takes it for granted that the values
 * that do are all those from some place on, which is known only where nothing but edges orders the tasks and the
 * parameter scales a duration (the longest path rises with each duration); with limits it may be false (Graham's
 * anomalies), and the sentence says when the trail itself shows that.
 */
export function* searchTarget<Step>(target: PlannedTarget, measure: Measure<Step>): Generator<Step, TargetOutcome> {
  const { goal, values, parameter, seek, question } = target;
  const trail = new Map<number, TargetStep>();
  const order: number[] = [];
  let isKnown = isScale(parameter);
  function* holdsAt(place: number): Generator<Step, boolean> {
    const value = values[place] as string;
    const measured = yield* measure(target.variantOf(value));
    isKnown &&=
      measured !== null && isPlain(measured.prepared.plan.input.network) && measured.prepared.failing.length === 0;
    const step = stepOf(value, goal, measured?.run ?? null);
    trail.set(place, step);
    order.push(place);
    return step.holds === 'yes' || step.holds === 'likely';
  }
  const answer = yield* firstThatHolds(values.length, holdsAt);
  const steps = order.map((place) => trail.get(place) as TargetStep);
  const at = answer === null ? null : (trail.get(answer) as TargetStep);
  const verdict = at === null ? 'not-met' : at.holds === 'yes' ? 'met' : 'likely';
  const outcome = {
    question,
    ...goal,
    parameter,
    seek,
    verdict,
    answer: at?.value ?? null,
    at: at === null ? null : { estimate: at.estimate, ciLow: at.ciLow, ciHigh: at.ciHigh },
    monotone: isKnown ? 'known' : 'assumed',
    trail: steps,
  } as const;
  const ordered = [...trail].sort(([a], [b]) => a - b).map(([, step]) => step);
  return { ...outcome, sentence: targetSentence(outcome, ordered) };
}

/** @returns null when none does, the last value included */
function* firstThatHolds<Step>(
  count: number,
  holdsAt: (place: number) => Generator<Step, boolean>,
): Generator<Step, number | null> {
  let failing = -1;
  let holding: number | null = null;
  for (let reach = 1; holding === null; reach *= 2) {
    const place = Math.min(reach - 1, count - 1);
    if (yield* holdsAt(place)) holding = place;
    else {
      failing = place;
      if (place === count - 1) return null;
    }
  }
  while (holding - failing > 1) {
    const middle: number = (holding + failing) >> 1;
    if (yield* holdsAt(middle)) holding = middle;
    else failing = middle;
  }
  return holding;
}

function isScale(parameter: string): boolean {
  return parameter.startsWith('scale.');
}

const NEVER: Interval = { estimate: Number.MAX_VALUE, ciLow: Number.MAX_VALUE, ciHigh: Number.MAX_VALUE };

/** What never completes takes longer than any limit. */
function stepOf(value: string, { statistic, comparison, limit }: Goal, run: GranularityRun | null): TargetStep {
  const interval = intervalAt(statistic, run);
  const isBelow = comparison === '<=';
  const [best, worst] = isBelow ? [interval.ciLow, interval.ciHigh] : [-interval.ciHigh, -interval.ciLow];
  const [estimate, bound] = isBelow ? [interval.estimate, limit] : [-interval.estimate, -limit];
  const holds = worst <= bound ? 'yes' : best > bound ? 'no' : estimate <= bound ? 'likely' : 'unlikely';
  return { value, ...interval, holds };
}

function intervalAt(statistic: Goal['statistic'], run: GranularityRun | null): Interval {
  if (statistic === 'failed' || statistic === 'timed-out') {
    if (run === null) return { estimate: 1, ciLow: 1, ciHigh: 1 };
    const { estimate, ciLow, ciHigh } = run.probabilities[statistic === 'failed' ? 'failed' : 'timedOut'];
    return { estimate, ciLow, ciHigh };
  }
  return run?.makespan ? intervalOf(run.makespan, statistic) : NEVER;
}
