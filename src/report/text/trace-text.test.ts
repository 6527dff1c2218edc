import { describe, expect, it } from 'vitest';
import type { TraceEntry } from '../../simulate/simulation.ts';
import type { SimulationDocument } from '../result.ts';
import { exampleResult, seedSketch } from '../testing/example-results.ts';
import { simulateText } from './simulate-text.ts';
import { traceText } from './trace-text.ts';

const entry = (task: string, times: readonly [number, number], more: Partial<TraceEntry> = {}): TraceEntry => {
  const [start, end] = times;
  const reason = { kind: 'begin' } as const;
  return { task, ready: start, start, end, outcome: 'done', reason, critical: false, slack: 0, ...more };
};

const releasedBy = (task: string) => ({ reason: { kind: 'prerequisite', task } }) as const;

/** The tasks of the table's rows, with their times and what released them. */
function rowsOf(trace: readonly TraceEntry[]): readonly string[] {
  const document = { granularities: { fine: { trace } } } as unknown as SimulationDocument;
  return traceText(document)
    .trimEnd()
    .split('\n')
    .slice(2)
    .map((line) => line.trim().replace(/ {2,}/g, ' | '));
}

describe('a schedule in a terminal', () => {
  it('of tasks of one moment those come first that released others', () => {
    const trace = [entry('a', [0, 0], releasedBy('b')), entry('b', [0, 0], releasedBy('c')), entry('c', [0, 0])];
    expect(rowsOf(trace)).toEqual(['0 s | 0 s | c | the start', '0 s | 0 s | b | c', '0 s | 0 s | a | b']);
  });

  it('releases in a cycle do not lead round and round', () => {
    const trace = [entry('a', [0, 0], releasedBy('b')), entry('b', [0, 0], releasedBy('a'))];
    expect(rowsOf(trace)).toHaveLength(2);
  });

  it('says what failed, what was undone, and what never started', () => {
    const trace = [
      entry('a', [0, 10], { undoneAt: 25 }),
      entry('b', [10, 20], { outcome: 'failed', undoneAt: 22, reason: { kind: 'timeout' } }),
      entry('c', [20, 20], { outcome: 'stuck', reason: { kind: 'never' } }),
    ];
    expect(rowsOf(trace)).toEqual([
      '0 s | 10.0 s | a (undone at 25.0 s) | the start',
      '10.0 s | 20.0 s | b (failed, undone at 22.0 s) | its timeout',
      'never | never | c | –',
    ]);
  });
});

it('how a simulation was run stands on its first line, as far as it was chosen', () => {
  const { simulation } = exampleResult(seedSketch);
  if (!simulation) throw new Error('the example has no simulation');
  const first = (more: Partial<SimulationDocument>) => simulateText({ ...simulation, ...more }).split('\n')[0];
  const count = `${simulation.replications} replications`;
  expect(first({ engine: 'ideal' })).toBe(`${count}, engine ideal, no limit on workers, seed makespan`);
  expect(first({ engine: 'taskflow', engineOptions: { workers: '1' }, policy: 'random' })).toBe(
    `${count}, engine taskflow (workers=1), policy random, seed makespan`,
  );
  expect(first({ engine: 'taskflow', workers: 3 })).toBe(`${count}, engine taskflow, 3 workers, seed makespan`);
});
