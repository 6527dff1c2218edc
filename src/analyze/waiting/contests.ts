import type { Signal, Wait } from '../../model/deployment.ts';
import { isUnknown } from '../../model/unknown.ts';
import type { Facts } from '../facts.ts';
import type { Evidence, RuleFinding } from '../finding.ts';
import { type Instance, monotoneHandles } from './instance.ts';
import { explore, shortestRun } from './search.ts';
import { settle } from './settle.ts';
import { backwardSlice } from './slice.ts';
import { compileSemantics, DONE, FAILED } from './states.ts';
import { environmentEvidence, scheduleEvidence, senderList, taskPhrase } from './story.ts';
import type { WaitFailure, WaitStudy } from './study.ts';
import { compiledFine, signalsOf, waitStudies } from './wait-facts.ts';

/** A wait whose end is decided by the order in which signals arrive. */
export interface Contest {
  /**
   * `lost`: nobody listened yet on an edge-triggered handle; `retry`: a FAILURE and a later SUCCESS have one id;
   * `failure`: a FAILURE is seen or missed; `ids`: an arrival number meets an explicit id.
   */
  readonly kind: 'lost' | 'retry' | 'failure' | 'ids';
  readonly finding: RuleFinding;
}

export function contests(facts: Facts): readonly Contest[] {
  return facts.remember('contests', () => waitStudies(facts).flatMap((study) => contestOf(facts, study)));
}

function contestOf(facts: Facts, study: WaitStudy): readonly Contest[] {
  const { handle } = study.wait;
  if (isUnknown(handle)) return [];
  const signals = signalsOf(facts, handle);
  const kind = kindOf(facts, handle, signals);
  if (kind === null) return [];
  // A wait that always fails because a FAILURE always comes is what somebody asked for.
  const counts = (found: WaitFailure): boolean => found.kind === 'race' || kind !== 'failure';
  // Where repeats are ignored, an optional FAILURE decides as soon as it comes.
  const isFirst = kind === 'retry' && facts.deployment.handles.get(handle)!.duplicates === 'ignore';
  const failure = study.failures.find(
    (found) => found.schedule !== null && (found.kind !== 'lost' || isFirst) && counts(found),
  );
  if (failure) return [{ kind, finding: tell(facts, { study, kind, signals, failure, isCertain: true }) }];
  if (study.limit === 'work') return [{ kind, finding: tellUndecided(facts, { study, kind, signals }) }];
  const scattered = kind === 'ids' ? scatteredFailure(facts, study) : null;
  if (scattered === null) return [];
  if (scattered === 'cut') return [{ kind, finding: tellUndecided(facts, { study, kind, signals }) }];
  return [{ kind, finding: tell(facts, { study, kind, signals, failure: scattered, isCertain: false }) }];
}

/** A cut search is never a clean answer: what may be is said, with what ran out. */
function tellUndecided(facts: Facts, { study, kind, signals }: Omit<Told, 'failure' | 'isCertain'>): RuleFinding {
  const ranOut = study.ranOut ?? 'the budget of states ran out';
  return {
    message: `${MESSAGES[kind](facts, study, signals)} (not proved: ${ranOut})`,
    at: study.wait.span,
    confidence: 'possible',
  };
}

function kindOf(facts: Facts, handle: string, signals: readonly Signal[]): Contest['kind'] | null {
  if (facts.deployment.handles.get(handle)!.trigger === 'edge') return 'lost';
  const failures = signals.filter((signal) => signal.status === 'FAILURE');
  if (failures.length > 0) {
    // A script that exits with its FAILURE does not try again.
    const retried = failures.some(
      (failure) =>
        !failure.endsTask &&
        signals.some(({ status, id }) => status === 'SUCCESS' && typeof id === 'string' && id === failure.id),
    );
    return retried ? 'retry' : 'failure';
  }
  return hasMixedIds(facts, handle, signals) ? 'ids' : null;
}

/** Whether the order of arrival matters on the handle of a wait. */
export function isContested(facts: Facts, { handle }: Wait): boolean {
  return !isUnknown(handle) && kindOf(facts, handle, signalsOf(facts, handle)) !== null;
}

function hasMixedIds(facts: Facts, handle: string, signals: readonly Signal[]): boolean {
  const explicit = [...facts.deployment.handles.get(handle)!.initial, ...signals.map((signal) => signal.id)];
  return signals.some(({ id }) => id === null) && explicit.some((id) => typeof id === 'string' && /^[0-9]+$/.test(id));
}

interface Told {
  readonly study: WaitStudy;
  readonly kind: Contest['kind'];
  readonly signals: readonly Signal[];
  readonly failure: Pick<WaitFailure, 'environment' | 'instance' | 'schedule'> & { readonly taskCount?: number };
  readonly isCertain: boolean;
}

function tell(facts: Facts, { study, kind, signals, failure, isCertain }: Told): RuleFinding {
  const { deployment } = facts;
  return {
    message: MESSAGES[kind](facts, study, signals),
    at: study.wait.span,
    confidence: isCertain ? 'proved' : 'likely',
    related: signals.map((signal) => ({
      message: `${signal.status === 'FAILURE' ? 'FAILURE' : 'signal'} of ${taskPhrase(deployment, signal.sender)}`,
      span: signal.span,
    })),
    evidence: [
      ...environmentEvidence('conditions under which it happens', failure.environment),
      failureEvidence(failure, study.wait.task),
    ],
  };
}

