import type { Signal } from '../../model/deployment.ts';
import { isUnknown } from '../../model/unknown.ts';
import type { Facts } from '../facts.ts';
import type { RuleFinding } from '../finding.ts';
import { counted } from '../reason-text.ts';
import { shownBy } from './moments.ts';
import { senderList, taskPhrase } from './story.ts';
import type { WaitStudy } from './study.ts';
import { orderProofs, signalsOf, waitStudies, waitsOn } from './wait-facts.ts';

/** A wait that does not hold back what it seems to. */
export interface EarlyWait {
  /** `shared`: another wait on the handle counted before; `count`: it counts fewer signals than come. */
  readonly kind: 'shared' | 'count';
  readonly finding: RuleFinding;
}

export function earlyWaits(facts: Facts): readonly EarlyWait[] {
  return facts.remember('early waits', () => waitStudies(facts).flatMap((study) => earlyWait(facts, study)));
}

function earlyWait(facts: Facts, study: WaitStudy): readonly EarlyWait[] {
  const { handle, count } = study.wait;
  if (study.works === null || isUnknown(handle) || isUnknown(count)) return [];
  if (facts.deployment.handles.get(handle)?.trigger === 'edge') return [];
  const before = waitsOn(facts, handle).find((other) => isDoneBefore(facts, other, study));
  if (before) return sharedFindings(facts, study, before).map((finding) => ({ kind: 'shared', finding }));
  if (waitsOn(facts, handle).length > 1) return [];
  const late = lateSignals(facts, study, count);
  return late.length === 0 ? [] : countFindings(facts, study, late).map((finding) => ({ kind: 'count', finding }));
}

/** Whether another wait on the handle, which counts no less, is over whenever this one starts. */
function isDoneBefore(facts: Facts, other: WaitStudy, study: WaitStudy): boolean {
  if (other === study || isUnknown(other.wait.count) || isUnknown(study.wait.count)) return false;
  if (other.wait.count < study.wait.count || other.works === null) return false;
  return !orderProofs(facts).canStartBefore(study.wait.task, other.wait.task);
}

/** Signals that can still be outstanding when the wait goes on, and that do not themselves come after it. */
function lateSignals(facts: Facts, study: WaitStudy, count: number): readonly Signal[] {
  const signals = signalsOf(facts, study.wait.handle as string).filter((signal) => signal.status === 'SUCCESS');
  if (new Set(signals.map((signal) => signal.id ?? signal)).size <= count) return [];
  if (signals.some((signal) => signal.multiplicity !== 1)) return [];
  const proofs = orderProofs(facts);
  return signals.filter(
    (signal) => proofs.canGoBefore(study.wait.task, signal.sender) && proofs.canSendBefore(signal, study.wait.task),
  );
}

function sharedFindings(facts: Facts, { wait }: WaitStudy, before: WaitStudy): readonly RuleFinding[] {
  const { deployment } = facts;
  const other = before.wait.task;
  const signals = signalsOf(facts, wait.handle as string);
  const missed = signals.filter((signal) => orderProofs(facts).canGoBefore(wait.task, signal.sender));
  const notHeld =
    missed.length === 0 ? 'it holds nothing back' : `it does not wait for ${senderList(deployment, missed)}`;
  const finding = {
    message: `'${wait.task}' is already satisfied when it starts, by the signals on '${wait.handle}' that '${other}' counted: ${notHeld}`,
    at: wait.span,
    related: [
      { message: `'${other}' waits on the same handle`, span: before.wait.span },
      ...signals.map((signal) => ({
        message: `signal of ${taskPhrase(deployment, signal.sender)}`,
        span: signal.span,
      })),
    ],
  };
  const [first] = missed;
  return first ? shownBy(facts, { task: wait.task, event: 'go', without: first.sender }, finding) : [finding];
}

function countFindings(facts: Facts, { wait }: WaitStudy, late: readonly Signal[]): readonly RuleFinding[] {
  const { deployment } = facts;
  const signals = signalsOf(facts, wait.handle as string);
  const followers = deployment.tasks.outNeighbors(wait.task);
  const proofs = orderProofs(facts);
  const startsEarly = (task: string, { sender }: Signal): boolean => proofs.canStartBefore(task, sender);
  const follower = followers.find((task) => late.some((signal) => startsEarly(task, signal)));
  // Where all that comes after the wait comes after the senders too, nothing is early.
  if (followers.length > 0 && follower === undefined) return [];
  const missed = follower === undefined ? late : late.filter((signal) => startsEarly(follower, signal));
  const who = follower === undefined ? 'what comes after it' : `'${follower}'`;
  const finding = {
    message:
      `'${wait.task}' goes on after ${wait.count} of ${counted(signals.length, 'signal', 'signals')}; ` +
      `${who} may start before ${senderList(deployment, missed, { or: true })} is done`,
    at: wait.span,
    related: missed.map((signal) => ({
      message: `${taskPhrase(deployment, signal.sender)} may signal after '${wait.task}' goes on`,
      span: signal.span,
    })),
  };
  const without = missed[0]!.sender;
  const moment =
    follower === undefined
      ? ({ task: wait.task, event: 'go', without } as const)
      : ({ task: follower, event: 'start', without } as const);
  return shownBy(facts, moment, finding);
}
