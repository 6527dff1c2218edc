import type { Finding } from '../../analyze/finding.ts';
import { analyze } from '../../analyze/index.ts';
import type { Deployment } from '../../model/deployment.ts';
import { resolveTimings } from '../../model/timing/resolve-timings.ts';
import type { TimingOptions } from '../../model/timing/timing.ts';
import { type FindingChanges, findingChanges } from './finding-changes.ts';
import { type ItemChange, itemChanges } from './item-changes.ts';
import { type MakespanChanges, type MakespanOptions, makespanChanges } from './makespan-changes.ts';
import { type OrderChanges, orderChanges } from './order-changes.ts';

export interface DiffOptions extends MakespanOptions {
  /** What the user says of durations; holds for both. */
  readonly timing?: TimingOptions;
  /** What was found of each, and what an update from the one to the other risks; default: all rules run. */
  readonly findings?: {
    readonly before: readonly Finding[];
    readonly after: readonly Finding[];
    readonly update: readonly Finding[];
  };
  /** Whether to simulate; false where an engine would reject one of the two. Default true. */
  readonly simulates?: boolean;
}

/** How one revision of a deployment differs from another. */
export interface DeploymentDiff {
  readonly items: readonly ItemChange[];
  /** Null when there are too many tasks to ask about each pair. */
  readonly order: OrderChanges | null;
  readonly findings: FindingChanges;
  /** What updating a deployment of the old revision to the new one risks. */
  readonly update: readonly Finding[];
  readonly makespan: MakespanChanges | null;
}

/**
 * Compares two revisions of a deployment: what was added, removed and changed; which tasks may run side by side now,
 * and who lost the order after a value; what is found of the one and not of the other; how the makespan moved and why.
 *
 * @example
 * const { order, makespan } = diffDeployments(before, after);
 * makespan?.granularities.fine.difference?.mean; // seconds more than before
 */
export function diffDeployments(before: Deployment, after: Deployment, options: DiffOptions = {}): DeploymentDiff {
  const { timing = {}, findings = foundIn(before, after, timing), simulates = true, ...simulating } = options;
  const times = (deployment: Deployment): ReturnType<typeof resolveTimings> =>
    resolveTimings(deployment, timingFor(deployment, timing));
  return {
    items: itemChanges(before, after),
    order: orderChanges(before, after),
    findings: findingChanges(findings.before, findings.after),
    update: findings.update,
    makespan: simulates
      ? makespanChanges(
          { deployment: before, timings: times(before) },
          { deployment: after, timings: times(after) },
          simulating,
        )
      : null,
  };
}

/** A setting of a task that only the other revision has says nothing here. */
function timingFor({ tasks }: Deployment, timing: TimingOptions): TimingOptions {
  if (timing.set === undefined) return timing;
  const own = [...timing.set].filter(([id]) => id.startsWith('type:') || tasks.hasNode(id));
  return { ...timing, set: new Map(own) };
}

function foundIn(before: Deployment, after: Deployment, timing: TimingOptions): NonNullable<DiffOptions['findings']> {
  const found = analyze(after, { timing });
  return {
    before: analyze(before, { timing }),
    after: found,
    update: onlyOfUpdate(found, analyze(after, { timing, previous: before })),
  };
}

/** What is found of the update and not of the new revision by itself. */
export function onlyOfUpdate(found: readonly Finding[], withPrevious: readonly Finding[]): readonly Finding[] {
  return findingChanges(found, withPrevious).fresh;
}
