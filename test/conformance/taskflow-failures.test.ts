import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { load } from '../../src/load/index.ts';
import { resolveTimings } from '../../src/model/timing/resolve-timings.ts';
import { simulate } from '../../src/simulate/simulate.ts';
import type { TaskFailure } from '../../src/simulate/simulation.ts';
import { corpusFolder, readJson } from './testing/heat-corpus.ts';

interface FailureRun {
  readonly scenario: string;
  readonly engine: 'serial' | 'parallel';
  readonly max_workers: number;
  readonly wall: number;
  readonly flow_state: string;
  /** Atom, what it did, from, to, how it went. */
  readonly events: readonly (readonly [string, 'execute' | 'revert', number, number, string])[];
}

const folder = corpusFolder();
const file = folder === null ? '' : join(folder, '..', 'taskflow', 'failure-runs.json');
const runs = existsSync(file) ? readJson<{ readonly runs: readonly FailureRun[] }>(file).runs : [];

/** What the scripts did, as their traces show it. Times are those of the traces, to a tenth. */
interface Scenario {
  readonly flow: object;
  readonly fails: Readonly<Record<string, TaskFailure>>;
  readonly options?: Readonly<Record<string, string>>;
}

/** The scripts gave priorities in the order of the letters. */
function task(name: string, duration: number, revert = 0.1): object {
  const priority = -name.charCodeAt(0);
  return { task: name, priority, duration: `${duration}s`, revert_duration: `${revert}s` };
}

function links(...pairs: readonly string[]): readonly object[] {
  return pairs.map((pair) => ({ from: pair[0], to: pair[1] }));
}

function retried(attempts: number): object {
  const inner = [task('x', 0.3), task('y', 0.2), task('z', 0.5), task('w', 0.1)];
  const flow = {
    ...{ flow: 'inner', pattern: 'graph', children: inner, links: links('xy', 'xz', 'yw') },
    retry: { name: 'in_retry', strategy: 'times', attempts },
  };
  return { flow: 'root', pattern: 'linear', children: [task('pre', 0.2), flow, task('post', 0.1)] };
}

const BRANCH = {
  ...{ flow: 'root', pattern: 'graph', links: links('ab', 'ac', 'bd', 'cd') },
  children: [task('a', 0.2), task('b', 0.1), task('c', 0.4), task('d', 0.1), task('e', 0.6)],
};

const SCENARIOS: Readonly<Record<string, Scenario>> = {
  'retry.Times(3), y fails twice': { flow: retried(3), fails: { y: { probability: 1, only: 2 } } },
  'retry.Times(2) exhausted': { flow: retried(2), fails: { y: { probability: 1 } } },
  'retry.Times(2) exhausted, defer_reverts': {
    ...{ flow: retried(2), fails: { y: { probability: 1 } } },
    options: { 'defer-reverts': 'yes' },
  },
  'branch failure, no retry': { flow: BRANCH, fails: { b: { probability: 1 } } },
  never_resolve: { flow: BRANCH, fails: { b: { probability: 1 } }, options: { 'never-resolve': 'yes' } },
  'parallel revert': {
    flow: {
      ...{ flow: 'root', pattern: 'graph', links: links('ab', 'ac', 'bd', 'cd') },
      children: [task('a', 0.1, 0.3), task('b', 0.1, 0.5), task('c', 0.1, 0.2), task('d', 0.1)],
    },
    fails: { d: { probability: 1 } },
  },
};

function predicted({ scenario, engine, max_workers }: FailureRun) {
  const { flow, fails, options } = SCENARIOS[scenario] as Scenario;
  const { deployment, diagnostics } = load('flow.json', JSON.stringify({ format: 'taskflow/1', flow }));
  if (diagnostics.length > 0) throw new Error(diagnostics[0]?.message);
  const result = simulate(deployment, {
    ...{ engine: 'taskflow', timings: resolveTimings(deployment), replications: 1 },
    engineOptions: { executor: engine, workers: String(max_workers), overhead: '1.5ms', ...options },
    failures: new Map(Object.entries(fails)),
  });
  if ('cycle' in result) throw new Error('a cycle');
  return result;
}

describe.skipIf(runs.length === 0)('real TaskFlow after a failure (skipped without ../shared/data)', () => {
  it.each(runs.map((run) => [`${run.scenario}, ${run.engine} ${run.max_workers}`, run] as const))(
    '%s',
    (_name, run) => {
      const { makespan, failures, trace } = predicted(run);
      const seconds = makespan?.mean ?? failures?.time.mean ?? Number.NaN;
      expect(makespan !== null).toBe(run.flow_state === 'SUCCESS');
      expect(Math.abs(seconds - run.wall) / run.wall).toBeLessThan(0.025);
      for (const entry of trace.filter(({ task: id }) => run.events.some(([atom]) => atom === id))) {
        const executed = run.events.filter(([atom, what]) => atom === entry.task && what === 'execute').at(-1);
        const undone = run.events.filter(([atom, what]) => atom === entry.task && what === 'revert').at(-1);
        const bad = run.events.filter(
          ([atom, what, , , how]) => atom === entry.task && what === 'execute' && how !== 'ok',
        );
        expect([entry.task, entry.failedAttempts ?? 0]).toEqual([entry.task, bad.length]);
        expect(Math.abs(entry.start - (executed?.[2] ?? 0))).toBeLessThan(0.04);
        expect(Math.abs(entry.end - (executed?.[3] ?? 0))).toBeLessThan(0.04);
        expect([entry.task, entry.undoneAt !== undefined]).toEqual([entry.task, undone !== undefined]);
        if (undone) expect(Math.abs((entry.undoneAt ?? 0) - undone[3])).toBeLessThan(0.04);
      }
    },
  );
});
