import type { Reason, Signal, Wait } from '../../model/deployment.ts';
import type { Facts } from '../facts.ts';
import { orderProofs, waitsOn } from './wait-facts.ts';

/** Something that comes after a server and not after the user data that a wait is there for. */
export interface SkippedWait {
  readonly consumer: string;
  readonly server: string;
  readonly boot: string;
  readonly wait: Wait;
  /** Why the consumer comes after the server. */
  readonly reason: Reason;
  readonly signal: Signal;
}

/**
 * The untracked-boot race. A signal that a wait counts shows that somebody cares for the user data; a consumer is a
 * server or a component elsewhere that says in so many words, or by a value it takes, that it needs the first one.
 */
export function skippedWaits(facts: Facts): readonly SkippedWait[] {
  const { deployment } = facts;
  const { tasks } = deployment;
  const found = new Map<string, SkippedWait>();
  for (const signal of deployment.signals) {
    const boot = signal.sender;
    const { kind, group } = tasks.getNodeAttributes(boot);
    const waits = waitsOn(facts, signal.handle).map((study) => study.wait);
    const [wait] = waits;
    if (kind !== 'boot' || wait === undefined) continue;
    const server = tasks.inNeighbors(boot).find((id) => tasks.getNodeAttribute(id, 'group') === group);
    if (server === undefined) continue;
    for (const consumer of tasks.outNeighbors(server)) {
      const reason = needOf(facts, server, consumer);
      if (reason === null || tasks.getNodeAttribute(consumer, 'group') === group) continue;
      const proofs = orderProofs(facts);
      // What comes after a wait for the signal skips nothing, be the signal early or not.
      if (![boot, ...waits.map(({ task }) => task)].every((task) => proofs.canStartBefore(consumer, task))) continue;
      const key = JSON.stringify([server, consumer]);
      if (!found.has(key)) found.set(key, { consumer, server, boot, wait, reason, signal });
    }
  }
  return [...found.values()];
}

/** What shows that a task needs what the other's software provides; null when it may need no more than the machine. */
function needOf({ deployment }: Facts, server: string, consumer: string): Reason | null {
  const { tasks } = deployment;
  const { kind } = tasks.getNodeAttributes(consumer);
  if (kind !== 'server' && kind !== 'component') return null;
  const reasons = tasks.getEdgeAttribute(tasks.edge(server, consumer), 'reasons');
  return reasons.find((reason) => reason.kind === 'explicit' || reason.kind === 'value') ?? null;
}
