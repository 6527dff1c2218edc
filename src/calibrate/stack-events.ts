import { type Instant, secondsBetween } from './instant.ts';
import type { LeftOut, LogReading, Observation } from './observation.ts';
import { StackTree } from './stack-tree.ts';

/** An event of a resource, or of a stack itself, as Heat and CloudFormation both log them. */
export interface StackEvent {
  /** Which stack's list it stands in. */
  readonly stack: string;
  readonly resource: string;
  readonly type: string | null;
  /** What the resource became; of a nested stack the id of that stack. */
  readonly physicalId: string | null;
  /** True for the event of a stack about itself. */
  readonly isStack: boolean;
  readonly at: Instant;
  readonly phase: 'start' | 'done' | 'failed' | 'other';
  /** True when a signal to the resource is what it tells of. */
  readonly isSignal: boolean;
  readonly place: string;
}

/**
 * Pairs starts with ends, resource by resource: from the first start to the next end; further starts of the same
 * attempt are stages of it. A resource that failed and was tried again gives a time for the attempt that went well.
 */
export function readStackEvents(events: readonly StackEvent[]): LogReading {
  const tree = new StackTree(events);
  const observations: Observation[] = [];
  const leftOut: LeftOut[] = [];
  for (const own of byResource(events)) {
    const [first] = own as [StackEvent];
    const task = tree.pathOf(first);
    const why = tree.isContainer(own) ? 'container' : own.some(isWaiting) ? 'waiting' : null;
    if (why) leftOut.push({ task, why, place: first.place });
    else pair(own, { task, deployment: tree.rootOf(first.stack), type: typeOf(own), observations, leftOut });
  }
  return { observations, leftOut, notes: [] };
}

interface Pairing {
  readonly task: string;
  readonly deployment: string;
  readonly type: string | null;
  readonly observations: Observation[];
  readonly leftOut: LeftOut[];
}

function pair(events: readonly StackEvent[], { task, deployment, type, observations, leftOut }: Pairing): void {
  let open: StackEvent | null = null;
  for (const event of inOrder(events)) {
    if (event.phase === 'start') {
      open ??= event;
      continue;
    }
    if (event.phase === 'failed' || !open) {
      leftOut.push({ task, why: event.phase === 'failed' ? 'failed' : 'unstarted', place: event.place });
    } else {
      const seconds = secondsBetween(open.at, event.at);
      const resolutionSeconds = Math.max(open.at.resolutionSeconds, event.at.resolutionSeconds);
      observations.push({ deployment, task, type, seconds, resolutionSeconds });
    }
    open = null;
  }
  if (open) leftOut.push({ task, why: 'unfinished', place: open.place });
}

/** By time; where a clock of whole seconds saw a start and its end at once, the start is first. */
function inOrder(events: readonly StackEvent[]): readonly StackEvent[] {
  const sorted = [...events].sort((a, b) => a.at.seconds - b.at.seconds);
  const ordered: StackEvent[] = [];
  let isOpen = false;
  for (let from = 0; from < sorted.length; ) {
    let end = from;
    while (end < sorted.length && sorted[end]?.at.seconds === sorted[from]?.at.seconds) end += 1;
    const instant = sorted.slice(from, end).filter(({ phase }) => phase !== 'other');
    const start = instant.findIndex(({ phase }) => phase === 'start');
    if (!isOpen && start > 0) instant.unshift(...instant.splice(start, 1));
    ordered.push(...instant);
    if (instant.length > 0) isOpen = instant.at(-1)?.phase === 'start';
    from = end;
  }
  return ordered;
}

function byResource(events: readonly StackEvent[]): Iterable<readonly StackEvent[]> {
  const groups = new Map<string, StackEvent[]>();
  for (const event of events) {
    if (event.isStack) continue;
    const key = JSON.stringify([event.stack, event.resource]);
    const group = groups.get(key);
    if (group) group.push(event);
    else groups.set(key, [event]);
  }
  return groups.values();
}

/** A wait condition waits, and so does a resource with a creation policy: signals came before it was complete. */
function isWaiting({ type, isSignal }: StackEvent): boolean {
  return isSignal || (type ?? '').endsWith('::WaitCondition');
}

function typeOf(events: readonly StackEvent[]): string | null {
  return events.find(({ type }) => type !== null)?.type ?? null;
}
