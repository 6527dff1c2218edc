import type { Deployment } from '../../model/deployment.ts';
import { carriedOut } from '../engines/carried-out.ts';
import type { AgentRule, EngineConduct, RollbackRule, WatchRule } from '../engines/engine.ts';
import { type Conduct, OWN_WATCH, plainConduct, type Rollback, type Scopes, type Watches } from '../kernel/conduct.ts';
import { compileFlows } from './compile-flows.ts';
import { rowsOf } from './rows.ts';
import { type Edge, StackNodes } from './stack-nodes.ts';
import type { Variation } from './variation.ts';

export interface ConductInput {
  readonly deployment: Deployment;
  readonly rules: EngineConduct;
  readonly nodeOfTask: ReadonlyMap<string, number>;
  /** Tasks and the milestones of a granularity; the nodes of the engine's own come after them. */
  readonly nodeCount: number;
  readonly edges: readonly Edge[];
  readonly isRanked: Uint8Array;
  /** The number of the workers' pool; −1 without. */
  readonly workerPool: number;
  /** Whether a granularity has put milestones among the tasks. */
  readonly hasMilestones: boolean;
}

export interface CompiledConduct {
  readonly nodeCount: number;
  /** All edges, those of the engine's own among them. */
  readonly edges: readonly Edge[];
  /** Node `input.nodeCount + i` is the begin (even i) or the end (odd i) of this stack. */
  readonly stackGroups: readonly string[];
  /** The last nodes are the early ends of these. */
  readonly earlyOf: Int32Array;
  readonly conduct: Conduct;
  readonly variation: Variation;
}

/** An engine's rules as numbers: two nodes for each stack, and one for each task that lets others go early. */
export function compileConduct(input: ConductInput): CompiledConduct {
  const { deployment, rules, nodeOfTask } = input;
  const nodes = new StackNodes(deployment, { stacks: rules.stacks, nodeOfTask, base: input.nodeCount });
  const earlyBase = input.nodeCount + 2 * rules.stacks.length;
  const early = [...rules.early];
  const earlyOf = Int32Array.from(early, ([task]) => nodeOfTask.get(task) as number);
  const nodeCount = earlyBase + early.length;
  const plain = plainConduct(nodeCount, 0);
  const orders = writeLags(plain.lag, nodes, rules);
  const isDrawn = rules.rank === 'drawn';
  if (rules.rank !== 'drawn') {
    for (const [task, rank] of rules.rank) plain.rank[nodeOfTask.get(task) as number] = rank;
  }
  return {
    nodeCount,
    edges: withEarly([...input.edges, ...nodes.edges()], earlyOf, { earlyBase, nodes }),
    stackGroups: rules.stacks.map(({ group }) => group),
    earlyOf,
    conduct: {
      ...plain,
      watches: compileWatches(plain.watches, nodes, input),
      lines: compileLines(rules.agents, nodeOfTask, nodeCount),
      scopes: compileScopes(nodes, nodeCount),
      release: rules.release,
      isRanked: input.isRanked,
      ...(rules.rollback ? { rollback: rollbackOf(rules.rollback, nodes, input, nodeCount) } : {}),
      ...(rules.throttle ? { throttle: throttleOf(rules.throttle, nodeOfTask, nodeCount) } : {}),
      ...(rules.flows && !input.hasMilestones
        ? { flows: compileFlows(deployment, rules.flows, { nodeOfTask, nodeCount, pool: input.workerPool }) }
        : {}),
    },
    variation: {
      orders,
      ranked: isDrawn ? Int32Array.from(nodeOfTask.values()) : new Int32Array(0),
      rankKeys: isDrawn ? [...nodeOfTask.keys()] : [],
      copies: early.map(([, part], index) => ({ node: earlyBase + index, of: earlyOf[index] as number, part })),
    },
  };
}

/** What came after a task comes after its early end; only the end of its stack waits for all of it. */
function withEarly(
  edges: readonly Edge[],
  earlyOf: Int32Array,
  { earlyBase, nodes }: { readonly earlyBase: number; readonly nodes: StackNodes },
): readonly Edge[] {
  if (earlyOf.length === 0) return edges;
  const early = new Map([...earlyOf].map((node, index) => [node, earlyBase + index]));
  return edges.flatMap(([from, to]): readonly Edge[] => {
    const source = nodes.isEnd(to) ? from : (early.get(from) ?? from);
    const twin = early.get(to);
    return twin === undefined
      ? [[source, to]]
      : [
          [source, to],
          [source, twin],
        ];
  });
}

/** The rest before each start: a hop after prerequisites; leaves start one stagger apart. */
function writeLags(lag: Float64Array, nodes: StackNodes, { stacks, hopSeconds }: EngineConduct): Variation['orders'] {
  const orders: Variation['orders'][number][] = [];
  for (const { units } of stacks) for (const unit of units) lag[nodes.firstOf(unit)] = hopSeconds;
  for (const { leaves } of stacks) for (const unit of leaves) lag[nodes.firstOf(unit)] = 0;
  stacks.forEach(({ beginSeconds, endSeconds }, stack) => {
    lag[nodes.begin(stack)]! += beginSeconds;
    lag[nodes.end(stack)] = endSeconds;
  });
  for (const { group, leaves, staggerSeconds, drawsLeaves } of stacks) {
    const first = Int32Array.from(leaves, (unit) => nodes.firstOf(unit));
    const baseSeconds = Float64Array.from(first, (node) => lag[node] as number);
    first.forEach((node, place) => {
      lag[node]! += place * staggerSeconds;
    });
    if (!drawsLeaves || staggerSeconds === 0 || leaves.length < 2) continue;
    orders.push({ key: group, nodes: first, baseSeconds, gapSeconds: staggerSeconds });
  }
  return orders;
}

