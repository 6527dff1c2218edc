import { edgeTruth } from '../../analyze/conditional-graph.ts';
import type { Facts } from '../../analyze/facts.ts';
import { stronglyConnectedComponents } from '../../graph/components.ts';
import { topologicalOrder } from '../../graph/order.ts';
import type { Task } from '../../model/deployment.ts';
import { unitOf } from '../../model/groups.ts';
import { compareSpans, type Span } from '../../model/span.ts';
import { isSame, pairKey, standsForGroup } from './coarse-dependency.ts';

/**
 * One place in the text that orders a machine or stack as a whole: `depends_on` of a server, `after` of a host. A text
 * that stands for several machines (members of a group, an anchor) is one statement with several pairs.
 */
export interface Statement {
  readonly span: Span;
  /** Every place where it stands: several lines may order the same two units. */
  readonly spans: readonly Span[];
  /** The key that says it, in the format's own word. */
  readonly via: string;
  /** Which units it orders, the first in template order first. */
  readonly pairs: readonly { readonly from: string; readonly to: string }[];
  readonly edges: readonly { readonly prerequisite: string; readonly dependent: string }[];
  /** Whether a unit of the pairs is a nested stack or a set, which the engine keeps whole whatever is written. */
  readonly isEnforced: boolean;
}

/** Every explicit dependency that a whole machine or stack is an end of, in the order of the text. */
export function explicitStatements(facts: Facts): readonly Statement[] {
  const { tasks, deployment, environment } = facts;
  const byPlace = new Map<string, { span: Span; via: string; edges: number[] }>();
  for (let edge = 0; edge < tasks.digraph.edgeCount; edge += 1) {
    for (const reason of tasks.reasons[edge]!) {
      if (reason.kind !== 'explicit') continue;
      if (edgeTruth(tasks, edge, { environment, accept: (one) => one === reason }) === false) continue;
      const key = JSON.stringify([reason.span.file, reason.span.line, reason.span.column]);
      const known = byPlace.get(key) ?? { span: reason.span, via: reason.via, edges: [] };
      known.edges.push(edge);
      byPlace.set(key, known);
    }
  }
  const unit = (node: number): string => unitOf(deployment, tasks.ids[node]!, 'host');
  const statements = [...byPlace.values()].flatMap(({ span, via, edges }): readonly Statement[] => {
    const ends = edges.map((edge) => [tasks.digraph.from[edge]!, tasks.digraph.to[edge]!] as const);
    const across = ends.filter(([from, to]) => unit(from) !== unit(to));
    const isWhole = isManyFold(across.map(([from, to]) => pairKey(unit(from), unit(to))));
    if (!isWhole && !across.some(([from, to]) => isWholeEdge(tasks.nodes[from] as Task, tasks.nodes[to] as Task)))
      return [];
    const pairs = new Map(across.map(([from, to]) => [pairKey(unit(from), unit(to)), [unit(from), unit(to)] as const]));
    return [
      {
        span,
        spans: [span],
        via,
        pairs: [...pairs.values()].map(([from, to]) => ({ from, to })),
        edges: ends.map(([from, to]) => ({ prerequisite: tasks.ids[from]!, dependent: tasks.ids[to]! })),
        isEnforced: across.some((nodes) => nodes.some((node) => isStackMark(facts, tasks.nodes[node] as Task))),
      },
    ];
  });
  return statements.sort((a, b) => compareSpans(a.span, b.span));
}

/**
 * Statements that order the same two units as one: of what one of several lines says, the others may say the rest. The
 * lines that others imply go with them and are not written anew.
 */
