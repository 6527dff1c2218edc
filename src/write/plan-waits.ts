import type { Deployment, Signal, Wait } from '../model/deployment.ts';
import { isUnknown } from '../model/unknown.ts';
import type { ConversionNotes } from './conversion.ts';

/** A wait that stays one: for a handle, with what is sent to it. */
export interface PlannedWait {
  readonly handle: string;
  /** The task that makes the handle, if one does. */
  readonly handleTask: string | null;
  readonly count: number;
  readonly timeoutSeconds: number | null;
  readonly signals: readonly PlannedSignal[];
}

export interface PlannedSignal {
  readonly sender: string;
  readonly id: string | null;
  readonly status: 'SUCCESS' | 'FAILURE';
}

interface Planning {
  readonly notes: ConversionNotes;
  readonly canWait: boolean;
}

interface PlannedWaits {
  /** By wait: the tasks whose signals it needs, when it needs all that will ever come. */
  readonly waited: ReadonlyMap<string, readonly string[]>;
  readonly waits: ReadonlyMap<string, PlannedWait>;
}

/** A wait becomes an order where an order says the same, stays a wait where the format has waits, and is refused else. */
export function planWaits(
  deployment: Deployment,
  existing: ReadonlySet<string>,
  { notes, canWait }: Planning,
): PlannedWaits {
  const waited = new Map<string, readonly string[]>();
  const waits = new Map<string, PlannedWait>();
  for (const wait of deployment.waits.values()) {
    if (!existing.has(wait.task)) continue;
    const { handle, task } = wait;
    const sent = deployment.signals.filter((signal) => signal.handle === handle && existing.has(signal.sender));
    const fault = whyNotOrder(wait, sent, deployment);
    if (fault === null) {
      waited.set(
        task,
        sent.map(({ sender }) => sender),
      );
      notes.lose(`the wait '${task}' becomes an order after ${sent.map(({ sender }) => `'${sender}'`).join(', ')}`);
      if (wait.timeoutSeconds !== null) notes.lose(`the timeout of the wait '${task}' is not kept`);
      continue;
    }
    const kept = canWait ? keptWait(wait, sent, deployment) : fault;
    if (typeof kept === 'string')
      notes.refuse(
        `the wait '${task}' cannot be written as an order: ${fault}${kept === fault ? '' : `; nor as a wait: ${kept}`}`,
      );
    else waits.set(task, kept);
  }
  for (const { task } of deployment.reads) notes.lose(`'${task}' reads a state without being ordered after it`);
  return { waited, waits };
}

/** What stands between quotes in a script and means itself. */
const PLAIN_ID = /^[\w .:/@-]+$/;

/** The wait with its signals, or why a script of a component cannot send them as they are. */
function keptWait(wait: Wait, sent: readonly Signal[], { handles, tasks, groups }: Deployment): PlannedWait | string {
  const { count, timeoutSeconds } = wait;
  if (isUnknown(wait.handle) || isUnknown(count)) return 'what it needs is not known';
  const handle = handles.get(wait.handle)!;
  if (handle.trigger === 'edge') return 'its handle loses signals that come early';
  if (handle.duplicates === 'ignore') return 'its handle ignores a second signal of the same id';
  if (handle.initial.length > 0) return 'its handle holds signals from before';
  const signals: PlannedSignal[] = [];
  for (const { sender, id, status, at, optional, when, multiplicity } of sent) {
    const { kind, group } = tasks.getNodeAttributes(sender);
    if (groups.get(group)?.kind !== 'host' || kind === 'server') return `'${sender}' is no software on a machine`;
    if (optional || when !== null || multiplicity !== 1) return `'${sender}' may not signal`;
    if (isUnknown(id) || isUnknown(status)) return `what '${sender}' signals is not known`;
    if (at !== 'end') return `'${sender}' signals before its end`;
    if (id !== null && !PLAIN_ID.test(id)) return `the id that '${sender}' signals needs quoting in a shell`;
    signals.push({ sender, id, status });
  }
  const seconds = isUnknown(timeoutSeconds) ? null : timeoutSeconds;
  return { handle: wait.handle, handleTask: handle.task, count, timeoutSeconds: seconds, signals };
}

function whyNotOrder(wait: Wait, sent: readonly Signal[], { tasks, handles }: Deployment): string | null {
  if (isUnknown(wait.handle)) return 'its handle is not known';
  if (isUnknown(wait.count)) return 'how many signals it needs is not known';
  const handle = handles.get(wait.handle);
  if (handle?.trigger === 'edge') return 'its handle loses signals that come early';
  if (handle && handle.initial.length > 0) return 'its handle holds signals from before';
  const ids = sent.flatMap(({ id }) => (id === null || isUnknown(id) ? [] : [id]));
  if (new Set(ids).size < ids.length) return 'two of its signals have the same id';
  if (wait.count !== sent.length) return `it needs ${wait.count} of ${sent.length} signals`;
  for (const { sender, at, optional, status, when, multiplicity } of sent) {
    if (optional || when !== null || multiplicity !== 1) return `'${sender}' may not signal`;
    if (status !== 'SUCCESS') return `'${sender}' may signal a failure`;
    if (at !== 'end') return `'${sender}' signals before its end`;
    if (!tasks.getNodeAttribute(sender, 'tracked')) return `no engine knows when the untracked '${sender}' ends`;
  }
  return null;
}
