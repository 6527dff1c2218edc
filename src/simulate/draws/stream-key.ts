import seedrandom from 'seedrandom';
import type { StreamKey } from './counter-hash.ts';

/** The key of a task's draws: of the seed, its id and the attempt, and of nothing else. */
export function streamKey(seed: string, task: string, attempt: number): StreamKey {
  const random = seedrandom.alea(JSON.stringify([seed, task, attempt]));
  return { first: random.int32(), second: random.int32() };
}
