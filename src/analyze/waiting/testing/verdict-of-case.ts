import { cyclicComponents, isAcyclic } from '../../../graph/components.ts';
import { compileDigraph, type Digraph } from '../../../graph/digraph.ts';
import { minimumFeedbackSet } from '../../../graph/feedback.ts';
import type { Deployment } from '../../../model/deployment.ts';
import { coarseEdges } from '../../../model/granularity.ts';
import { compileInstance } from '../compile.ts';
import type { Instance } from '../instance.ts';
import { DEFAULT_BUDGET, judge } from '../judge.ts';
import type { Judgement } from '../judgement.ts';
import { requiredEvents, requiredOrder } from '../required.ts';
import { deploymentOfCase } from './deployment-of-case.ts';
import { verdictOfTimedCase } from './verdict-of-timed-case.ts';
import type { CaseVerdict, WaitingCase } from './waiting-case.ts';

/** Judges one case by way of a deployment, as the rules would. @param states the budget of the search, per question */
export function verdictOfCase(instance: WaitingCase, states = DEFAULT_BUDGET): CaseVerdict {
  if (instance.schema === 'dgraph-timed/1') return verdictOfTimedCase(instance, states);
  const deployment = deploymentOfCase(instance);
  const fine = compileInstance(deployment).instance;
  const coarse = compileInstance(deployment, { granularity: 'host' }).instance;
  const judged = judge(fine, { budget: { left: states }, orders: true });
  const judgedCoarse = judge(coarse, { budget: { left: states } });
  return {
    completes: judged.completes,
    ...outcomeFields(fine, judged),
    ...orderFields(instance, fine, judged),
    coarseCompletes: judgedCoarse.completes,
    ...graphFields(deployment, fine, coarse),
  };
}

function outcomeFields({ names }: Instance, { outcomes }: Judgement): CaseVerdict {
  const list = (tasks: ReadonlySet<number> | undefined): unknown =>
    tasks ? names.filter((_, task) => tasks.has(task)) : 'undecided';
  return {
    raceOutcome: outcomes?.isRace ?? 'undecided',
    stuckAll: list(outcomes?.stuckAlways),
    stuckSome: list(outcomes?.stuckSometimes),
    failedAll: list(outcomes?.failedAlways),
    failedSome: list(outcomes?.failedSometimes),
    racyTasks: list(outcomes?.racyTasks),
    neverProceeds: outcomes ? names.filter((_, task) => !outcomes.proceeds.has(task)) : 'undecided',
  };
}

function orderFields(instance: WaitingCase, { names, waitHandle, reads }: Instance, judged: Judgement): CaseVerdict {
  const { orders, outcomes } = judged;
  if (!orders || !outcomes) return { mustPrecede: 'undecided', racyWaits: 'undecided', racyReads: 'undecided' };
  const pairs = orders.before.flatMap((before, after) => [...(before ?? [])].map((a) => [names[a], names[after]]));
  const racyWaits: Record<string, string[]> = {};
  names.forEach((name, task) => {
    if (waitHandle[task] === -1) return;
    const kinds = [
      ...(outcomes.racyTasks.has(task) ? ['outcome'] : []),
      ...(orders.snapshotRaces.has(task) ? ['snapshot'] : []),
    ];
    if (kinds.length > 0) racyWaits[name] = kinds;
  });
  const texts = instance.tasks.flatMap(({ name, reads: of = [] }) => of.map((read) => ({ task: name, read })));
  return {
    mustPrecede: pairs.sort(compareLists),
    racyWaits,
    racyReads: reads.flatMap((_, index) => (orders.racyReads.has(index) ? [texts[index]] : [])),
  };
}

function graphFields(deployment: Deployment, fine: Instance, coarse: Instance): CaseVerdict {
  const { names } = fine;
  const required = requiredEvents(fine);
  const order = taskDigraph(fine);
  const groups = [...deployment.groups.keys()];
  const quotient = coarseEdges(deployment, 'host').map((pair) => pair.map((group) => groups.indexOf(group)));
  const coarseGraph = compileDigraph(
    groups.length,
    quotient.map((pair) => pair[0]!),
    quotient.map((pair) => pair[1]!),
  );
  return {
    fineCyclic: !isAcyclic(order),
    coarseCyclic: !isAcyclic(coarseGraph),
    reqCyclic: !isAcyclic(requiredOrder(fine, required)),
    required: required
      .map(({ task, atEnd, wait }) => [names[task], atEnd ? 'end' : 'start', names[wait]])
      .sort(compareLists),
    minFasFine: leastFeedback(order),
    minFasCoarse: leastFeedback(coarseGraph),
    extraPairs: extraPairs(order, taskDigraph(coarse), names.length),
  };
}

function taskDigraph(instance: Instance): Digraph {
  const edges = new Map<string, readonly [number, number]>();
  const add = (a: number, b: number): unknown => edges.set(`${a} ${b}`, [a, b]);
  instance.from.forEach((source, edge) => {
    add(source, instance.to[edge]!);
  });
  for (const tasks of instance.sequences) for (let i = 1; i < tasks.length; i += 1) add(tasks[i - 1]!, tasks[i]!);
  const list = [...edges.values()];
  return compileDigraph(
    instance.names.length + instance.junctionCount,
    list.map((edge) => edge[0]),
    list.map((edge) => edge[1]),
  );
}

function leastFeedback(graph: Digraph): number | 'undecided' {
  let total = 0;
  for (const members of cyclicComponents(graph)) {
    const place = new Map(members.map((node, index) => [node, index]));
    const arrows = Array.from(graph.from, (from, edge) => [from, graph.to[edge]!] as const)
      .filter(([from, to]) => place.has(from) && place.has(to))
      .map(([from, to]) => ({ from: place.get(from)!, to: place.get(to)!, weight: 1 }));
    const found = minimumFeedbackSet(members.length, arrows);
    if (!found.exact) return 'undecided';
    total += found.weight;
  }
  return total;
}

/** How many ordered pairs of tasks exist only because of the granularity; null when either order is cyclic. */
function extraPairs(fine: Digraph, coarse: Digraph, taskCount: number): number | null {
  if (!isAcyclic(fine) || !isAcyclic(coarse)) return null;
  return orderedPairs(coarse, taskCount) - orderedPairs(fine, taskCount);
}

function orderedPairs(graph: Digraph, taskCount: number): number {
  let pairs = 0;
  for (let source = 0; source < taskCount; source += 1) {
    const seen = new Set<number>([source]);
    for (const node of seen) {
      for (let row = graph.outStart[node]!; row < graph.outStart[node + 1]!; row += 1) {
        seen.add(graph.to[graph.outEdges[row]!]!);
      }
    }
    pairs += [...seen].filter((node) => node < taskCount).length - 1;
  }
  return pairs;
}

function compareLists(a: readonly (string | undefined)[], b: readonly (string | undefined)[]): number {
  const place = a.findIndex((element, index) => element !== b[index]);
  return place === -1 ? 0 : `${a[place]}` < `${b[place]}` ? -1 : 1;
}
