import { cyclicComponents, stronglyConnectedComponents } from '../graph/components.ts';
import { compileDigraph, type Digraph, filterEdges } from '../graph/digraph.ts';
import { and, type Condition, or } from '../model/condition.ts';
import type { Reason, Task } from '../model/deployment.ts';
import { type Granularity, unitOf } from '../model/groups.ts';
import { edgeTruth } from './conditional-graph.ts';
import type { Facts } from './facts.ts';

/** A dependency between components of two groups: why one group comes after the other. */
export interface Witness {
  readonly prerequisite: string;
  readonly dependent: string;
  readonly reason: Reason;
  /** When the dependency exists. */
  readonly when: Condition | null;
}

/** The groups of a level as nodes of a graph, without the component dependencies that are themselves in a circle. */
export interface CoarseView {
  readonly level: Exclude<Granularity, 'fine'>;
  readonly units: readonly string[];
  readonly digraph: Digraph;
  /** By edge of `digraph`: the component dependencies that make the arrow, in template order. */
  readonly arrowWitnesses: readonly (readonly Witness[])[];
  /** The same by `JSON.stringify([prerequisite, dependent])` of the units. */
  readonly witnesses: ReadonlyMap<string, readonly Witness[]>;
  /** Groups that depend on each other in a circle. */
  readonly circles: readonly (readonly number[])[];
}

/**
 * Contracts the tasks of each unit. A nested stack's own begin and end are left out: they are what the engine adds by
 * treating the stack as one, and the question here is what the components need.
 */
export function coarseView(facts: Facts, level: Exclude<Granularity, 'fine'>): CoarseView {
  const { deployment, tasks } = facts;
  const isComponent = (node: number): boolean => !isStackMilestone(facts, tasks.nodes[node] as Task);
  const kept = filterEdges(tasks.digraph, (edge) => {
    const ends = [tasks.digraph.from[edge]!, tasks.digraph.to[edge]!];
    return ends.every(isComponent) && edgeTruth(tasks, edge, { environment: facts.environment, accept }) !== false;
  });
  const { componentOf } = stronglyConnectedComponents(kept.graph);
  const unitOfNode = tasks.ids.map((id) => unitOf(deployment, id, level));
  const units = [...new Set(unitOfNode)];
  const indexOfUnit = new Map(units.map((unit, index) => [unit, index]));
  const witnesses = new Map<string, Witness[]>();
  for (let edge = 0; edge < kept.graph.edgeCount; edge += 1) {
    const [a, b] = [kept.graph.from[edge]!, kept.graph.to[edge]!];
    if (unitOfNode[a] === unitOfNode[b] || componentOf[a] === componentOf[b]) continue;
    const key = JSON.stringify([unitOfNode[a], unitOfNode[b]]);
    const reasons = tasks.reasons[kept.edges[edge]!]!;
    const when = and(tasks.nodes[a]!.when, tasks.nodes[b]!.when, or(...reasons.map((reason) => reason.when)));
    const witness = { prerequisite: tasks.ids[a]!, dependent: tasks.ids[b]!, reason: reasons[0]!, when };
    const list = witnesses.get(key);
    if (list) list.push(witness);
    else witnesses.set(key, [witness]);
  }
  const pairs = [...witnesses.keys()].map((key) => JSON.parse(key) as [string, string]);
  const from = pairs.map(([unit]) => indexOfUnit.get(unit)!);
  const to = pairs.map(([, unit]) => indexOfUnit.get(unit)!);
  const digraph = compileDigraph(units.length, from, to);
  const circles = cyclicComponents(digraph);
  return { level, units, digraph, arrowWitnesses: [...witnesses.values()], witnesses, circles };
}

function accept(): boolean {
  return true;
}

function isStackMilestone(facts: Facts, task: Task): boolean {
  const kind = facts.deployment.groups.get(task.resource)?.kind;
  return task.kind === 'milestone' && (kind === 'stack' || kind === 'set');
}