export function joinStatements(
  facts: Facts,
  statements: readonly Statement[],
): readonly { readonly joined: Statement; readonly implied: readonly Statement[] }[] {
  const byPairs = new Map<string, Statement[]>();
  for (const statement of statements) {
    const key = JSON.stringify(statement.pairs);
    byPairs.set(key, [...(byPairs.get(key) ?? []), statement]);
  }
  return [...byPairs.values()].map((same) => {
    const implied = same.filter((statement) => isImplied(facts, statement));
    const needed = same.filter((statement) => !implied.includes(statement));
    const [first] = needed.length > 0 ? needed : same;
    const edges = (needed.length > 0 ? needed : same).flatMap((statement) => statement.edges);
    return { joined: { ...first!, spans: same.map(({ span }) => span), edges }, implied };
  });
}

/** Statements that are on one cycle together: to take one of them away may not be enough. */
export function circlesOf({ tasks }: Facts, statements: readonly Statement[]): readonly Statement[] {
  const { componentOf } = stronglyConnectedComponents(tasks.digraph);
  const place = (id: string): number => componentOf[tasks.indexOf.get(id)!]!;
  const byCircle = new Map<number, Statement[]>();
  for (const statement of statements) {
    const inside = statement.edges.find(({ prerequisite, dependent }) => place(prerequisite) === place(dependent));
    if (inside === undefined) continue;
    const circle = place(inside.dependent);
    byCircle.set(circle, [...(byCircle.get(circle) ?? []), statement]);
  }
  return [...byCircle.values()]
    .filter((same) => same.length > 1)
    .map((same) => ({
      ...same[0]!,
      spans: same.flatMap(({ spans }) => spans),
      pairs: same.flatMap(({ pairs }) => pairs),
      edges: same.flatMap(({ edges }) => edges),
    }));
}

/** One text that makes several edges between the same two units orders the unit, not a task of it. */
function isManyFold(keys: readonly string[]): boolean {
  return new Set(keys).size < keys.length;
}

/**
 * The dependent is a machine or stack, or the prerequisite is all of one. To be after a server that is a prerequisite
 * is to be after its creation only, which is a component's order already.
 */
function isWholeEdge(prerequisite: Task, dependent: Task): boolean {
  return standsForGroup(dependent) || prerequisite.kind === 'milestone';
}

function isStackMark(facts: Facts, { kind, resource }: Task): boolean {
  const group = facts.deployment.groups.get(resource)?.kind;
  return kind === 'milestone' && (group === 'stack' || group === 'set');
}

/**
 * Whether each order of the statement follows from the rest of the deployment, in every environment. In a cycle
 * everything follows from everything, so nothing is said there.
 */
export function isImplied(facts: Facts, statement: Statement): boolean {
  const { tasks, environment } = facts;
  if (facts.remember('refine: is cyclic', () => topologicalOrder(tasks.digraph) === null)) return false;
  const accept = (reason: { readonly kind: string; readonly span: Span }): boolean =>
    reason.kind !== 'explicit' || !isSame(reason.span, statement.span);
  const stays = (edge: number): boolean => edgeTruth(tasks, edge, { environment, accept }) === true;
  const reaches = (start: number, goal: number): boolean => {
    const { outStart, outEdges, to } = tasks.digraph;
    const seen = new Set([start]);
    const open = [start];
    for (let node = open.pop(); node !== undefined; node = open.pop()) {
      for (let at = outStart[node]!; at < outStart[node + 1]!; at += 1) {
        const next = to[outEdges[at]!]!;
        if (seen.has(next) || !stays(outEdges[at]!)) continue;
        if (next === goal) return true;
        seen.add(next);
        open.push(next);
      }
    }
    return false;
  };
  return statement.edges.every(({ prerequisite, dependent }) => {
    const [from, to] = [tasks.indexOf.get(prerequisite)!, tasks.indexOf.get(dependent)!];
    return standFor(facts, from).every((node) => reaches(node, to));
  });
}

/** A milestone stands for what it comes after. */
function standFor({ tasks }: Facts, node: number): readonly number[] {
  if ((tasks.nodes[node] as Task).kind !== 'milestone') return [node];
  const { inStart, inEdges, from } = tasks.digraph;
  return [...inEdges.subarray(inStart[node]!, inStart[node + 1]!)].map((edge) => from[edge]!);
}
