import type { Duration } from '../../model/durations/duration.ts';
import { hashWord } from './counter-hash.ts';
import type { DrawMemory } from './draw-memory.ts';
import { DrawTables } from './draw-tables.ts';
import { streamKey } from './stream-key.ts';

/** A task that takes a random time: its node, and the id and attempt that key its draws. */
export interface DrawnTask {
  readonly node: number;
  readonly task: string;
  /** 0 (default) for the first attempt. */
  readonly attempt?: number;
  readonly duration: Duration;
}

/**
 * Draws the durations of a replication. A draw depends on the seed, the task's id, the attempt and the replication, and
 * on nothing else: not on the granularity, the engine, other tasks, or how many replications there are.
 */
export class Draws {
  readonly nodes: Int32Array;
  readonly keys0: Int32Array;
  readonly keys1: Int32Array;
  readonly tables: DrawTables;

  /** @param memory what others that draw alike have worked out */
  constructor(tasks: readonly DrawnTask[], seed: string, memory: DrawMemory | null = null) {
    const keys = tasks.map(({ task, attempt = 0 }) =>
      memory ? memory.keyOf(seed, task, attempt) : streamKey(seed, task, attempt),
    );
    this.nodes = Int32Array.from(tasks, ({ node }) => node);
    this.keys0 = Int32Array.from(keys, ({ first }) => first);
    this.keys1 = Int32Array.from(keys, ({ second }) => second);
    this.tables = new DrawTables(
      tasks.map(({ duration }) => duration),
      memory,
    );
  }

  /** Writes the durations of one replication to their nodes; constant tasks are not touched. */
  fill(replication: number, into: Float64Array): void {
    for (let at = 0; at < this.nodes.length; at += 1) into[this.nodes[at] as number] = this.draw(at, replication);
  }

  /** The duration of drawn task `at` in a replication. */
  draw(at: number, replication: number): number {
    return this.tables.draw(at, hashWord(this.keys0[at] as number, this.keys1[at] as number, replication));
  }
}
