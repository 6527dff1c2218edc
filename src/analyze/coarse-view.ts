import { cyclicComponents, stronglyConnectedComponents } from '../graph/components.ts';
import { compileDigraph, type Digraph, filterEdges } from '../graph/digraph.ts';
import { and, type Condition, or } from '../model/condition.ts';
import type { Reason, Task } from '../model/deployment.ts';
import type { Granularity } from '../model/groups.ts';
import { type ConditionalGraph, edgeTruth } from './conditional-graph.ts';
import type { Facts } from './facts.ts';

/** A dependency between components of two groups: why one group comes after the other. */
export interface Witness {
  readonly prerequisite: string;
  readonly dependent: string;
  readonly reason: Reason;
  /** When the dependency exists. */
  readonly when: Condition | null;
}

/** The groups of a level as nodes of a graph, without the component dependencies that are themselves in a cycle. */
export interface CoarseView {
  readonly level: Exclude<Granularity, 'fine'>;
  readonly units: readonly string[];
  readonly digraph: Digraph;
  /** Of an edge of `digraph`: the component dependencies that make the arrow, in template order. */
  readonly witnessesOf: (edge: number) => readonly Witness[];
  /** Whether a component of one unit comes after one of another. */
  readonly hasArrow: (prerequisite: string, dependent: string) => boolean;
  /** Groups that depend on each other in a cycle. */
  readonly circles: readonly (readonly number[])[];
}

/**
 * Contracts the tasks of each unit. A nested stack's own begin and end are left out: they are what the engine adds by
 * treating the stack as one, and the question here is what the components need.
 */
export function coarseView(facts: Facts, level: Exclude<Granularity, 'fine'>): CoarseView {
  const { tasks } = facts;
  const isComponent = tasks.nodes.map((node) => !isStackMilestone(facts, node as Task));
  const question = { environment: facts.environment, accept };
  const kept = filterEdges(tasks.digraph, (edge) => {
    const isBetweenComponents = isComponent[tasks.digraph.from[edge]!]! && isComponent[tasks.digraph.to[edge]!]!;
    return isBetweenComponents && edgeTruth(tasks, edge, question) !== false;
  });
  const { componentOf } = stronglyConnectedComponents(kept.graph);
  const indexOfUnit = new Map<string, number>();
  const unitOfNode = facts.units(level).map((unit) => {
    const index = indexOfUnit.get(unit) ?? indexOfUnit.size;
    indexOfUnit.set(unit, index);
    return index;
  });
  const units = [...indexOfUnit.keys()];
  const arrows = new Map<number, number[]>();
  for (let edge = 0; edge < kept.graph.edgeCount; edge += 1) {
    const [a, b] = [kept.graph.from[edge]!, kept.graph.to[edge]!];
    if (unitOfNode[a] === unitOfNode[b] || componentOf[a] === componentOf[b]) continue;
    const key = unitOfNode[a]! * units.length + unitOfNode[b]!;
    const list = arrows.get(key);
    if (list) list.push(kept.edges[edge]!);
    else arrows.set(key, [kept.edges[edge]!]);
  }
  const keys = [...arrows.keys()];
  const from = keys.map((key) => Math.floor(key / units.length));
  const to = keys.map((key) => key % units.length);
  const digraph = compileDigraph(units.length, from, to);
  const edges = [...arrows.values()];
  return {
    level,
    units,
    digraph,
    witnessesOf: (arrow) => edges[arrow]!.map((edge) => witnessOf(tasks, edge)),
    hasArrow: (prerequisite, dependent) => {
      const [a, b] = [indexOfUnit.get(prerequisite), indexOfUnit.get(dependent)];
      return a !== undefined && b !== undefined && arrows.has(a * units.length + b);
    },
    circles: cyclicComponents(digraph),
  };
}

function witnessOf({ digraph, ids, nodes, reasons }: ConditionalGraph, edge: number): Witness {
  const [a, b] = [digraph.from[edge]!, digraph.to[edge]!];
  const when = and(nodes[a]!.when, nodes[b]!.when, or(...reasons[edge]!.map((reason) => reason.when)));
  return { prerequisite: ids[a]!, dependent: ids[b]!, reason: reasons[edge]![0]!, when };
}

function accept(): boolean {
  return true;
}

function isStackMilestone(facts: Facts, task: Task): boolean {
  if (task.kind !== 'milestone') return false;
  const kind = facts.deployment.groups.get(task.resource)?.kind;
  return kind === 'stack' || kind === 'set';
}
