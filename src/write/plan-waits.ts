import type { Deployment, Handle, Signal, Wait } from '../model/deployment.ts';
import { isUnknown } from '../model/unknown.ts';
import type { ConversionNotes } from './conversion.ts';

/** A wait that stays one: for a handle, with what is sent to it. */
export interface PlannedWait {
  readonly handle: string;
  /** The task that makes the handle, if one does. */
  readonly handleTask: string | null;
  readonly count: number;
  /** Whole seconds, 1 to 43,200. */
  readonly timeoutSeconds: number;
  readonly signals: readonly PlannedSignal[];
}

export interface PlannedSignal {
  readonly sender: string;
  readonly id: string | null;
  readonly status: 'SUCCESS' | 'FAILURE';
}

interface Planning {
  readonly notes: ConversionNotes;
  /** What a second signal of one id does in the format; null: it has no waits. */
  readonly duplicates: Handle['duplicates'] | null;
}

interface PlannedWaits {
  /** By wait: the tasks whose signals it needs, when it needs all that will ever come. */
  readonly waited: ReadonlyMap<string, readonly string[]>;
  readonly waits: ReadonlyMap<string, PlannedWait>;
}

/**
 * A wait becomes an order where an order says the same, stays a wait where the format has waits, and is refused
 * otherwise.
 */
export function planWaits(
  deployment: Deployment,
  existing: ReadonlySet<string>,
  { notes, duplicates }: Planning,
): PlannedWaits {
  const waited = new Map<string, readonly string[]>();
  const waits = new Map<string, PlannedWait>();
  const byExit = exitStatusSignals(deployment);
  for (const wait of deployment.waits.values()) {
    if (!existing.has(wait.task)) continue;
    const { handle, task } = wait;
    const sent = deployment.signals
      .filter((signal) => signal.handle === handle && existing.has(signal.sender))
      .map((signal) => (byExit.has(signal) ? sureToSucceed(signal, notes) : signal));
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
    const kept = duplicates === null ? fault : keptWait(wait, sent, { deployment, notes, duplicates });
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

/** Twelve hours: the longest timeout of a wait condition, in Heat and in CloudFormation. */
const LONGEST_TIMEOUT = 43_200;

function timeoutOf({ task }: Wait, seconds: number | null, notes: ConversionNotes): number {
  if (seconds === null) {
    notes.lose(`the wait '${task}' has no timeout; the longest that there is, 12 hours, is written`);
    return LONGEST_TIMEOUT;
  }
  const allowed = Math.min(LONGEST_TIMEOUT, Math.max(1, Math.ceil(seconds)));
  if (allowed !== seconds) notes.lose(`the timeout of the wait '${task}' becomes ${allowed} s instead of ${seconds} s`);
  return allowed;
}

interface Keeping {
  readonly deployment: Deployment;
  readonly notes: ConversionNotes;
  readonly duplicates: Handle['duplicates'];
}

/** The wait with its signals, or why a script of a component cannot send them as they are. */
function keptWait(
  wait: Wait,
  sent: readonly Signal[],
  { deployment, notes, duplicates }: Keeping,
): PlannedWait | string {
  const { handles, tasks, groups } = deployment;
  const { count, timeoutSeconds } = wait;
  if (isUnknown(wait.handle) || isUnknown(count)) return 'what it needs is not known';
  const handle = handles.get(wait.handle)!;
  if (handle.trigger === 'edge') return 'its handle loses signals that come early';
  if (count < 1) return `a count of ${count} is not allowed`;
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
  if (handle.duplicates !== duplicates && hasRepeatedId(sent))
    return `a second signal of one id would ${duplicates === 'ignore' ? 'be ignored' : 'take the place of the first'}`;
  // A resource that is signalled itself stays what it is, and a handle takes the signals in its place.
  const isOwn =
    handle.task !== null &&
    handle.transport !== 'SIGNAL_RESOURCE' &&
    tasks.getNodeAttribute(handle.task, 'kind') === 'create';
  const handleTask = isOwn ? handle.task : null;
  const seconds = timeoutOf(wait, isUnknown(timeoutSeconds) ? null : timeoutSeconds, notes);
  return { handle: wait.handle, handleTask, count, timeoutSeconds: seconds, signals };
}

function whyNotOrder(wait: Wait, sent: readonly Signal[], { tasks, handles }: Deployment): string | null {
  if (isUnknown(wait.handle)) return 'its handle is not known';
  if (isUnknown(wait.count)) return 'how many signals it needs is not known';
  const handle = handles.get(wait.handle);
  if (handle?.trigger === 'edge') return 'its handle loses signals that come early';
  if (handle && handle.initial.length > 0) return 'its handle holds signals from before';
  if (hasRepeatedId(sent)) return 'two of its signals have the same id';
  if (wait.count !== sent.length) return `it needs ${wait.count} of ${sent.length} signals`;
  for (const { sender, at, optional, status, when, multiplicity } of sent) {
    if (optional || when !== null || multiplicity !== 1) return `'${sender}' may not signal`;
    if (status !== 'SUCCESS') return `'${sender}' may signal a failure`;
    if (at !== 'end') return `'${sender}' signals before its end`;
    if (!tasks.getNodeAttribute(sender, 'tracked')) return `no engine knows when the untracked '${sender}' ends`;
  }
  return null;
}

/** Signals whose status is how the script's work went: where that fails, the task itself has failed. */
function exitStatusSignals({ scripts, signals }: Deployment): ReadonlySet<Signal> {
  const sent = scripts.flatMap(({ commands }) => commands).flatMap((command) => command.signal ?? []);
  const indices = sent.flatMap(({ signal, statusFrom }) => (statusFrom === 'exit-status' ? (signal ?? []) : []));
  return new Set(indices.map((index) => signals[index]!));
}

function sureToSucceed(signal: Signal, notes: ConversionNotes): Signal {
  if (!isUnknown(signal.status)) return signal;
  notes.lose(`'${signal.sender}' signals how its work went; as written it signals success, and nothing when it fails`);
  return { ...signal, status: 'SUCCESS' };
}

function hasRepeatedId(sent: readonly Signal[]): boolean {
  const ids = sent.flatMap(({ id }) => (id === null || isUnknown(id) ? [] : [id]));
  return new Set(ids).size < ids.length;
}
