import type { Instance, Send } from './instance.ts';

/**
 * The distinct ids that signals may store, as numbers: those of a handle follow one another. Plain arrays, because a
 * deployment of a million tasks has as many ids as waits, and an object for each would cost more than the proof.
 */
export interface IdNodes {
  readonly count: number;
  /** The ids of handle h: `idStart[h] … idStart[h + 1] − 1`. */
  readonly idStart: Int32Array;
  /** The SUCCESS signals that store id i, by rising position: `senders[senderStart[i]] … senders[senderStart[i + 1] − 1]`. */
  readonly senderStart: Int32Array;
  readonly senders: Int32Array;
  /** Per signal: its id, which optional signal it is or −1 when it is certain. */
  readonly idOf: Int32Array;
  readonly switchOf: Int32Array;
  readonly switchCount: number;
  /** Per id: how many distinct signals it stands for; null when each is one. */
  readonly weights: Int32Array | null;
  /** Ids stored before the run. */
  readonly stored: readonly number[];
}

/** Numbers the ids of each handle: those stored before the run, then those of its signals in their order. */
export function numberIds({ handles, sends }: Instance): IdNodes {
  const handleOf = numbers(sends, ({ handle }) => handle);
  const byHandle = grouped(handles.length, handleOf);
  const idStart = new Int32Array(handles.length + 1);
  const idOf = new Int32Array(sends.length);
  const stored: number[] = [];
  let count = 0;
  const known = new Map<string, number>();
  const numberOf = (id: string): number => {
    const present = known.get(id);
    if (present !== undefined) return present;
    known.set(id, count);
    return count++;
  };
  for (let handle = 0; handle < handles.length; handle += 1) {
    known.clear();
    for (const id of handles[handle]!.initial) stored.push(numberOf(id));
    for (let at = byHandle.start[handle]!; at < byHandle.start[handle + 1]!; at += 1) {
      const send = byHandle.items[at]!;
      const { id } = sends[send]!;
      // An id that is left out counts as fresh, so it is no other's.
      idOf[send] = id === null ? count++ : numberOf(id);
    }
    idStart[handle + 1] = count;
  }
  // A failure stores its id too, but no success.
  const succeeding = numbers(sends, ({ failure }, send) => (failure ? -1 : idOf[send]!));
  const { start: senderStart, items: senders } = grouped(count, succeeding);
  return {
    count,
    idStart,
    senderStart,
    senders,
    idOf,
    ...switchesOf(sends),
    weights: weightsOf(sends, idOf, count),
    stored,
  };
}

/** A number for each signal; `Int32Array.from` walks an iterator, which takes longer than all the rest. */
function numbers(sends: Instance['sends'], of: (send: Send, index: number) => number): Int32Array {
  const result = new Int32Array(sends.length);
  for (let index = 0; index < sends.length; index += 1) result[index] = of(sends[index]!, index);
  return result;
}

/** The positions of items by their group, each by rising position; a negative group is none. */
function grouped(groupCount: number, groupOf: Int32Array): { readonly start: Int32Array; readonly items: Int32Array } {
  const start = new Int32Array(groupCount + 1);
  for (const group of groupOf) if (group >= 0) start[group + 1]! += 1;
  for (let group = 0; group < groupCount; group += 1) start[group + 1]! += start[group]!;
  const items = new Int32Array(start[groupCount]!);
  const next = start.slice(0, groupCount);
  for (let item = 0; item < groupOf.length; item += 1) {
    const group = groupOf[item]!;
    if (group >= 0) items[next[group]!++] = item;
  }
  return { start, items };
}

function switchesOf(sends: Instance['sends']): Pick<IdNodes, 'switchOf' | 'switchCount'> {
  let switchCount = 0;
  const switchOf = numbers(sends, ({ failure, optional }) => (optional && !failure ? switchCount++ : -1));
  return { switchOf, switchCount };
}

function weightsOf(sends: Instance['sends'], idOf: Int32Array, count: number): Int32Array | null {
  if (sends.every(({ failure, weight }) => failure || weight === 1)) return null;
  const weights = new Int32Array(count).fill(1);
  sends.forEach(({ failure, weight }, send) => {
    if (!failure) weights[idOf[send]!] = Math.max(weights[idOf[send]!]!, weight);
  });
  return weights;
}
