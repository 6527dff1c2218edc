import { describe, expect, it } from 'vitest';
import { calibrate, timingFileText } from '../../src/calibrate/index.ts';
import { readTimingFile } from '../../src/cli/timing-file.ts';
import { load } from '../../src/load/index.ts';
import type { Duration } from '../../src/model/durations/duration.ts';
import { resolveTimings } from '../../src/model/timing/resolve-timings.ts';
import type { TimingFile } from '../../src/model/timing/timing.ts';
import { Draws } from '../../src/simulate/draws/draws.ts';
import { simulate } from '../../src/simulate/simulate.ts';

/**
 * The truth: what each task takes. The network comes first, then the servers, each of its own type, then the software.
 */
const TEMPLATE = `makespan: 1
tasks:
  net: {duration: 'uniform(2s, 9s)', type: Net}
  db: {duration: 'lognormal(median=45s, p95=2m)', type: Server, after: net}
  web: {duration: 'gamma(shape=4, scale=15s)', type: Server, after: net}
  app: {duration: 'weibull(shape=1.5, scale=90s)', type: Software, after: [db, web]}
  flag: {duration: 12s, type: Flag, after: net}
`;

const AFTER: Readonly<Record<string, readonly string[]>> = {
  net: [],
  db: ['net'],
  web: ['net'],
  app: ['db', 'web'],
  flag: ['net'],
};
const TYPES: Readonly<Record<string, string>> = {
  net: 'Net',
  db: 'Server',
  web: 'Server',
  app: 'Software',
  flag: 'Flag',
};
const DEPLOYMENTS = 300;

const { deployment } = load('truth.yaml', TEMPLATE);
const truth = resolveTimings(deployment);

interface Run {
  readonly task: string;
  readonly start: number;
  readonly end: number;
}

/** One deployment after the other, each task as soon as it can be, with the simulator's own draws. */
function runs(): readonly (readonly Run[])[] {
  const tasks = Object.keys(AFTER);
  const drawn = tasks.map((task, node) => ({ task, node, duration: truth.get(task)!.duration }));
  const draws = new Draws(
    drawn.filter(({ duration }) => duration.family !== 'constant'),
    'round trip',
  );
  return Array.from({ length: DEPLOYMENTS }, (_, replication) => {
    const seconds = Float64Array.from(drawn, ({ duration }) => duration.meanSeconds);
    draws.fill(replication, seconds);
    const ends = new Map<string, number>();
    return tasks.map((task, node) => {
      const start = Math.max(0, ...AFTER[task]!.map((one) => ends.get(one)!));
      ends.set(task, start + seconds[node]!);
      return { task, start, end: ends.get(task)! };
    });
  });
}

type Emit = (deployments: readonly (readonly Run[])[]) => readonly string[];

const at = (deployment: number, seconds: number): Date => new Date(Date.UTC(2026, 0, 1 + deployment) + seconds * 1000);

