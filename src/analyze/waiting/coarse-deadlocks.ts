import { isAcyclic } from '../../graph/components.ts';
import { compileDigraph } from '../../graph/digraph.ts';
import { groupPath } from '../../model/groups.ts';
import { edgeTruth } from '../conditional-graph.ts';
import type { CoarseLevel, Facts } from '../facts.ts';
import type { RuleFinding } from '../finding.ts';
import type { Link } from './blame.ts';
import { tellCircle } from './signal-cycles.ts';
import { hopelessWaits, studyWaits, type WaitFailure } from './study.ts';
import { signalsOf, waitStudies, waitsOn } from './wait-facts.ts';

/**
 * Waits that are satisfied between the components and never when whole hosts, or whole nested stacks, wait for one
 * another. Where the groups are in a cycle by their dependencies alone, `coarse-cycle` says so, and nothing is left to
 * say here.
 */
export function* coarseDeadlocks(facts: Facts): Iterable<RuleFinding> {
  if (facts.deployment.waits.size === 0) return;
  const told = new Set<string>();
  for (const granularity of facts.levels) {
    if (isUndisturbed(facts, granularity)) continue;
    const order = facts.order(granularity);
    if (order.groupEdges.length === 0 || !isQuotientAcyclic(order.groupEdges)) continue;
    const waits = hopelessWaits(facts.deployment, granularity);
    if (waits.length === 0) continue;
    const isCertain = areCertain(facts, granularity, order.groupEdges);
    const fine = new Map(waitStudies(facts).map((study) => [study.wait.task, study]));
    for (const study of studyWaits(facts.deployment, { granularity, waits })) {
      const failure = study.failures.find(({ kind }) => kind === 'order');
      if (failure?.blame?.kind !== 'circle' || told.has(study.wait.task)) continue;
      if (study.answer !== 'never' || fine.get(study.wait.task)?.works === null) continue;
      const { links } = failure.blame;
      for (const link of links) if (link.kind === 'signal') told.add(failure.instance.names[link.task]!);
      const finding = tellCircle(facts.deployment, { study, failure, links });
      const isEnforced = enforces(facts, failure, links);
      const level = granularity === 'host' ? 'hosts' : 'nested stacks';
      const scope = isEnforced ? 'the engine orders them as wholes' : 'between the components it completes';
      yield {
        ...finding,
        message: `ordered as whole ${level}, this deadlocks: ${finding.message}; ${scope}`,
        severity: isEnforced ? 'error' : 'info',
        ...(isCertain ? {} : { confidence: 'possible' }),
      };
    }
  }
}

/** Whether the engine itself treats each group on the way as a whole. */
function enforces({ deployment }: Facts, { instance }: WaitFailure, links: readonly Link[]): boolean {
  return links
    .filter((link) => link.kind === 'barrier')
    .flatMap((link) => [link.task, link.needs])
    .every((task) => {
      const { group } = deployment.tasks.getNodeAttributes(instance.names[task]!);
      return groupPath(deployment, group).every(({ kind, enforced }) => enforced || kind === 'single');
    });
}

/**
 * Whether each order of two groups has a dependency behind it that surely exists. The coarse order takes every one for
 * existing, so what rests on one that a condition may switch off is not proved.
 */
function areCertain(facts: Facts, level: CoarseLevel, edges: readonly (readonly [string, string])[]): boolean {
  const { tasks, environment } = facts;
  const units = facts.units(level);
  const certain = new Set<string>();
  for (let edge = 0; edge < tasks.digraph.edgeCount; edge += 1) {
    if (edgeTruth(tasks, edge, { environment, accept: () => true }) !== true) continue;
    const ends = [tasks.digraph.from[edge]!, tasks.digraph.to[edge]!];
    certain.add(JSON.stringify(ends.map((end) => units[end]!)));
  }
  return edges.every((pair) => certain.has(JSON.stringify(pair)));
}

/** More pairs of a sender and a wait than this on one handle are looked at the long way. */
const MOST_PAIRS = 10_000;

/**
 * The usual case, seen at once. Where every wait can be satisfied between the components, and neither dependencies nor
 * signals go round between the groups, the groups have an order in which each completes before the next: no wait fails.
 */
function isUndisturbed(facts: Facts, level: CoarseLevel): boolean {
  const { tasks } = facts;
  if (waitStudies(facts).some(({ works }) => works === null) || !isAcyclic(tasks.digraph)) return false;
  const units = facts.units(level);
  const place = new Map([...new Set(units)].map((unit, index) => [unit, index]));
  const unitAt = (node: number): number => place.get(units[node]!)!;
  const unitOfTask = (id: string): number => unitAt(tasks.indexOf.get(id)!);
  const [from, to]: [number[], number[]] = [[], []];
  const order = (before: number, after: number): void => {
    if (before === after) return;
    from.push(before);
    to.push(after);
  };
  for (let edge = 0; edge < tasks.digraph.edgeCount; edge += 1)
    order(unitAt(tasks.digraph.from[edge]!), unitAt(tasks.digraph.to[edge]!));
  for (const handle of facts.deployment.handles.keys()) {
    const [signals, waits] = [signalsOf(facts, handle), waitsOn(facts, handle)];
    if (signals.length * waits.length > MOST_PAIRS) return false;
    for (const { wait } of waits) for (const { sender } of signals) order(unitOfTask(sender), unitOfTask(wait.task));
  }
  return isAcyclic(compileDigraph(place.size, from, to));
}

function isQuotientAcyclic(edges: readonly (readonly [string, string])[]): boolean {
  const names = [...new Set(edges.flat())];
  const place = new Map(names.map((name, index) => [name, index]));
  const ends = [0, 1].map((end) => edges.map((edge) => place.get(edge[end]!)!)) as [number[], number[]];
  return isAcyclic(compileDigraph(names.length, ...ends));
}
