import { describe, expect, it } from 'vitest';
import { and, named, not } from '../../src/model/condition.ts';
import { simulate } from '../../src/simulate/simulate.ts';
import type { GranularityRun } from '../../src/simulate/simulation.ts';
import { type Scenario, type ScenarioTask, scenario } from '../../src/simulate/testing/scenario.ts';
import { readShared } from './testing/network.ts';

/**
 * An instance of the shared cases: every verdict there comes from all interleavings, by brute force or a model
 * checker.
 */
interface Case {
  readonly id: string;
  readonly hosts?: readonly { name: string; order: 'free' | 'seq'; capacity: number | null; hold: boolean }[];
  readonly workers?: { capacity: number; hold: boolean } | null;
  readonly handles?: readonly {
    name: string;
    dup: 'overwrite' | 'ignore';
    trigger: 'level' | 'edge';
    initial: readonly string[];
  }[];
  readonly conds?: readonly string[];
  readonly tasks: readonly CaseTask[];
  readonly expected: {
    readonly completes: Verdict;
    readonly coarseCompletes?: Verdict;
    readonly coarseCyclic?: boolean;
    readonly fineCyclic?: boolean;
    readonly stuckAll?: readonly string[];
    readonly failedAll?: readonly string[];
    readonly mustPrecede?: readonly (readonly [string, string])[];
    readonly makespan?: readonly [number, number];
    readonly timeouts?: Readonly<Record<string, Verdict>>;
  };
}

type Verdict = 'always' | 'never' | 'sometimes';

interface CaseTask {
  readonly name: string;
  readonly host: string;
  readonly deps: readonly string[];
  readonly dur?: readonly [number, number];
  readonly sends: readonly {
    handle: string;
    id: string | null;
    when: 'start' | 'end';
    status?: 'SUCCESS' | 'FAILURE';
    optional?: boolean;
    cond?: string | null;
  }[];
  readonly wait: { handle: string; count: number; timeout?: number } | null;
}

function toScenario(input: Case, takes: (task: CaseTask) => string | number, truth: boolean): Scenario {
  const tasks: Record<string, ScenarioTask> = {};
  const lastOnHost = new Map<string, string>();
  for (const task of input.tasks) {
    const isSequence = input.hosts?.find(({ name }) => name === task.host)?.order === 'seq';
    const before = isSequence ? lastOnHost.get(task.host) : undefined;
    const after = [...new Set([...task.deps, ...(before === undefined ? [] : [before])])];
    tasks[task.name] = { takes: takes(task), after, host: task.host, kind: task.wait ? 'wait' : 'component' };
    lastOnHost.set(task.host, task.name);
  }
  return {
    tasks,
    conditions: Object.fromEntries((input.conds ?? []).map((name) => [name, truth])),
    handles: Object.fromEntries(
      (input.handles ?? []).map(({ name, dup, trigger, initial }) => [name, { duplicates: dup, trigger, initial }]),
    ),
    signals: input.tasks.flatMap(({ name, sends }) =>
      sends.map(({ handle, id, when, status, optional, cond }) => ({
        handle,
        sender: name,
        id,
        at: when,
        status: status ?? 'SUCCESS',
        optional: optional ?? false,
        when: cond ? (cond.startsWith('!') ? and(not(named(cond.slice(1)))) : named(cond)) : null,
      })),
    ),
    waits: Object.fromEntries(
      input.tasks.flatMap(({ name, wait }) =>
        wait ? [[name, { handle: wait.handle, count: wait.count, timeoutSeconds: wait.timeout ?? null }]] : [],
      ),
    ),
    pools: poolsOf(input),
  };
}

/** Hosts and workers with a limit; whether a blocked wait holds its slot is stated there. */
function poolsOf(input: Case): NonNullable<Scenario['pools']> {
  const pools: Record<string, { capacity: number; tasks: string[]; holdsWhileWaiting: boolean }> = {};
  for (const { name, capacity, hold } of input.hosts ?? []) {
    const tasks = input.tasks.filter(({ host }) => host === name).map((task) => task.name);
    if (capacity !== null) pools[`host-${name}`] = { capacity, tasks, holdsWhileWaiting: hold };
  }
  if (input.workers) {
    const { capacity, hold } = input.workers;
    pools.workers = { capacity, tasks: input.tasks.map(({ name }) => name), holdsWhileWaiting: hold };
  }
  return pools;
}