const emitters: Readonly<Record<string, Emit>> = {
  cloudformation: (all) =>
    all.map((run, number) => {
      const event = (task: string, status: string, seconds: number) => ({
        StackId: `arn:${number}`,
        StackName: 's',
        EventId: `${number} ${task} ${status}`,
        LogicalResourceId: task,
        PhysicalResourceId: '',
        ResourceType: TYPES[task],
        ResourceStatus: status,
        Timestamp: at(number, seconds).toISOString(),
      });
      const events = run.flatMap(({ task, start, end }) => [
        event(task, 'CREATE_IN_PROGRESS', start),
        event(task, 'CREATE_COMPLETE', end),
      ]);
      events.sort((a, b) => (a.Timestamp < b.Timestamp ? 1 : -1));
      return JSON.stringify({ StackEvents: events });
    }),
  heat: (all) => [
    ...all.map((run, number) => {
      const event = (task: string, status: string, seconds: number) => ({
        resource_name: task,
        id: `${number} ${task} ${status}`,
        resource_status: status,
        resource_status_reason: 'state changed',
        event_time: at(number, seconds).toISOString().replace(/\.\d+/, ''),
        physical_resource_id: `${number} ${task}`,
      });
      const events = run.flatMap(({ task, start, end }) => [
        event(task, 'CREATE_IN_PROGRESS', number / 311 + start),
        event(task, 'CREATE_COMPLETE', number / 311 + end),
      ]);
      events.sort((a, b) => (a.event_time < b.event_time ? -1 : 1));
      return JSON.stringify(events);
    }),
    JSON.stringify(
      Object.entries(TYPES).map(([task, type]) => ({
        resource_name: task,
        physical_resource_id: '',
        resource_type: type,
        resource_status: 'CREATE_COMPLETE',
      })),
    ),
  ],
  'trace events': (all) => [
    JSON.stringify({
      traceEvents: all.flatMap((run, pid) =>
        run.map(({ task, start, end }) => {
          const [ts, dur] = [start * 1e6, (end - start) * 1e6];
          return { ph: 'X', pid, tid: 1, ts, dur, name: task, args: { type: TYPES[task] } };
        }),
      ),
    }),
  ],
  taskflow: (all) =>
    all.map((run, number) =>
      run
        .flatMap(({ task, start, end }) =>
          (
            [
              ['RUNNING', start],
              ['SUCCESS', end],
            ] as const
          ).map(([state, seconds]) => {
            const time = at(number, seconds).toISOString().replace('T', ' ').replace('.', ',').replace('Z', '');
            return `${time} DEBUG Task '${task}' (${number}) transitioned into state '${state}' from state 'X'`;
          }),
        )
        .sort()
        .join('\n'),
    ),
  csv: (all) => [
    [
      'deployment,task,type,seconds',
      ...all.flatMap((run, number) =>
        run.map(({ task, start, end }) => `${number},${task},${TYPES[task]},${end - start}`),
      ),
    ].join('\n'),
  ],
};

function calibrated(emit: Emit): TimingFile {
  const logs = emit(runs()).map((text, number) => ({ name: `log${number}`, text }));
  return readTimingFile('timings.yaml', timingFileText(calibrate(logs)));
}

/** Means of samples differ by their standard errors; the fit adds what it smooths, so five of them are allowed. */
function expectNear(found: Duration, expected: Duration): void {
  const standardError = Math.sqrt(expected.varianceSeconds2 / DEPLOYMENTS);
  expect(Math.abs(found.meanSeconds - expected.meanSeconds)).toBeLessThan(5 * standardError + 0.1);
  expect(found.quantile(0.95) / expected.quantile(0.95)).toBeGreaterThan(0.8);
  expect(found.quantile(0.95) / expected.quantile(0.95)).toBeLessThan(1.25);
}

describe.each(Object.entries(emitters))('a deployment simulated, logged as %s and calibrated', (_name, emit) => {
  const file = calibrated(emit);

  it('gives the times back within the error of the sample, under the ids of the template', () => {
    expect([...file.tasks.keys()].sort()).toEqual(Object.keys(AFTER).sort());
    for (const [task, duration] of file.tasks) expectNear(duration, truth.get(task)!.duration);
    expect(file.calibrated).toBe(true);
  });

  it('gives the makespan back too', () => {
    const bare = load('bare.yaml', TEMPLATE.replaceAll(/duration: [^,]+(?:\([^)]*\)')?, type/g, 'type')).deployment;
    const timings = resolveTimings(bare, { file });
    expect([...timings.values()].map(({ origin }) => origin)).toEqual(Array(5).fill('calibrated'));
    const options = { engine: 'ideal', replications: 2000 } as const;
    const [before, after] = [truth, timings].map((one) => simulate(deployment, { ...options, timings: one }));
    if (!('makespan' in before!) || !('makespan' in after!)) throw new Error('a run is cyclic');
    const ratio = after.makespan!.mean / before.makespan!.mean;
    expect(ratio).toBeGreaterThan(0.93);
    expect(ratio).toBeLessThan(1.07);
  });
});
