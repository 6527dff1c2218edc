import { cyclicComponents } from '../graph/components.ts';
import { type Cycle, shortestCycle } from '../graph/cycles.ts';
import { filterEdges } from '../graph/digraph.ts';
import { type Environment, evaluate, type Truth } from '../model/condition.ts';
import type { Reason } from '../model/deployment.ts';
import { assignments } from './assignment.ts';
import { type ConditionalGraph, edgeTruth, namesOf } from './conditional-graph.ts';

/** A shortest cycle of dependencies within one strongly connected component. */
export interface DependencyCycle {
  /**
   * `arrows[i].dependent` depends on `arrows[i].prerequisite`, which is the next one's dependent. Starts at its
   * earliest place in the file.
   */
  readonly arrows: readonly CycleArrow[];
  /** All that is caught in the component, this cycle included. */
  readonly members: readonly string[];
  /** `unknown` when conditions decide whether it exists, and nothing says that they cannot. */
  readonly truth: Exclude<Truth, false>;
  /** What the named conditions must be; null when it always exists, or nobody can say. */
  readonly environment: Readonly<Record<string, boolean>> | null;
  /** False when the search for a shorter one was cut. */
  readonly shortest: boolean;
}

export interface CycleArrow {
  readonly dependent: string;
  readonly prerequisite: string;
  readonly reason: Reason;
}

interface CycleQuestion {
  readonly environment: Environment;
  readonly accept: (reason: Reason, edge: number) => boolean;
}

/**
 * The cycles of a graph, one for each strongly connected component: first those that always exist, then, apart from
 * these, those that exist under some assignment of the conditions that are still open.
 * @param question.environment what the parameters decide
 * @param question.accept the reasons that count
 */
export function dependencyCycles(graph: ConditionalGraph, question: CycleQuestion): readonly DependencyCycle[] {
  const truths = Array.from({ length: graph.digraph.edgeCount }, (_, edge) => edgeTruth(graph, edge, question));
  const certain = cyclesIn(graph, (edge) => truths[edge] === true).map((found) =>
    describe(graph, found, { ...question, truth: true, assignment: null }),
  );
  if (!truths.includes('unknown')) return certain;
  const settled = new Set(certain.flatMap((cycle) => cycle.members));
  const possible = cyclesIn(graph, (edge) => truths[edge] !== false)
    .filter(({ members }) => !members.some((node) => settled.has(graph.ids[node]!)))
    .flatMap((found) => conditionalCycle(graph, found, question) ?? []);
  return [...certain, ...possible];
}

interface FoundCycle {
  readonly members: readonly number[];
  readonly cycle: Cycle;
}

function cyclesIn(graph: ConditionalGraph, keep: (edge: number) => boolean): readonly FoundCycle[] {
  const kept = filterEdges(graph.digraph, keep);
  const options = { rank: (node: number): number => graph.rank[node]! };
  return cyclicComponents(kept.graph).flatMap((members) => {
    const cycle = shortestCycle(kept.graph, members, options);
    if (cycle === null) return [];
    return [{ members, cycle: { ...cycle, edges: cycle.edges.map((edge) => kept.edges[edge]!) } }];
  });
}

/** Looks for an assignment of the open conditions under which the component is still cyclic. */
function conditionalCycle(graph: ConditionalGraph, found: FoundCycle, question: CycleQuestion): DependencyCycle | null {
  const inside = new Set(found.members);
  const edges = found.members.flatMap((node) => outEdges(graph, node)).filter((e) => inside.has(graph.digraph.to[e]!));
  const tried = assignments(namesOf(graph, edges), question.environment);
  if (tried === null) return describe(graph, found, { ...question, truth: 'unknown', assignment: null });
  const ofComponent = new Set(edges);
  for (const assignment of tried) {
    const asked = { ...question, environment: new Map([...question.environment, ...assignment]) };
    const cycles = cyclesIn(graph, (edge) => ofComponent.has(edge) && edgeTruth(graph, edge, asked) !== false);
    if (cycles[0]) return describe(graph, cycles[0], { ...asked, truth: 'unknown', assignment });
  }
  return null;
}

function outEdges(graph: ConditionalGraph, node: number): readonly number[] {
  const { outStart, outEdges: edges } = graph.digraph;
  return [...edges.subarray(outStart[node]!, outStart[node + 1]!)];
}

function describe(
  graph: ConditionalGraph,
  { members, cycle }: FoundCycle,
  known: CycleQuestion & { readonly truth: true | 'unknown'; readonly assignment: Environment | null },
): DependencyCycle {
  // Edges run prerequisite → dependent; people read "depends on", so the walk is turned round and keeps its first node.
  const arrows = [...cycle.edges].reverse().map((edge) => ({
    dependent: graph.ids[graph.digraph.to[edge]!]!,
    prerequisite: graph.ids[graph.digraph.from[edge]!]!,
    reason: strongest(graph.reasons[edge]!, { ...known, edge }),
  }));
  return {
    arrows,
    members: members.map((node) => graph.ids[node]!),
    truth: known.truth,
    environment: known.assignment && known.assignment.size > 0 ? Object.fromEntries(known.assignment) : null,
    shortest: cycle.exact,
  };
}

/** The reason to show: one that holds for sure before one that may, one that is written before a hidden one. */
function strongest(
  reasons: readonly Reason[],
  { environment, accept, edge }: CycleQuestion & { readonly edge: number },
): Reason {
  const weight = (reason: Reason): number => {
    const truth = evaluate(reason.when, environment);
    return (accept(reason, edge) ? 0 : 4) + (truth === true ? 0 : truth === 'unknown' ? 1 : 2) + hidden(reason) / 2;
  };
  return [...reasons].sort((a, b) => weight(a) - weight(b))[0]!;
}

function hidden(reason: Reason): number {
  return reason.kind === 'implicit' ? 1 : 0;
}
