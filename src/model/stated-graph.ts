import graphology from 'graphology';
import type { AbstractGraph, Attributes } from 'graphology-types';
import type { Dependency, Reason } from './deployment.ts';
import type { EdgeList } from './edge-list.ts';

/**
 * A graph as it is stated, piece by piece, in lists. It becomes one of graphology's when somebody first asks for it:
 * that takes five times the memory, and whoever only simulates a large deployment never needs it.
 */
export class StatedGraph<Node extends Attributes> implements EdgeList {
  readonly ids: string[] = [];
  readonly nodes: Node[] = [];
  /** One edge for each reason: the same ends may come again. */
  readonly from: number[] = [];
  readonly to: number[] = [];
  readonly reasons: Reason[] = [];
  readonly #indexOf = new Map<string, number>();
  #graph: AbstractGraph<Node, Dependency> | null = null;

  has(id: string): boolean {
    return this.#indexOf.has(id);
  }

  indexOf(id: string): number | undefined {
    return this.#indexOf.get(id);
  }

  /** @param id not added before */
  addNode(id: string, node: Node): void {
    this.#indexOf.set(id, this.ids.length);
    this.ids.push(id);
    this.nodes.push(node);
  }

  /** @throws Error when an end was not added */
  addEdge(prerequisite: string, dependent: string, reason: Reason): void {
    const from = this.#indexOf.get(prerequisite);
    const to = this.#indexOf.get(dependent);
    if (from === undefined || to === undefined) {
      const end = from === undefined ? prerequisite : dependent;
      throw new Error(`dependency ${prerequisite} → ${dependent}: '${end}' was not added`);
    }
    this.from.push(from);
    this.to.push(to);
    this.reasons.push(reason);
  }

  /** The same graph with one edge for an ordered pair, which holds all its reasons in the order of the statements. */
  get graph(): AbstractGraph<Node, Dependency> {
    this.#graph ??= this.#built();
    return this.#graph;
  }

  #built(): AbstractGraph<Node, Dependency> {
    const graph = new graphology.DirectedGraph<Node, Dependency>();
    this.ids.forEach((id, index) => {
      graph.addNode(id, this.nodes[index] as Node);
    });
    this.reasons.forEach((reason, at) => {
      const prerequisite = this.ids[this.from[at] as number] as string;
      const dependent = this.ids[this.to[at] as number] as string;
      const edge = graph.edge(prerequisite, dependent);
      // A key of ours is shorter than graphology's own, and costs less to make.
      if (edge === undefined) graph.addDirectedEdgeWithKey(graph.size, prerequisite, dependent, { reasons: [reason] });
      else graph.setEdgeAttribute(edge, 'reasons', [...graph.getEdgeAttribute(edge, 'reasons'), reason]);
    });
    return graph;
  }
}
