import type { Atom } from './flow-tree.ts';
import type { Link, LinkedFlow, LinkedItem, LinkedTask } from './linked-flow.ts';

/**
 * TaskFlow's execution graph: the atoms, and for each flow a node where it begins and one where it ends, which take no
 * time. A sub-flow is therefore a barrier.
 */
export interface CompiledFlow {
  /** In the order in which TaskFlow goes through them. */
  readonly nodes: readonly CompiledNode[];
  readonly edges: readonly CompiledEdge[];
  readonly root: LinkedItem;
}

export type CompiledNode =
  | { readonly kind: 'task'; readonly task: LinkedTask; readonly parent: LinkedFlow | null }
  | { readonly kind: 'retry'; readonly atom: Atom; readonly parent: LinkedFlow }
  | { readonly kind: 'begin' | 'end'; readonly flow: LinkedFlow; readonly parent: LinkedFlow | null };

export interface CompiledEdge {
  readonly from: CompiledNode;
  readonly to: CompiledNode;
  /** The link between two children that makes it; null for the frame of a flow. */
  readonly link: Link | null;
  /** From a retry controller to what it may run again. */
  readonly isRetry: boolean;
}

/** Compiles as `FlowCompiler.compile()` of TaskFlow 5.0.0 does; flows nest at most as deep as a document may. */
export function compileFlow(root: LinkedItem): CompiledFlow {
  const compiler = new Compiler();
  compiler.compile(root, null);
  return { nodes: compiler.nodes, edges: compiler.edges, root };
}

interface Frame {
  readonly begin: CompiledNode;
  readonly end: CompiledNode;
}

class Compiler {
  readonly nodes: CompiledNode[] = [];
  readonly edges: CompiledEdge[] = [];

  compile(item: LinkedItem, parent: LinkedFlow | null): Frame {
    if (item.kind === 'flow') return this.#compileFlow(item, parent);
    const node = this.#node({ kind: 'task', task: item, parent });
    return { begin: node, end: node };
  }

  #node(node: CompiledNode): CompiledNode {
    this.nodes.push(node);
    return node;
  }

  #edge(from: CompiledNode, to: CompiledNode, link: Link | null, isRetry = false): void {
    this.edges.push({ from, to, link, isRetry });
  }

  #compileFlow(flow: LinkedFlow, parent: LinkedFlow | null): Frame {
    const begin = this.#node({ kind: 'begin', flow, parent });
    const frames = new Map(flow.children.map((child) => [child, this.compile(child, flow)]));
    for (const link of flow.links) this.#edge(frames.get(link.from)!.end, frames.get(link.to)!.begin, link);
    const retry = flow.flow.retry ? this.#node({ kind: 'retry', atom: flow.flow.retry, parent: flow }) : null;
    if (retry) this.#edge(begin, retry, null);
    const hasBefore = new Set(flow.links.map(({ to }) => to));
    const hasAfter = new Set(flow.links.map(({ from }) => from));
    const end = this.#node({ kind: 'end', flow, parent });
    for (const [child, frame] of frames)
      if (!hasBefore.has(child)) this.#edge(retry ?? begin, frame.begin, null, retry !== null);
    for (const [child, frame] of frames) if (!hasAfter.has(child)) this.#edge(frame.end, end, null);
    if (frames.size === 0) this.#edge(retry ?? begin, end, null);
    return { begin, end };
  }
}
