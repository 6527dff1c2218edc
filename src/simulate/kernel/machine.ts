import { assembled } from './assembled.generated.ts';

/** Eight replications lie side by side, eight bytes each. */
export const LANES = 8;
export const LANE_BYTES = 64;

/**
 * Code that works on one memory with pointers in bytes: WebAssembly, or plain functions that give the same bytes. What
 * each function does stands in `assembly/`.
 */
export interface LaneMachine {
  readonly buffer: ArrayBuffer;
  readonly describe: (
    placeBits: number,
    nodeCount: number,
    taskCount: number,
    inStart: number,
    inPlace: number,
    ids: number,
    sinkCount: number,
    sinks: number,
    scratch: number,
    counts: number,
  ) => void;
  readonly sample: (
    taskCount: number,
    rows: number,
    missing: number,
    scratch: number,
    durations: number,
    chunkBytes: number,
    chunks: number,
    first: number,
  ) => void;
  readonly longestPaths: (durations: number, ends: number) => void;
  readonly latestEnds: (count: number, places: number, ends: number, into: number) => void;
  readonly countCritical: (lanes: number, ends: number, latest: number, stamp: number) => void;
}

/** WebAssembly can also run a network with pools, event by event. */
export interface SlotMachine extends LaneMachine {
  readonly describeSlots: (
    outStart: number,
    outNode: number,
    nodePoolStart: number,
    nodePool: number,
    poolCount: number,
    pools: number,
    queues: number,
    nodes: number,
    ready: number,
    start: number,
    end: number,
    events: number,
    freed: number,
  ) => void;
  /** For `runWorkers`: every node in the one pool, of at most `MOST_WORKERS` slots. Call it after `describe`. */
  readonly describeWorkers: (
    slots: number,
    times: number,
    holders: number,
    idle: number,
    queue: number,
    degrees: number,
    missing: number,
  ) => void;
  /** @returns how many nodes were done */
  readonly runWorkers: (lane: number) => number;
  /** @returns how many nodes were done */
  readonly runSlots: (lane: number) => number;
  readonly countCriticalSlots: (makespan: number, stamp: number) => void;
}

export const MOST_WORKERS = 64;

/** What of WebAssembly is used; it is no part of the language's library, and a host may lack it. */
interface WebAssemblyHost {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: object };
  readonly Memory: new (options: { readonly initial: number }) => { readonly buffer: ArrayBuffer };
}

const PAGE_BYTES = 65_536;
/** Pointers have 32 bits, and some hosts stop at half of that. */
const MOST_BYTES = 2 ** 31 - PAGE_BYTES;

/** A WebAssembly instance with a memory of its own; null where the host has none, or not so much memory. */
export function assembledMachine(bytes: number): SlotMachine | null {
  const host = (globalThis as unknown as { readonly WebAssembly?: WebAssemblyHost }).WebAssembly;
  if (!host || bytes > MOST_BYTES) return null;
  try {
    const memory = new host.Memory({ initial: Math.ceil(bytes / PAGE_BYTES) });
    const { exports } = new host.Instance(new host.Module(bytesOf(assembled)), { env: { memory } });
    return { ...(exports as Omit<SlotMachine, 'buffer'>), buffer: memory.buffer };
  } catch {
    // No SIMD, or a page whose policy forbids it: the plain functions give the same bytes.
    return null;
  }
}

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Base64, which the language itself cannot read. */
function bytesOf(text: string): Uint8Array {
  const digits = text.replace(/=+$/, '');
  const bytes = new Uint8Array(Math.floor((digits.length * 6) / 8));
  for (let at = 0, word = 0, bits = 0, to = 0; at < digits.length; at += 1) {
    word = (word << 6) | DIGITS.indexOf(digits[at] as string);
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes[to++] = word >> bits;
    word &= (1 << bits) - 1;
  }
  return bytes;
}