/** States looked at for the shortest way to a failure; what the search found by itself may be longer. */
const STATES_TO_FAIL = 5_000;

/** A wait that fails has failed as soon as it does; one that is stuck is so when nothing can happen any more. */
function failureEvidence({ instance, schedule, taskCount }: Told['failure'], wait: string): Evidence {
  const task = instance.names.indexOf(wait);
  const telling = taskCount === undefined ? {} : { taskCount };
  if (schedule!.every((step) => step.kind !== 'fail' || step.task !== task)) {
    return scheduleEvidence(instance, schedule!, { ...telling, stuck: wait });
  }
  const semantics = compileSemantics(instance)!;
  const shortest = shortestRun(semantics, (state) => state[task] === FAILED, { left: STATES_TO_FAIL, bytes: BYTES });
  const title = 'a shortest schedule that shows it';
  if (shortest !== null && shortest !== 'none') return scheduleEvidence(instance, shortest, { title, ...telling });
  const end = schedule!.findIndex((step) => step.kind === 'fail' && step.task === task);
  return scheduleEvidence(instance, schedule!.slice(0, end + 1), telling);
}

const MESSAGES: Readonly<
  Record<Contest['kind'], (facts: Facts, study: WaitStudy, signals: readonly Signal[]) => string>
> = {
  lost: ({ deployment }, { wait, answer }, signals) =>
    `${senderList(deployment, signals)} ${answer === 'never' ? 'can only' : 'may'} signal '${wait.handle}' before ` +
    `'${wait.task}' listens; an edge-triggered handle keeps nothing, so the signal is lost`,
  retry: ({ deployment }, { wait }, signals) =>
    deployment.handles.get(wait.handle as string)!.duplicates === 'ignore'
      ? `'${wait.task}' fails: the SUCCESS with the id of an earlier FAILURE is taken for a repetition and ignored, ` +
        `both sent by ${senderList(deployment, signals)}`
      : `'${wait.task}' fails if it looks at '${wait.handle}' between a FAILURE and the SUCCESS with the same id, ` +
        `sent by ${senderList(deployment, signals)}`,
  failure: ({ deployment }, { wait }, signals) => {
    const [good, bad] = (['SUCCESS', 'FAILURE'] as const).map((status) =>
      senderList(
        deployment,
        signals.filter((signal) => signal.status === status),
      ),
    );
    const first = good === '' ? 'looks' : `sees the SUCCESS of ${good}`;
    return `'${wait.task}' goes on if it ${first} before the FAILURE of ${bad}, and fails otherwise`;
  },
  ids: (_facts, { wait, answer }, signals) => {
    const numbers = [...new Set(signals.flatMap(({ id }) => (typeof id === 'string' ? [JSON.stringify(id)] : [])))];
    return (
      `handle '${wait.handle}' gets signals without an id, numbered as they arrive, and the explicit id ${numbers.join(', ')}: ` +
      `${answer === 'never' ? 'in every order' : 'in some orders'} of arrival two of them collide and '${wait.task}' misses one of its ${wait.count}`
    );
  },
};

const STATES = 100_000;
const BYTES = 10_000_000;

/** The same with signals that overtake each other: an engine handles the requests of one script at the same time. */
function scatteredFailure(facts: Facts, { wait, works }: WaitStudy): Told['failure'] | 'cut' | null {
  const compiled = compiledFine(facts);
  const slice = backwardSlice(compiled.instance, compiled.indexOfTask.get(wait.task)!);
  if (works === null) return null;
  const instance = scatter(settle(slice.instance, works));
  const semantics = compileSemantics(instance);
  if (semantics === null) return 'cut';
  const { ends, complete } = explore(semantics, { budget: { left: STATES, bytes: BYTES }, look: 'outcomes' });
  const bad = ends.find((end) => end.phases[slice.task] !== DONE);
  const taskCount = slice.instance.names.length;
  return bad ? { environment: works, instance, taskCount, schedule: bad.schedule } : complete ? null : 'cut';
}

/** Each signal to a handle where order matters becomes a task of its own, free once its sender has come so far. */
function scatter(instance: Instance): Instance {
  const monotone = monotoneHandles(instance);
  const names = [...instance.names];
  const from = [...instance.from];
  const to = [...instance.to];
  if (instance.junctionCount > 0) return instance;
  const sends = instance.sends.map((send) => {
    if (monotone[send.handle]) return send;
    const task = names.length;
    names.push(instance.names[send.task]!);
    for (const [edge, target] of instance.to.entries()) {
      if (!send.atEnd && target === send.task) {
        from.push(instance.from[edge]!);
        to.push(task);
      }
    }
    if (send.atEnd) {
      from.push(send.task);
      to.push(task);
    }
    return { ...send, task, atEnd: true };
  });
  const extra = names.length - instance.names.length;
  const grown = (array: Int32Array, value: number): Int32Array =>
    Int32Array.from([...array, ...Array(extra).fill(value)]);
  return {
    ...instance,
    names,
    from: Int32Array.from(from),
    to: Int32Array.from(to),
    sends,
    waitHandle: grown(instance.waitHandle, -1),
    waitCount: grown(instance.waitCount, 0),
  };
}
