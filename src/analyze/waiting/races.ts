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
  return handle === -1 ? [] : racesOf({ network, solve: solverOf(network) }, handle, goOf(task));
}

/** The signals of a handle that may come before or after a task starts and reads it. */
export function handleReadRaces(
  network: Network,
  task: number,
  handle: number,
  solve: Solver = solverOf(network),
): readonly Race[] {
  return racesOf({ network, solve }, handle, startOf(task));
}

/** A fixpoint without some nodes, and without some optional signals. */
export type Solver = (blocked: readonly number[], off: Uint8Array) => Uint8Array;

export function solverOf(network: Network): Solver {
  return (blocked, off) => leastFixpoint(network, { off, blocked });
}

/** Whether `other` may be done or not yet done when `task` starts. */
export function isTaskReadRacy(network: Network, task: number, other: number): boolean {
  const [event, done] = [startOf(task), finishOf(other)];
  return (
    leastFixpoint(network, { blocked: [done] })[event] === 1 && leastFixpoint(network, { blocked: [event] })[done] === 1
  );
}

interface Solvable {
  readonly network: Network;
  readonly solve: Solver;
}

function racesOf(solvable: Solvable, handle: number, event: number): readonly Race[] {
  const { network, solve } = solvable;
  if (solve([], new Uint8Array(network.switchCount))[event] === 0) return [];
  return network
    .idsOf(handle)
    .filter((id) => isRacyId(solvable, id, event))
    .map((node) => ({ node }));
}

/**
 * The first storing of an id comes from one sender: a certain one (all optional senders of the id off), or one
 * optional sender (the others off); every other optional signal stays on, because it only helps.
 */
function isRacyId({ network, solve }: Solvable, id: number, event: number): boolean {
  if (network.prefired.includes(id)) return false;
  const senders = network.sendersOf(id).filter((sender) => sender.event !== event);
  const certain = senders.filter((sender) => sender.switch === -1);
  const certainEvents = new Set(certain.map((sender) => sender.event));
  const optional = senders.filter((sender) => sender.switch !== -1 && !certainEvents.has(sender.event));
  for (const chosen of [null, ...optional]) {
    const first = [...certainEvents, ...(chosen === null ? [] : [chosen.event])];
    if (first.length > 0 && isBeforeAndAfter(solve, { event, first, off: offExcept(network, optional, chosen) })) {
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

function isBeforeAndAfter(solve: Solver, { event, first, off }: Question): boolean {
  if (solve(first, off)[event] === 0) return false;
  const without = solve([event], off);
  return first.some((sender) => without[sender] === 1);
}
