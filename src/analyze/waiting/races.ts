import { leastFixpoint } from './fixpoint.ts';
import { finishOf, goOf, type IdSender, type Network, startOf } from './network.ts';

/** A signal that one run stores before an event and another run after it, in one environment. */
export interface Race {
  /** The id node, or for a read of a task, its finish node. */
  readonly node: number;
}

/**
 * The signals that may come before or after a wait goes on: what it finds in its handle differs between runs (Theorem
 * 3).
 */
export function snapshotRaces(network: Network, task: number): readonly Race[] {
  const handle = network.instance.waitHandle[task] as number;
  return handle === -1 ? [] : racesOf(network, handle, goOf(task));
}

/** The signals of a handle that may come before or after a task starts and reads it. */
export function handleReadRaces(network: Network, task: number, handle: number): readonly Race[] {
  return racesOf(network, handle, startOf(task));
}

/** Whether `other` may be done or not yet done when `task` starts. */
export function isTaskReadRacy(network: Network, task: number, other: number): boolean {
  const [event, done] = [startOf(task), finishOf(other)];
  return (
    leastFixpoint(network, { blocked: [done] })[event] === 1 && leastFixpoint(network, { blocked: [event] })[done] === 1
  );
}

function racesOf(network: Network, handle: number, event: number): readonly Race[] {
  if (leastFixpoint(network)[event] === 0) return [];
  return (network.idsOf[handle] ?? []).filter((id) => isRacyId(network, id, event)).map((node) => ({ node }));
}

/**
 * The first storing of an id comes from one sender: a certain one (all optional senders of the id off), or one
 * optional sender (the others off); every other optional signal stays on, because it only helps.
 */
function isRacyId(network: Network, id: number, event: number): boolean {
  if (network.prefired.includes(id)) return false;
  const senders = (network.ids[id - network.firstId]?.senders ?? []).filter((sender) => sender.event !== event);
  const certain = senders.filter((sender) => sender.switch === -1);
  const certainEvents = new Set(certain.map((sender) => sender.event));
  const optional = senders.filter((sender) => sender.switch !== -1 && !certainEvents.has(sender.event));
  for (const chosen of [null, ...optional]) {
    const first = [...certainEvents, ...(chosen === null ? [] : [chosen.event])];
    if (first.length > 0 && isBeforeAndAfter(network, { event, first, off: offExcept(network, optional, chosen) })) {
      return true;
    }
  }
  return false;
}

function offExcept(network: Network, optional: readonly IdSender[], chosen: IdSender | null): Uint8Array {
  const off = new Uint8Array(network.switchCount);
  for (const sender of optional) if (sender !== chosen) off[sender.switch] = 1;
  return off;
}

interface Question {
  readonly event: number;
  /** The events that may store the id first. */
  readonly first: readonly number[];
  readonly off: Uint8Array;
}

function isBeforeAndAfter(network: Network, { event, first, off }: Question): boolean {
  if (leastFixpoint(network, { off, blocked: first })[event] === 0) return false;
  const without = leastFixpoint(network, { off, blocked: [event] });
  return first.some((sender) => without[sender] === 1);
}