function compileWatches(watches: Watches, nodes: StackNodes, { deployment, rules, nodeOfTask }: ConductInput): Watches {
  const rounds = [...rules.stacks.keys()].filter((stack) => rules.stacks[stack]?.roundSeconds !== null);
  const roundOf = new Map(rounds.map((stack, watch) => [stack, watch]));
  const put = (node: number, rule: WatchRule, stack: number): void => {
    watches.of[node] = rule.kind === 'own' ? OWN_WATCH : (roundOf.get(stack) as number);
    watches.period[node] = rule.periodSeconds;
    watches.visit[node] = rule.visitSeconds;
    watches.settle[node] = rule.settleSeconds;
    watches.startCost[node] = rule.startSeconds;
  };
  for (const [task, rule] of rules.watches) {
    const stack = deployment.resources.getNodeAttribute(deployment.tasks.getNodeAttribute(task, 'resource'), 'stack');
    put(nodeOfTask.get(task) as number, rule, nodes.indexOf(stack) as number);
  }
  rules.stacks.forEach(({ watch, group }, stack) => {
    if (watch === null) return;
    put(nodes.end(stack), watch, nodes.indexOf(deployment.resources.getNodeAttribute(group, 'stack')) as number);
    watches.origin[nodes.end(stack)] = nodes.begin(stack);
  });
  return {
    ...watches,
    roundRest: Float64Array.from(rounds, (stack) => rules.stacks[stack]?.roundSeconds as number),
    beginner: Int32Array.from(rounds, (stack) => nodes.begin(stack)),
  };
}

function rollbackOf(
  { part, stepSeconds }: RollbackRule,
  nodes: StackNodes,
  { deployment, nodeOfTask }: ConductInput,
  nodeCount: number,
): Rollback {
  const isMade = new Uint8Array(nodeCount);
  for (const task of carriedOut(deployment)) isMade[nodeOfTask.get(task) as number] = 1;
  return { whole: nodes.end(0), part, stepSeconds, isMade };
}

function throttleOf(
  { perSecond, burst, tasks }: NonNullable<EngineConduct['throttle']>,
  nodeOfTask: ReadonlyMap<string, number>,
  nodeCount: number,
) {
  const of = new Uint8Array(nodeCount);
  for (const task of tasks) of[nodeOfTask.get(task) as number] = 1;
  return { perSecond, burst, of };
}

function compileLines(agents: readonly AgentRule[], nodeOfTask: ReadonlyMap<string, number>, nodeCount: number) {
  const of = new Int32Array(nodeCount).fill(-1);
  const turn = new Float64Array(nodeCount);
  const delay = new Float64Array(nodeCount);
  agents.forEach(({ turns, visibleSeconds }, line) => {
    for (const [task, place] of turns) {
      const node = nodeOfTask.get(task) as number;
      of[node] = line;
      turn[node] = place;
      delay[node] = visibleSeconds;
    }
  });
  const rests = rowsOf(
    agents.length,
    agents.flatMap(({ restSeconds }, line) => restSeconds.map(() => line)),
    agents.flatMap(({ restSeconds }) => restSeconds.map((_, at) => at)),
  );
  return {
    of,
    turn,
    delay,
    opener: Int32Array.from(agents, ({ startedBy }) =>
      startedBy === null ? -1 : (nodeOfTask.get(startedBy) as number),
    ),
    restStart: rests.start,
    rest: Float64Array.from(agents.flatMap(({ restSeconds }) => [...restSeconds])),
    roundCost: Float64Array.from(agents, ({ roundSeconds }) => roundSeconds),
    serviceCost: Float64Array.from(agents, ({ serviceSeconds }) => serviceSeconds),
  };
}

function compileScopes(nodes: StackNodes, nodeCount: number): Scopes {
  const of = new Int32Array(nodeCount).fill(-1);
  let watch = 0;
  const drainedBy = nodes.stacks.map(({ fails, roundSeconds }) => {
    const own = roundSeconds === null ? -1 : watch++;
    return fails === 'drained' ? own : -1;
  });
  nodes.stacks.forEach(({ units }, scope) => {
    for (const unit of units) of[nodes.firstOf(unit)] = of[nodes.lastOf(unit)] = scope;
  });
  const members = [...of.keys()].filter((node) => (of[node] as number) >= 0);
  const rows = rowsOf(
    nodes.stacks.length,
    members.map((node) => of[node] as number),
    members,
  );
  return {
    of,
    memberStart: rows.start,
    member: rows.values,
    done: Int32Array.from(nodes.stacks, (_, stack) => nodes.end(stack)),
    begin: Int32Array.from(nodes.stacks, (_, stack) => nodes.begin(stack)),
    patience: Float64Array.from(nodes.stacks, ({ timeoutSeconds }) => timeoutSeconds ?? Number.POSITIVE_INFINITY),
    drainedBy: Int32Array.from(drainedBy),
  };
}
