import type { Facts } from '../../analyze/facts.ts';
import type { Deployment, Signal, Wait } from '../../model/deployment.ts';
import type { FineOrder } from '../../model/fine-order.ts';
import { type AddedDependency, NO_REVISION } from '../../model/revised.ts';
import { isUnknown } from '../../model/unknown.ts';
import { writtenReason } from './candidates.ts';
import { orderOf } from './changed.ts';
import type { Candidate, Declined } from './proposal.ts';

/** What each wait condition could be instead: a dependency on the component whose end it waits for. */
export function replaceableWaits(facts: Facts): {
  readonly candidates: readonly Candidate[];
  readonly declined: readonly Declined[];
} {
  const candidates: Candidate[] = [];
  const declined: Declined[] = [];
  const order = orderOf(facts);
  for (const wait of facts.deployment.waits.values()) {
    const because = obstacles(facts.deployment, wait);
    const candidate = replacement(facts.deployment, wait, order);
    if (because.length === 0) candidates.push(candidate);
    else declined.push({ ...candidate, because });
  }
  return { candidates, declined };
}

/** Why an order after the senders would not be the order that the wait makes. */
function obstacles({ signals, handles, reads }: Deployment, wait: Wait): readonly string[] {
  const { handle, count } = wait;
  if (isUnknown(handle)) return [`nobody can see what it waits for: ${handle.cause}`];
  if (isUnknown(count)) return [`nobody can see how many signals it waits for: ${count.cause}`];
  const sent = signals.filter((signal) => signal.handle === handle);
  if (sent.length === 0) return ['no signal to it is visible in the template'];
  const odd = sent.find((signal) => isUncertain(signal));
  if (odd) return [`the signal of '${odd.sender}' is ${isUncertain(odd)}`];
  if (handles.get(handle)?.initial.length) return ['signals are there before the deployment starts'];
  if (reads.some(({ task }) => task === wait.task)) return ['it also reads what others have done'];
  if (count < sent.length)
    return [`it waits for any ${count} of ${sent.length} signals, and a dependency waits for all`];
  return count > sent.length ? [`it waits for ${count} signals, and ${sent.length} are visible`] : [];
}

/** A phrase for what keeps a signal from being the same as the end of its sender; null when nothing does. */
function isUncertain({ status, optional, multiplicity, when, at }: Signal): string | null {
  if (isUnknown(status) || status !== 'SUCCESS') return 'not certainly a success';
  if (optional) return 'not certain to come';
  if (when !== null) return 'sent under a condition only';
  if (multiplicity !== 1) return 'sent by many members at once';
  return at === 'start' ? 'sent when its sender begins' : null;
}

function replacement(deployment: Deployment, wait: Wait, order: FineOrder | null): Candidate {
  const { tasks, signals, template } = deployment;
  const senders = [
    ...new Set(signals.filter(({ handle }) => handle === wait.handle).map(({ sender }) => sender)),
  ].filter((id) => id !== wait.task);
  const isHandle = (id: string): boolean => !isUnknown(wait.handle) && id === wait.handle;
  // What comes before a sender need not be said again.
  const own = tasks
    .inNeighbors(wait.task)
    .filter((id) => !isHandle(id) && !senders.some((sender) => order?.isBefore(id, sender)));
  const before = [...own, ...senders];
  const added = tasks.mapOutEdges(wait.task, (_edge, { reasons }, _wait, dependent): readonly AddedDependency[] =>
    [...new Set(before)]
      .filter((prerequisite) => prerequisite !== dependent)
      .map((prerequisite) => ({
        prerequisite,
        dependent,
        reason: writtenReason(reasons[0]!.via, reasons[0]!.span),
      })),
  );
  const untracked = senders.filter((id) => !tasks.getNodeAttribute(id, 'tracked'));
  const isExact = template.format === 'native' && untracked.length === 0;
  return {
    action: 'track-sender',
    span: wait.span,
    subject: { from: senders[0] ?? wait.task, to: wait.task },
    about: [],
    revision: { ...NO_REVISION, removedTasks: [wait.task], tracked: untracked, added: added.flat() },
    confidence: isExact ? 'proved' : untracked.length === 0 ? 'likely' : 'possible',
    reasons: [reasonFor(isExact, untracked), ...turnsOf(deployment, untracked)],
    byHand: byHand(template.format, wait.task, untracked),
  };
}

function reasonFor(isExact: boolean, untracked: readonly string[]): string {
  if (isExact) return 'the senders signal at their ends, so to come after them is the same order';
  if (untracked.length === 0) return 'the signal is taken for the last thing that its script does';
  return `the engine has to know when '${untracked[0]}' ends: a person has to move it to where it does`;
}

/** User data runs beside the deployments of its machine; as one of them it takes its turn. */
function turnsOf({ tasks, groups }: Deployment, untracked: readonly string[]): readonly string[] {
  const hosts = untracked.map((id) => tasks.getNodeAttribute(id, 'group'));
  const busy = hosts.find(
    (host) =>
      groups.get(host)?.host?.capacity === 1 &&
      tasks.someNode((_id, { group, kind }) => group === host && kind === 'component'),
  );
  return busy === undefined ? [] : [`the software of '${busy}' runs one at a time, its user data beside it`];
}

/** What a person writes, in the words of the format. */
function byHand(format: string, wait: string, untracked: readonly string[]): string | null {
  if (format === 'native') return null;
  if (untracked.length === 0) {
    return `give the configuration an output, take it with get_attr where '${wait}' was waited for, and remove '${wait}'`;
  }
  if (format === 'cloudformation') {
    return `give the resource a CreationPolicy instead of '${wait}', and let its script signal the resource itself`;
  }
  return (
    `move the script of '${untracked[0]}' into an OS::Heat::SoftwareConfig with an output and a ` +
    `SoftwareDeployment, take that output with get_attr where '${wait}' was waited for, and remove '${wait}'`
  );
}
