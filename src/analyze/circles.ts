import { hasCycle } from 'graphology-dag';
import type { Reason } from '../model/deployment.ts';
import { unitOf } from '../model/groups.ts';
import { type DependencyCycle, dependencyCycles } from './dependency-cycles.ts';
import type { Facts } from './facts.ts';

/** Cycles of dependencies by what makes them, each component of the graphs once. */
export interface CircleReport {
  /** Closed by dependencies that somebody wrote. */
  readonly written: readonly DependencyCycle[];
  /** Closed only with the help of an engine's hidden rule. */
  readonly hidden: readonly DependencyCycle[];
  /** Of nested stacks as wholes, while the components inside have an order. */
  readonly ofStacks: readonly DependencyCycle[];
}

/**
 * Looks in the orchestrator's graph first, where names are the user's own; a cycle of tasks whose resources are
 * already said to be in a cycle is the same one seen closer.
 */
export function findCircles(facts: Facts): CircleReport {
  const ofResources = bothWays(facts, 'resources');
  const ofStacks = ofResources.written.filter((cycle) => isOfStacks(facts, cycle));
  const said = new Set([...ofResources.written, ...ofResources.hidden].flatMap((cycle) => cycle.members));
  const isNew = (cycle: DependencyCycle): boolean => !cycle.members.some((task) => isWithin(facts, task, said));
  const ofTasks = bothWays(facts, 'tasks');
  return {
    written: [...ofResources.written.filter((cycle) => !ofStacks.includes(cycle)), ...ofTasks.written.filter(isNew)],
    hidden: [...ofResources.hidden, ...ofTasks.hidden.filter(isNew)],
    ofStacks,
  };
}

/** The unit of the `stack` level that a resource of the top-level template acts in. */
export function stackUnitOf(facts: Facts, resource: string): string {
  const { deployment } = facts;
  if (deployment.groups.get(resource)?.kind === 'stack') return resource;
  const first = deployment.tasksOfResource.get(resource)?.[0];
  return first === undefined ? resource : unitOf(deployment, first, 'stack');
}

function bothWays(facts: Facts, which: 'resources' | 'tasks'): Omit<CircleReport, 'ofStacks'> {
  // Most templates have no cycle: one pass of the library says so before anything is compiled.
  if (!hasCycle(facts.deployment[which])) return { written: [], hidden: [] };
  const graph = facts[which];
  const { environment } = facts;
  // The mark of a group is there because somebody wrote of the group as a whole: what ties it to the members is not
  // hidden.
  const isWritten = (reason: Reason, edge: number): boolean =>
    reason.kind !== 'implicit' || [graph.digraph.from[edge]!, graph.digraph.to[edge]!].some((end) => graph.marks[end]);
  const written = dependencyCycles(graph, { environment, accept: isWritten });
  const hasHidden = graph.reasons.some((reasons, edge) => reasons.some((reason) => !isWritten(reason, edge)));
  if (!hasHidden) return { written, hidden: [] };
  const caught = new Set(written.flatMap((cycle) => cycle.members));
  const all = dependencyCycles(graph, { environment, accept: () => true });
  return { written, hidden: all.filter((cycle) => !cycle.members.some((member) => caught.has(member))) };
}

/** Whether the task's resource, or a stack that holds it, is one of these. */
function isWithin(facts: Facts, task: string, resources: ReadonlySet<string>): boolean {
  const { deployment } = facts;
  let id = deployment.tasks.getNodeAttribute(task, 'resource');
  while (!resources.has(id)) {
    id = deployment.resources.getNodeAttribute(id, 'stack');
    if (id === '') return false;
  }
  return true;
}

/** Whether each arrow has a dependency between components behind it, and these components have an order. */
function isOfStacks(facts: Facts, cycle: DependencyCycle): boolean {
  const { resources, groups } = facts.deployment;
  if (!cycle.members.some((id) => groups.get(id)?.kind === 'stack')) return false;
  if (cycle.members.some((id) => resources.getNodeAttribute(id, 'stack') !== '')) return false;
  const { hasArrow } = facts.coarse('stack');
  return cycle.arrows.every(({ prerequisite, dependent }) => {
    const [from, to] = [stackUnitOf(facts, prerequisite), stackUnitOf(facts, dependent)];
    return from === to || hasArrow(from, to);
  });
}
