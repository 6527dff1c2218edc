import type { Signal, Wait } from '../../model/deployment.ts';
import { isUnknown } from '../../model/unknown.ts';
import type { Facts } from '../facts.ts';
import type { RuleFinding } from '../finding.ts';
import { counted } from '../reason-text.ts';
import { keptHandle, type Revision, resourceOf, revisionOf } from './revisions.ts';
import { senderList, taskPhrase } from './story.ts';
import { signalsOf } from './wait-facts.ts';

/** A wait that an update leaves to the signals of an earlier operation. */
export interface StaleSignals {
  /** `no-rewait`: the wait is unchanged and its signaller is not; `reused`: a new wait on an old handle; `scaled`: a new count. */
  readonly kind: 'no-rewait' | 'reused' | 'scaled';
  readonly finding: RuleFinding;
}

export function staleSignals(facts: Facts): readonly StaleSignals[] {
  return facts.remember('stale signals', () => {
    const revision = revisionOf(facts);
    if (revision === null) return [];
    return [...facts.deployment.waits.values()].flatMap((wait) => {
      const stored = isUnknown(wait.handle) ? null : keptHandle(facts, revision, wait.handle);
      return stored === null || stored.length === 0 ? [] : staleWait(facts, { revision, wait, stored });
    });
  });
}

interface Stale {
  readonly revision: Revision;
  readonly wait: Wait;
  /** What the handle holds from before. */
  readonly stored: readonly Signal[];
}

function staleWait(facts: Facts, stale: Stale): readonly StaleSignals[] {
  const { revision, wait, stored } = stale;
  const resource = resourceOf(facts.deployment, wait.task);
  if (revision.isNew(resource)) return [{ kind: 'reused', finding: reused(facts, stale) }];
  const before = revision.previous.waits.get(wait.task);
  if (before !== undefined && revision.isChanged(resource) && before.count !== wait.count) {
    return scaled(facts, stale, before);
  }
  const remade = signalsOf(facts, wait.handle as string).filter(({ sender }) => {
    const { resource: of } = facts.deployment.tasks.getNodeAttributes(sender);
    return revision.isReplaced(of) && !revision.isNew(of);
  });
  if (revision.isChanged(resource) || remade.length === 0 || stored.length === 0) return [];
  return [{ kind: 'no-rewait', finding: notWaitedFor(facts, stale, remade) }];
}

function reused(facts: Facts, { wait, stored }: Stale): RuleFinding {
  const { deployment } = facts;
  return {
    message: `'${wait.task}' is new on handle '${wait.handle}', which already holds ${counted(stored.length, 'signal', 'signals')} of an earlier operation`,
    at: wait.span,
    related: [
      { message: `'${wait.handle}' was there before`, span: deployment.handles.get(wait.handle as string)!.span },
    ],
  };
}

function scaled(facts: Facts, { wait, stored, revision }: Stale, before: Wait): readonly StaleSignals[] {
  const [old, count] = [before.count, wait.count];
  if (isUnknown(old) || isUnknown(count) || count <= old) return [];
  const fresh = signalsOf(facts, wait.handle as string).filter(({ sender }) =>
    revision.isReplaced(resourceOf(facts.deployment, sender)),
  );
  const missed = fresh.length - (count - stored.length);
  const held = Math.max(0, count - stored.length);
  const rest =
    missed > 0
      ? `${missed} of the ${fresh.length} new or replaced members are not waited for`
      : `any ${held} more ${held === 1 ? 'satisfies' : 'satisfy'} it, be they of old or new members`;
  const message =
    `the update raises the count of '${wait.task}' from ${old} to ${count}, and ` +
    `${counted(stored.length, 'signal', 'signals')} from before still ${stored.length === 1 ? 'counts' : 'count'} on '${wait.handle}': ${rest}`;
  const related = fresh.map(({ sender, span }) => ({
    message: `${taskPhrase(facts.deployment, sender)} signals anew`,
    span,
  }));
  return [{ kind: 'scaled', finding: { message, at: wait.span, related } }];
}

function notWaitedFor(facts: Facts, { wait }: Stale, remade: readonly Signal[]): RuleFinding {
  const { deployment } = facts;
  const [follower] = deployment.tasks.outNeighbors(wait.task);
  const rest = follower === undefined ? '' : `; '${follower}' may be updated before that work is done`;
  return {
    message: `the update makes ${senderList(deployment, remade)} anew but leaves '${wait.task}' as it is: it does not wait again${rest}`,
    at: wait.span,
    related: remade.map(({ sender, span }) => ({
      message: `${taskPhrase(deployment, sender)} runs again and signals`,
      span,
    })),
  };
}
