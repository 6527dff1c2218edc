import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DeploymentBuilder } from '../../src/model/builder.ts';
import type { Deployment } from '../../src/model/deployment.ts';
import { parseDuration } from '../../src/model/durations/parse-duration.ts';
import { resolveTimings } from '../../src/model/timing/resolve-timings.ts';
import { simulate } from '../../src/simulate/simulate.ts';
import { corpusFolder, readJson } from './testing/heat-corpus.ts';

interface Run {
  readonly engine: 'serial' | 'parallel';
  readonly max_workers: number | null;
  /** Whether the listing order is the priority; otherwise all are equal. */
  readonly priority: boolean;
  readonly makespan: number;
}

interface Model {
  readonly name: string;
  readonly order: readonly string[];
  readonly tasks: Readonly<Record<string, number>>;
  readonly compiled_atom_edges: readonly (readonly [string, string])[];
  readonly runs: readonly Run[];
}

/** What the engine adds to a task: the documented figure (specs/taskflow.md, §2). */
const OVERHEAD = '1.5ms';

const folder = corpusFolder();
const file = folder === null ? '' : join(folder, '..', 'taskflow', 'runs.json');
const models = existsSync(file) ? readJson<{ readonly models: readonly Model[] }>(file).models : [];
const title =
  'real TaskFlow runs flows in the time that is predicted (skipped without ../shared/data or MAKESPAN_CORPUS)';

describe.skipIf(models.length === 0)(title, () => {
  it('fixed priorities: every cell to 2.5 % without overhead, to 1.5 % with the documented one', () => {
    const cells = models.flatMap((model) => {
      const deployment = deploymentOf(model);
      return cellsOf(model, true).map(({ run, median }) => {
        const error = (overhead: string): number => (predicted(deployment, run, overhead) - median) / median;
        return {
          name: `${model.name} ${run.engine} ${run.max_workers}`,
          bare: error('0s'),
          documented: error(OVERHEAD),
        };
      });
    });
    const greatest = (of: (cell: (typeof cells)[number]) => number): string =>
      `${(100 * Math.max(...cells.map((cell) => Math.abs(of(cell))))).toFixed(2)} %`;
    const mean = (of: (cell: (typeof cells)[number]) => number): string =>
      `${((100 * cells.reduce((sum, cell) => sum + Math.abs(of(cell)), 0)) / cells.length).toFixed(2)} %`;
    console.log(
      `${cells.length} cells; no overhead: mean ${mean(({ bare }) => bare)}, max ${greatest(({ bare }) => bare)}; ` +
        `${OVERHEAD}: mean ${mean(({ documented }) => documented)}, max ${greatest(({ documented }) => documented)}`,
    );
    expect(cells.filter(({ bare }) => Math.abs(bare) > 0.025)).toEqual([]);
    expect(cells.filter(({ documented }) => Math.abs(documented) > 0.015)).toEqual([]);
  });

  it('equal priorities: every run lies in the range over the orders, to what the engine adds', () => {
    const outside = models.flatMap((model) => {
      const deployment = deploymentOf(model);
      return cellsOf(model, false).flatMap(({ run, makespans }) => {
        const low = extreme(deployment, run, 'min');
        const high = extreme(deployment, run, 'max');
        return makespans
          .filter((makespan) => makespan < low * 0.999 || makespan > high * 1.025)
          .map((makespan) => `${model.name} ${run.engine} ${run.max_workers}: ${makespan} not in ${low} … ${high}`);
      });
    });
    expect(outside).toEqual([]);
  });
});

/** The runs of each engine and number of workers, and the median of their makespans. */
function cellsOf(model: Model, priority: boolean) {
  const cells = new Map<string, Run[]>();
  for (const run of model.runs.filter((one) => one.priority === priority)) {
    const key = `${run.engine} ${run.max_workers}`;
    cells.set(key, [...(cells.get(key) ?? []), run]);
  }
  return [...cells.values()].map((runs) => {
    const makespans = runs.map(({ makespan }) => makespan).sort((a, b) => a - b);
    return { run: runs[0] as Run, makespans, median: makespans[makespans.length >> 1] as number };
  });
}

function deploymentOf({ name, order, tasks, compiled_atom_edges: edges }: Model): Deployment {
  const span = { file: name, line: 1, column: 1, endLine: 1, endColumn: 1 };
  const builder = new DeploymentBuilder({ file: name, format: 'native', version: '1' });
  for (const id of order) {
    const parsed = parseDuration(`${tasks[id]}s`);
    if (!parsed.ok) throw new Error(parsed.message);
    builder.addResource({ id, name: id, type: 'task', stack: '', when: null, span });
    builder.addTask({ id, type: 'task', kind: 'create', group: '', resource: id, duration: parsed.duration, span });
  }
  for (const [from, to] of edges) {
    const reason = { kind: 'explicit', via: 'link', span, value: null, when: null } as const;
    builder.addResourceDependency(from, to, reason);
    builder.addDependency(from, to, reason);
  }
  return builder.build();
}

function simulated(deployment: Deployment, run: Run, options: Record<string, string>, replications: number) {
  // futurist's own default is five threads a processor, of which the machine had two.
  const engineOptions = { executor: run.engine, workers: String(run.max_workers ?? 10), ...options };
  const timings = resolveTimings(deployment);
  const result = simulate(deployment, { engine: 'taskflow', engineOptions, timings, replications });
  if ('cycle' in result || result.makespan === null) throw new Error('the flow does not complete');
  return result.makespan;
}

function predicted(deployment: Deployment, run: Run, overhead: string): number {
  return simulated(deployment, run, { overhead }, 1).mean;
}

function extreme(deployment: Deployment, run: Run, which: 'min' | 'max'): number {
  return simulated(deployment, run, { priority: 'equal' }, 2000)[which];
}
