import type { StreamKey } from './counter-hash.ts';
import { streamKey } from './stream-key.ts';

/** 64 MiB of edges, and as many keys as a study of large templates has. */
const MOST_TABLES = 4032;
const MOST_KEYS = 500_000;

/** A table that can hand on what it has worked out. */
export interface RememberingTables {
  readonly remember: () => void;
}

/**
 * What runs after one another share: the edges of tables and the keys of streams. It changes no draw: both are the same
 * numbers whoever works them out.
 */
export class DrawMemory {
  readonly #edges = new Map<string, Float64Array>();
  readonly #keys = new Map<string, StreamKey>();
  #open: RememberingTables[] = [];

  edgesOf(expression: string): Float64Array | undefined {
    return this.#edges.get(expression);
  }

  keep(expression: string, edges: Float64Array): void {
    if (this.#edges.size < MOST_TABLES) this.#edges.set(expression, edges);
  }

  keyOf(seed: string, task: string, attempt: number): StreamKey {
    const name = JSON.stringify([seed, task, attempt]);
    const key = this.#keys.get(name) ?? streamKey(seed, task, attempt);
    if (this.#keys.size < MOST_KEYS) this.#keys.set(name, key);
    return key;
  }

  /** Tables that are in use; at the next `settle` they hand on what they know. */
  open(tables: RememberingTables): void {
    this.#open.push(tables);
  }

  /** After a run: its tables are remembered, and let go of. */
  settle(): void {
    for (const tables of this.#open) tables.remember();
    this.#open = [];
  }
}
