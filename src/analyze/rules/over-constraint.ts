import { type Digraph, filterEdges } from '../../graph/digraph.ts';
import { topologicalOrder } from '../../graph/order.ts';
import { reachableFrom } from '../../graph/reachability.ts';
import type { Reason, Task } from '../../model/deployment.ts';
import { unitOf } from '../../model/groups.ts';
import { edgeTruth } from '../conditional-graph.ts';
import type { Facts } from '../facts.ts';
import type { RuleFinding } from '../finding.ts';
import { arrowSentence, counted, relatedOf } from '../reason-text.ts';
import type { Rule } from '../rule.ts';

/** Starts times edges looked at in all; beyond that nothing more is said. */
const WORK = 20_000_000;

export const overConstraint: Rule = {
  id: 'over-constraint',
  severity: 'info',
  confidence: 'proved',
  summary: 'A dependency between whole machines orders more of their components than the values between them need.',
  why: 'What could run side by side runs one after the other, and the deployment takes longer.',
  bad: [],
  good: [],
  *check(facts) {
    const { digraph } = facts.tasks;
    const question = { environment: facts.environment, accept: (): boolean => true };
    const truths = Array.from({ length: digraph.edgeCount }, (_, edge) => edgeTruth(facts.tasks, edge, question));
    // With an edge that nobody can decide, no count is exact; on a cyclic graph nothing is ordered.
    if (truths.includes('unknown') || topologicalOrder(digraph) === null) return;
    let work = 0;
    for (const statement of wholeStatements(facts)) {
      const withIt = filterEdges(digraph, (edge) => truths[edge] === true).graph;
      const withoutIt = filterEdges(digraph, (edge) => truths[edge] === true && !statement.edges.has(edge)).graph;
      work += 2 * statement.before.length * digraph.edgeCount;
      if (work > WORK) return;
      const counts = {
        ordered: orderedPairs(withIt, statement),
        needed: orderedPairs(withoutIt, statement),
      };
      const found = describe(facts, statement, counts);
      if (found) yield found;
    }
  },
};

/** One place in the text that orders a group as a whole after another. */
interface Statement {
  readonly from: string;
  readonly to: string;
  readonly reason: Reason;
  /** The task edges that only this text makes. */
  readonly edges: ReadonlySet<number>;
  /** Components of the groups: nodes of the fine graph that do something. */
  readonly before: readonly number[];
  readonly after: readonly number[];
}

/** Explicit dependencies that end at a machine itself or at the mark of its begin or end, or that one text makes many of. */
function wholeStatements(facts: Facts): readonly Statement[] {
  const { tasks } = facts;
  const units = tasks.ids.map((id) => unitOf(facts.deployment, id, 'host'));
  const statements = new Map<
    string,
    { from: string; to: string; reason: Reason; edges: Set<number>; whole: boolean }
  >();
  for (let edge = 0; edge < tasks.digraph.edgeCount; edge += 1) {
    const [a, b] = [tasks.digraph.from[edge]!, tasks.digraph.to[edge]!];
    const [reason, another] = tasks.reasons[edge]!;
    if (units[a] === units[b] || reason?.kind !== 'explicit' || another !== undefined) continue;
    const key = JSON.stringify([units[a], units[b], reason.span]);
    const known = statements.get(key);
    const whole = known !== undefined || [a, b].some((node) => standsForGroup(tasks.nodes[node] as Task));
    const edges = (known?.edges ?? new Set<number>()).add(edge);
    statements.set(key, { from: units[a]!, to: units[b]!, reason, edges, whole });
  }
  const isComponent = (node: number): boolean => (tasks.nodes[node] as Task).kind !== 'milestone';
  const nodesOf = (unit: string): readonly number[] =>
    units.flatMap((other, node) => (other === unit && isComponent(node) ? [node] : []));
  return [...statements.values()]
    .filter(({ whole }) => whole)
    .map((statement) => ({ ...statement, before: nodesOf(statement.from), after: nodesOf(statement.to) }));
}

function standsForGroup({ kind }: Task): boolean {
  return kind === 'milestone' || kind === 'server' || kind === 'boot';
}

function orderedPairs(graph: Digraph, { before, after }: Statement): number {
  let pairs = 0;
  for (const start of before) {
    const reached = reachableFrom(graph, [start]);
    for (const node of after) pairs += reached[node]!;
  }
  return pairs;
}

function describe(
  facts: Facts,
  statement: Statement,
  { ordered, needed }: { readonly ordered: number; readonly needed: number },
): RuleFinding | null {
  const { tasks } = facts;
  const [before, after] = [new Set(statement.before), new Set(statement.after)];
  const values = tasks.reasons.flatMap((reasons, edge) => {
    const [a, b] = [tasks.digraph.from[edge]!, tasks.digraph.to[edge]!];
    const reason = reasons.find(({ kind }) => kind === 'value' || kind === 'reference');
    if (!reason || !before.has(a) || !after.has(b)) return [];
    return [{ prerequisite: tasks.ids[a]!, dependent: tasks.ids[b]!, reason }];
  });
  // Where no value shows what is needed, the order may be meant for a reason that no template can say.
  if (values.length === 0 || ordered <= needed) return null;
  const { from, to, reason } = statement;
  return {
    message:
      `'${to}' as a whole comes after '${from}' (${reason.via}): that orders ${counted(ordered, 'pair', 'pairs')} of ` +
      `their components, and ${needed} ${needed === 1 ? 'is' : 'are'} needed (${arrowSentence(values[0]!)})`,
    at: reason.span,
    related: relatedOf(values.slice(0, 5)),
    evidence: [
      {
        kind: 'table',
        title: 'ordered pairs of components',
        columns: ['with the dependency', 'without it', 'only because of it'],
        rows: [[ordered, needed, ordered - needed]],
      },
    ],
  };
}
