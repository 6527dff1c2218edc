import { expect } from 'vitest';
import { simulate } from '../simulate.ts';
import { type Scenario, scenario } from './scenario.ts';

/** What became of wait `w`: when it started and ended, how, and what released it; then the notes. */
export function checkWait(input: Scenario, expected: string, notes: readonly string[] = []): void {
  const { deployment, timings } = scenario(input);
  const run = simulate(deployment, { timings, replications: 3 });
  if ('cycle' in run) throw new Error(`cyclic: ${run.cycle}`);
  const entry = run.trace.find(({ task }) => task === 'w');
  if (!entry) throw new Error('no wait');
  const from = 'task' in entry.reason ? ` ${entry.reason.task}` : '';
  expect(`${entry.start}-${entry.end} ${entry.outcome} ${entry.reason.kind}${from}`).toBe(expected);
  expect(run.failedReplications).toBe(run.trace.every(({ outcome }) => outcome === 'done') ? 0 : 3);
  expect(run.notes).toEqual(notes);
}
