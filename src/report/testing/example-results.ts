import type { Finding } from '../../analyze/finding.ts';
import type { Deployment } from '../../model/deployment.ts';
import type { Timing, TimingOrigin } from '../../model/timing/timing.ts';
import type { CyclicGranularity, GranularityRun } from '../../simulate/simulation.ts';
import { buildResult } from '../documents/build-result.ts';
import { checkDocument } from '../documents/check-document.ts';
import { graphDocument } from '../documents/graph-document.ts';
import { simulationDocument } from '../documents/simulation-document.ts';
import type { Result } from '../result.ts';
import { type SketchTask, sketchDeployment } from './example-deployment.ts';
import { exampleRun } from './example-simulation.ts';

export interface ResultSketch {
  readonly file: string;
  readonly tasks: readonly SketchTask[];
  readonly findings?: (deployment: Deployment) => readonly Finding[];
  readonly coarse?: CyclicGranularity;
  readonly simulated?: boolean;
  readonly origins?: readonly TimingOrigin[];
  readonly spread?: number;
}

/** The two hosts that everything must serve: `b1` after `a1`, with the value that passes between them. */
export const seedTasks: readonly SketchTask[] = [
  { id: 'vmA.base', seconds: 6, kind: 'server', type: 'server' },
  { id: 'vmA.a1', seconds: 2, after: ['vmA.base'] },
  { id: 'vmA.a2', seconds: 4, after: ['vmA.a1'] },
  { id: 'vmA.a3', seconds: 4, after: ['vmA.a2'] },
  { id: 'vmB.base', seconds: 4, kind: 'server', type: 'server' },
  { id: 'vmB.b1', seconds: 2, after: ['vmB.base'], values: ['vmA.a1'] },
  { id: 'vmB.b2', seconds: 4, after: ['vmB.b1'] },
  { id: 'vmB.b3', seconds: 4, after: ['vmB.b2'] },
];

/** The same with `a3` after `b2`: possible between components, a cycle between hosts. */
export const mutualTasks: readonly SketchTask[] = seedTasks.map((task) =>
  task.id === 'vmA.a3' ? { ...task, after: ['vmA.a2', 'vmB.b2'] } : task,
);

export const seedSketch: ResultSketch = { file: 'seed.yaml', tasks: seedTasks };

export const mutualSketch: ResultSketch = {
  file: 'seed-mutual.yaml',
  tasks: mutualTasks,
  coarse: { granularity: 'host', cycle: ['vmA', 'vmB'] },
  findings: coarseCycle,
};

/** A Result as the command would build it, with schedules from a small forward pass. */
export function exampleResult(sketch: ResultSketch): Result {
  const { deployment, text } = sketchDeployment(sketch.file, sketch.tasks);
  const options = { spread: sketch.spread ?? 0.3 };
  const fine = exampleRun(deployment, 'fine', options);
  const coarse = sketch.coarse ?? exampleRun(deployment, 'host', options);
  const simulation = simulationDocument({
    engine: 'ideal',
    seed: 'makespan',
    replications: 400,
    workers: null,
    granularities: { fine, coarse },
    gain: 'cycle' in coarse ? null : gainOf(fine, coarse),
    timings: timingsOf(deployment, sketch.origins ?? ['template']),
  });
  return buildResult({
    toolVersion: '0.1.0',
    deployment,
    files: new Map([[sketch.file, text]]),
    graph: graphDocument(deployment, []),
    check: checkDocument(sketch.findings?.(deployment) ?? [], sketch.file),
    simulation: sketch.simulated === false ? null : simulation,
  });
}

function gainOf(fine: GranularityRun, coarse: GranularityRun) {
  const differences = coarse.samples.map((value, index) => value - (fine.samples[index] as number));
  const mean = differences.reduce((sum, value) => sum + value, 0) / differences.length;
  return { mean, ciLow: mean * 0.99, ciHigh: mean * 1.01, relative: mean / (coarse.makespan?.mean ?? 1) };
}

function timingsOf(deployment: Deployment, origins: readonly TimingOrigin[]): ReadonlyMap<string, Timing> {
  const sources: Readonly<Record<TimingOrigin, string>> = {
    set: '--set',
    template: "the template's own metadata",
    'timing-file': 'timings.yaml: component',
    calibrated: 'calibrated from 12 runs',
    default: 'measured: many environments, widened',
    assumed: 'assumed: no measurement covers software components',
  };
  const timings = deployment.tasks.mapNodes((task, { duration, order }): readonly [string, Timing] => {
    const origin = origins[order % origins.length] as TimingOrigin;
    return [task, { task, duration: duration as NonNullable<typeof duration>, origin, source: sources[origin] }];
  });
  return new Map(timings);
}

function coarseCycle(deployment: Deployment): readonly Finding[] {
  const edge = (from: string, to: string) => {
    const reason = deployment.tasks.getEdgeAttribute(from, to, 'reasons').at(-1);
    return (reason as NonNullable<typeof reason>).span;
  };
  const [ab, ba] = [edge('vmA.a1', 'vmB.b1'), edge('vmB.b2', 'vmA.a3')];
  return [
    {
      rule: 'coarse-cycle',
      severity: 'info',
      confidence: 'proved',
      message: 'vmA and vmB depend on each other, though their components do not: order between hosts is impossible.',
      span: ba,
      related: [{ message: 'and vmB waits for vmA here', span: ab }],
      evidence: [
        {
          kind: 'path',
          title: 'the cycle, with the component dependency that makes each arrow',
          closed: true,
          steps: [
            { subject: 'vmA', text: 'comes before vmB, because vmB.b1 needs vmA.a1', span: ab },
            { subject: 'vmB', text: 'comes before vmA, because vmA.a3 is after vmB.b2', span: ba },
          ],
        },
      ],
    },
  ];
}
