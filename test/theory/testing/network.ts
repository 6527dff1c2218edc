import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { simulate } from '../../../src/simulate/simulate.ts';
import type { GranularityRun, SimulateOptions } from '../../../src/simulate/simulation.ts';
import { scenario } from '../../../src/simulate/testing/scenario.ts';

/** A network as theory writes it: task i comes after `before[i]` and takes `takes[i]`. */
export interface TheoryNetwork {
  readonly before: readonly (readonly number[])[];
  readonly takes: readonly (string | number)[];
}

/** Ids in the order of the numbers, so that ties by id are ties by number. */
export function taskName(index: number): string {
  return `t${String(index).padStart(5, '0')}`;
}

/** Simulates a network through the public API. */
export function run(network: TheoryNetwork, options: Omit<SimulateOptions, 'timings'>): GranularityRun {
  const tasks = Object.fromEntries(
    network.before.map((before, index) => [
      taskName(index),
      { takes: network.takes[index] as string | number, after: before.map(taskName) },
    ]),
  );
  const { deployment, timings } = scenario({ tasks });
  const result = simulate(deployment, { timings, ...options });
  if ('cycle' in result) throw new Error(`cyclic: ${result.cycle}`);
  return result;
}

/** A file of the shared data, or null where they are absent. */
export function readShared(path: string): unknown {
  const root = fileURLToPath(new URL('../../../', import.meta.url));
  const file = join(process.env.MAKESPAN_CORPUS ?? join(root, '../shared/data'), path);
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null;
}