const untimed = (readShared('waiting/cases.json') as { cases: Case[] } | null)?.cases;
const timed = (readShared('waiting/cases-timed.json') as { cases: Case[] } | null)?.cases;

/** One schedule among those that the brute force walked; null when the order is cyclic. */
function runCase(input: Case, granularity: 'fine' | 'host', seed: number): GranularityRun | null {
  const takes = ({ name }: CaseTask): number => ((name.charCodeAt(1) * 7919 + seed * 104729) % 13) + seed / 7;
  const { deployment, timings } = scenario(toScenario(input, takes, seed % 2 === 0));
  const run = simulate(deployment, { timings, granularity, replications: 1, seed: String(seed) });
  return 'cycle' in run ? null : run;
}

function checkVerdict(run: GranularityRun | null, verdict: Verdict | undefined, id: string): void {
  const isComplete = run !== null && run.failedReplications === 0;
  if (verdict === 'always') expect(isComplete, `${id} completes`).toBe(true);
  if (verdict === 'never') expect(isComplete, `${id} does not complete`).toBe(false);
}

describe.skipIf(!untimed || !timed)('the cases of the waiting oracle (skipped without the data)', () => {
  it('what always or never completes does so in every simulated schedule, fine and coarse', () => {
    for (const input of untimed ?? []) {
      for (const seed of [1, 2]) {
        const fine = runCase(input, 'fine', seed);
        const coarse = runCase(input, 'host', seed);
        checkVerdict(fine, input.expected.completes, input.id);
        checkVerdict(coarse, input.expected.coarseCompletes, `${input.id} coarse`);
        expect(fine === null, `${input.id} fine cycle`).toBe(input.expected.fineCyclic);
        if (input.expected.coarseCyclic) expect(coarse, `${input.id} coarse cycle`).toBeNull();
      }
    }
  });

  it('what must be stuck, fail or precede does so', () => {
    for (const input of untimed ?? []) {
      const run = runCase(input, 'fine', 2);
      if (!run) continue;
      const entries = new Map(run.trace.map((entry) => [entry.task, entry]));
      for (const task of input.expected.stuckAll ?? []) {
        expect(entries.get(task)?.outcome, `${input.id} ${task}`).toBe('stuck');
      }
      for (const task of input.expected.failedAll ?? []) {
        expect(entries.get(task)?.outcome, `${input.id} ${task}`).toBe('failed');
      }
      for (const [before, after] of input.expected.mustPrecede ?? []) {
        const [a, b] = [entries.get(before), entries.get(after)];
        if (b?.outcome !== 'done') continue;
        expect(a?.outcome, `${input.id} ${before} before ${after}`).toBe('done');
        expect(a?.end, `${input.id} ${before} before ${after}`).toBeLessThanOrEqual(b.end);
      }
    }
  });

  it('with every time at its least and greatest, the makespan is the exact bound', () => {
    let checked = 0;
    for (const input of timed ?? []) {
      const { completes, makespan, timeouts } = input.expected;
      if (completes !== 'always' || !makespan || Object.values(timeouts ?? {}).some((verdict) => verdict !== 'never'))
        continue;
      [0, 1].forEach((end) => {
        const { deployment, timings } = scenario(toScenario(input, ({ dur }) => dur?.[end] ?? 0, true));
        const run = simulate(deployment, { timings, replications: 1 });
        expect('makespan' in run && run.makespan?.mean, input.id).toBe(makespan[end]);
      });
      checked += 1;
    }
    expect(checked).toBeGreaterThan(100);
  });

  it('a timeout that must happen does, one that cannot does not', () => {
    for (const input of timed ?? []) {
      for (const seed of [1, 2, 3]) {
        const takes = ({ dur = [0, 0], name }: CaseTask): number =>
          dur[0] + ((name.charCodeAt(1) * 31 + seed * 17) % (dur[1] - dur[0] + 1));
        const { deployment, timings } = scenario(toScenario(input, takes, true));
        const run = simulate(deployment, { timings, replications: 1 });
        if ('cycle' in run) continue;
        checkVerdict(run, input.expected.completes, input.id);
        for (const [task, verdict] of Object.entries(input.expected.timeouts ?? {})) {
          const entry = run.trace.find((candidate) => candidate.task === task);
          const isExpired = entry?.outcome === 'failed' && entry.reason.kind === 'timeout';
          if (verdict === 'always') expect(isExpired, `${input.id} ${task}`).toBe(true);
          if (verdict === 'never') expect(isExpired, `${input.id} ${task}`).toBe(false);
        }
      }
    }
  });
});
