import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { simulate } from '../../../../simulate/simulate.ts';
import { type Scenario, type ScenarioTask, scenario } from '../../../../simulate/testing/scenario.ts';
import { networkDocument } from '../../../documents/network-document.ts';
import { reschedule } from './reschedule.ts';

/** Up to nine tasks on up to three hosts, with a pool, and a wait that its signal may come too late for. */
const scenarios = fc
  .record({
    tasks: fc.array(
      fc.record({
        takes: fc.integer({ min: 0, max: 9 }),
        host: fc.nat(2),
        after: fc.array(fc.nat(8), { maxLength: 3 }),
      }),
      { minLength: 2, maxLength: 9 },
    ),
    changed: fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 9, maxLength: 9 }),
    capacity: fc.integer({ min: 1, max: 3 }),
    oneByOne: fc.boolean(),
    sender: fc.option(fc.nat(8)),
    timeout: fc.option(fc.integer({ min: 1, max: 30 })),
    workers: fc.option(fc.integer({ min: 1, max: 5 })),
    level: fc.constantFrom('fine', 'host'),
  })
  .map((drawn) => ({ ...drawn, input: scenarioOf(drawn) }));

interface Drawn {
  readonly tasks: readonly { readonly takes: number; readonly host: number; readonly after: readonly number[] }[];
  readonly capacity: number;
  readonly oneByOne: boolean;
  readonly sender: number | null;
  readonly timeout: number | null;
}

function scenarioOf({ tasks, capacity, oneByOne, sender, timeout }: Drawn): Scenario {
  const rows = tasks.map(({ takes, host, after }, index): [string, ScenarioTask] => [
    `t${index}`,
    {
      takes,
      host: `h${host}`,
      after: [...new Set(after)].filter((other) => other < index).map((other) => `t${other}`),
    },
  ]);
  const waits: [string, ScenarioTask][] = sender === null ? [] : [['wait', { kind: 'wait', after: ['t0'] }]];
  const rule = { order: 'free', capacity: oneByOne ? 1 : null } as const;
  return {
    tasks: Object.fromEntries([...rows, ...waits]),
    hosts: { h0: rule, h1: rule, h2: rule },
    pools: { pool: { capacity, tasks: rows.slice(0, 5).map(([id]) => id) } },
    ...(sender === null
      ? {}
      : {
          signals: [{ handle: 'h', sender: `t${sender % tasks.length}` }],
          waits: { wait: { handle: 'h', count: 1, timeoutSeconds: timeout } },
        }),
  };
}

describe('the schedule that the page runs again', () => {
  it('equals the simulator on 1,000 random deployments, with other durations and other workers', () => {
    const seen = { circular: 0, incomplete: 0, complete: 0 };
    fc.assert(
      fc.property(scenarios, ({ input, changed, workers, level }) => {
        const asWritten = scenario(input);
        const run = simulate(asWritten.deployment, { ...asWritten, granularity: level as 'fine', replications: 1 });
        if ('cycle' in run) {
          seen.circular += 1;
          return;
        }
        const ids = Object.keys(input.tasks).filter((id) => id !== 'wait');
        const takes = new Map(ids.map((id, index) => [id, changed[index] ?? 0]));
        const tasks = Object.fromEntries(
          Object.entries(input.tasks).map(([id, task]) => [id, { ...task, takes: takes.get(id) ?? task.takes ?? 0 }]),
        );
        const other = scenario({ ...input, tasks });
        const options = { ...other, granularity: level as 'fine', replications: 1, workers };
        const expected = simulate(other.deployment, options);
        if ('cycle' in expected) throw new Error('durations make no cycle');
        const document = JSON.parse(JSON.stringify(networkDocument(run.rerun!)));
        const makespan = reschedule(document, { durations: takes, workers }, () => false);
        seen[makespan === null ? 'incomplete' : 'complete'] += 1;
        expect(makespan).toBe(expected.makespan?.mean ?? null);
      }),
      { seed: 7, numRuns: 1000 },
    );
    for (const count of Object.values(seen)) expect(count).toBeGreaterThan(20);
  });
});
