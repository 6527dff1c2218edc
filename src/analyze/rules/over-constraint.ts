import { type Digraph, filterEdges } from '../../graph/digraph.ts';
import { topologicalOrder } from '../../graph/order.ts';
import type { Reason, Task } from '../../model/deployment.ts';
import { edgeTruth } from '../conditional-graph.ts';
import type { Facts } from '../facts.ts';
import type { RuleFinding } from '../finding.ts';
import { type Arrow, arrowSentence, counted, relatedOf } from '../reason-text.ts';
import type { Rule } from '../rule.ts';

/** Edges looked at in all; beyond that nothing more is said. */
const WORK = 20_000_000;

export const overConstraint: Rule = {
  id: 'over-constraint',
  severity: 'info',
  confidence: 'proved',
  summary: 'A dependency between whole machines orders more of their components than the values between them need.',
  why: 'What could run side by side runs one after the other: the deployment takes longer; report and refine say by how much.',
  bad: [
    {
      file: 'native.yaml',
      text: `makespan: 1
hosts:
  db:
    base: 60s
    components:
      install: 90s
      start: {duration: 10s, provides: [address]}
  app:
    base: 60s
    after: db
    components:
      install: 120s
      start: {duration: 10s, consumes: {database: db.start.address}}
`,
    },
    {
      file: 'hot.yaml',
      text: `heat_template_version: 2018-08-31
resources:
  db_vm:
    type: OS::Nova::Server
    properties: {flavor: m1.small, image: cirros, user_data_format: SOFTWARE_CONFIG}
  app_vm:
    type: OS::Nova::Server
    depends_on: db_vm
    properties: {flavor: m1.small, image: cirros, user_data_format: SOFTWARE_CONFIG}
  config:
    type: OS::Heat::SoftwareConfig
    properties: {group: script, config: 'echo', outputs: [{name: address}]}
  db_ready:
    type: OS::Heat::SoftwareDeployment
    properties: {server: {get_resource: db_vm}, config: {get_resource: config}}
  app_install:
    type: OS::Heat::SoftwareDeployment
    properties: {server: {get_resource: app_vm}, config: {get_resource: config}}
  app_start:
    type: OS::Heat::SoftwareDeployment
    properties:
      server: {get_resource: app_vm}
      config: {get_resource: config}
      input_values: {database: {get_attr: [db_ready, address]}}
`,
    },
  ],
  good: [
    {
      file: 'native.yaml',
      text: `makespan: 1
hosts:
  db:
    base: 60s
    components:
      install: 90s
      start: {duration: 10s, provides: [address]}
  app:
    base: 60s
    components:
      install: 120s
      start: {duration: 10s, consumes: {database: db.start.address}}
`,
    },
    {
      file: 'hot.yaml',
      text: `heat_template_version: 2018-08-31
resources:
  db_vm:
    type: OS::Nova::Server
    properties: {flavor: m1.small, image: cirros, user_data_format: SOFTWARE_CONFIG}
  app_vm:
    type: OS::Nova::Server
    properties: {flavor: m1.small, image: cirros, user_data_format: SOFTWARE_CONFIG}
  config:
    type: OS::Heat::SoftwareConfig
    properties: {group: script, config: 'echo', outputs: [{name: address}]}
  db_ready:
    type: OS::Heat::SoftwareDeployment
    properties: {server: {get_resource: db_vm}, config: {get_resource: config}}
  app_install:
    type: OS::Heat::SoftwareDeployment
    properties: {server: {get_resource: app_vm}, config: {get_resource: config}}
  app_start:
    type: OS::Heat::SoftwareDeployment
    properties:
      server: {get_resource: app_vm}
      config: {get_resource: config}
      input_values: {database: {get_attr: [db_ready, address]}}
`,
    },
  ],
  *check(facts) {
    const { digraph } = facts.tasks;
    const question = { environment: facts.environment, accept: (): boolean => true };
    const truths = Array.from({ length: digraph.edgeCount }, (_, edge) => edgeTruth(facts.tasks, edge, question));
    // With an edge that nobody can decide, no count is exact; on a cyclic graph nothing is ordered.
    if (truths.includes('unknown') || topologicalOrder(digraph) === null) return;
    const existing = filterEdges(digraph, (edge) => truths[edge] === true);
    const newIndex = new Int32Array(digraph.edgeCount).fill(-1);
    existing.edges.forEach((edge, index) => {
      newIndex[edge] = index;
    });
    const reach = new BoundedReach(existing.graph);
    for (const statement of wholeStatements(facts)) {
      // Where no value shows what is needed, the order may be meant for a reason that no template can say.
      const [value, ...others] = valuesBetween(facts, statement);
      if (!value) continue;
      const gone = new Set([...statement.edges].map((edge) => newIndex[edge]!));
      const ordered = orderedPairs(reach, statement, new Set());
      const needed = orderedPairs(reach, statement, gone);
      if (reach.work > WORK) return;
      if (ordered > needed) yield describe(statement, [value, ...others], { ordered, needed });
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
  /** The tasks of the two groups, milestones aside. */
  readonly before: readonly number[];
  readonly after: readonly number[];
}

/**
 * Explicit dependencies that end at a machine itself or at the mark of its begin or end, or that one text makes many
 * of.
 */
function wholeStatements(facts: Facts): readonly Statement[] {
  const { tasks } = facts;
  const units = facts.units('host');
  const valued = valuedPairs(facts, units);
  const statements = new Map<
    string,
    { from: string; to: string; reason: Reason; edges: Set<number>; whole: boolean }
  >();
  for (let edge = 0; edge < tasks.digraph.edgeCount; edge += 1) {
    const [a, b] = [tasks.digraph.from[edge]!, tasks.digraph.to[edge]!];
    const [reason, another] = tasks.reasons[edge]!;
    if (units[a] === units[b] || reason?.kind !== 'explicit' || another !== undefined) continue;
    if (!valued.has(`${units[a]}\0${units[b]}`)) continue;
    const { file, line, column, endLine, endColumn } = reason.span;
    const key = [line, column, endLine, endColumn, file, units[a], units[b]].join('\0');
    const known = statements.get(key);
    const whole = known !== undefined || [a, b].some((node) => standsForGroup(tasks.nodes[node] as Task));
    const edges = (known?.edges ?? new Set<number>()).add(edge);
    statements.set(key, { from: units[a]!, to: units[b]!, reason, edges, whole });
  }
  const nodesOf = new Map<string, number[]>();
  for (const [node, unit] of units.entries()) {
    if ((tasks.nodes[node] as Task).kind === 'milestone') continue;
    const nodes = nodesOf.get(unit);
    if (nodes) nodes.push(node);
    else nodesOf.set(unit, [node]);
  }
  return [...statements.values()]
    .filter(({ whole }) => whole)
    .map((statement) => {
      return { ...statement, before: nodesOf.get(statement.from) ?? [], after: nodesOf.get(statement.to) ?? [] };
    });
}

/** The pairs of units between which a value or a reference passes: no rule speaks of an order between others. */
function valuedPairs({ tasks }: Facts, units: readonly string[]): ReadonlySet<string> {
  const pairs = new Set<string>();
  for (let edge = 0; edge < tasks.digraph.edgeCount; edge += 1) {
    const [from, to] = [units[tasks.digraph.from[edge]!]!, units[tasks.digraph.to[edge]!]!];
    if (from !== to && tasks.reasons[edge]!.some(isValued)) pairs.add(`${from}\0${to}`);
  }
  return pairs;
}

function isValued({ kind }: Reason): boolean {
  return kind === 'value' || kind === 'reference';
}

function standsForGroup({ kind }: Task): boolean {
  return kind === 'milestone' || kind === 'server' || kind === 'boot';
}

function orderedPairs(reach: BoundedReach, { before, after }: Statement, gone: ReadonlySet<number>): number {
  let pairs = 0;
  for (const start of before) pairs += reach.count(start, after, gone);
  return pairs;
}

/** Reachability in an acyclic graph that looks no further, in topological order, than the last goal. */
class BoundedReach {
  /** Edges looked at so far. */
  work = 0;
  readonly #graph: Digraph;
  readonly #position: Int32Array;
  readonly #seenIn: Int32Array;
  #round = 0;

  constructor(graph: Digraph) {
    this.#graph = graph;
    this.#position = new Int32Array(graph.nodeCount);
    this.#seenIn = new Int32Array(graph.nodeCount);
    topologicalOrder(graph)?.forEach((node, place) => {
      this.#position[node] = place;
    });
  }

  /** How many of the goals can be reached without the edges that are gone. */
  count(start: number, goals: readonly number[], gone: ReadonlySet<number>): number {
    const { outStart, outEdges, to } = this.#graph;
    const limit = goals.reduce((last, goal) => Math.max(last, this.#position[goal]!), 0);
    this.#round += 1;
    const open = [start];
    for (let node = open.pop(); node !== undefined; node = open.pop()) {
      for (let at = outStart[node]!; at < outStart[node + 1]!; at += 1) {
        const next = to[outEdges[at]!]!;
        this.work += 1;
        if (this.#seenIn[next] === this.#round || this.#position[next]! > limit || gone.has(outEdges[at]!)) continue;
        this.#seenIn[next] = this.#round;
        open.push(next);
      }
    }
    return goals.filter((goal) => this.#seenIn[goal] === this.#round).length;
  }
}

function describe(
  statement: Statement,
  values: readonly [Arrow, ...Arrow[]],
  { ordered, needed }: { readonly ordered: number; readonly needed: number },
): RuleFinding {
  const { from, to, reason } = statement;
  return {
    message:
      `'${to}' as a whole comes after '${from}' (${reason.via}): that orders ${counted(ordered, 'pair', 'pairs')} of ` +
      `their tasks, and ${needed} ${needed === 1 ? 'is' : 'are'} needed (${arrowSentence(values[0])})`,
    at: reason.span,
    related: relatedOf(values.slice(0, 5)),
    evidence: [
      {
        kind: 'table',
        title: 'ordered pairs of tasks',
        columns: ['with the dependency', 'without it', 'only because of it'],
        rows: [[ordered, needed, ordered - needed]],
      },
    ],
  };
}

/** The dependencies that values make from a task of the first group to one of the second. */
function valuesBetween({ tasks }: Facts, { before, after }: Statement): readonly Arrow[] {
  const { outStart, outEdges, to } = tasks.digraph;
  const goals = new Set(after);
  return before.flatMap((node) =>
    [...outEdges.subarray(outStart[node]!, outStart[node + 1]!)].flatMap((edge) => {
      const reason = tasks.reasons[edge]!.find(isValued);
      if (!reason || !goals.has(to[edge]!)) return [];
      return [{ prerequisite: tasks.ids[node]!, dependent: tasks.ids[to[edge]!]!, reason }];
    }),
  );
}
