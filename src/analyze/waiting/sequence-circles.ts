import { cyclicComponents, isAcyclic } from '../../graph/components.ts';
import { shortestCycle } from '../../graph/cycles.ts';
import { filterEdges } from '../../graph/digraph.ts';
import { topologicalOrder } from '../../graph/order.ts';
import type { Truth } from '../../model/condition.ts';
import { edgeTruth } from '../conditional-graph.ts';
import type { Facts } from '../facts.ts';
import type { RuleFinding } from '../finding.ts';
import { type Arrow, arrowSentence, nameList, pathOf, relatedOf } from '../reason-text.ts';
import { joinClauses } from './story.ts';

/** A cycle that exists only because machines run their lists in order. */
export interface SequenceCircle {
  readonly hosts: readonly string[];
  readonly finding: RuleFinding;
}

/**
 * The cycles through the lists of machines, each strongly connected component once, with an order that works. None
 * where the dependencies have a cycle of their own: then no list can be right.
 */
export function sequenceCircles(facts: Facts): readonly SequenceCircle[] {
  return facts.remember('sequence circles', () => findSequenceCircles(facts));
}

/** Whether a step is one machine's next turn and nothing else. */
function isTurn(facts: Facts, { prerequisite, dependent }: Pick<Arrow, 'prerequisite' | 'dependent'>): boolean {
  const { tasks, groups } = facts.deployment;
  const edge =
    tasks.hasNode(prerequisite) && tasks.hasNode(dependent) ? tasks.edge(prerequisite, dependent) : undefined;
  if (edge === undefined) return false;
  const { group } = tasks.getNodeAttributes(prerequisite);
  if (group !== tasks.getNodeAttribute(dependent, 'group') || groups.get(group)?.host?.order !== 'listed') return false;
  return tasks.getEdgeAttribute(edge, 'reasons').every(({ kind }) => kind === 'sequence');
}

function findSequenceCircles(facts: Facts): readonly SequenceCircle[] {
  const { tasks, environment } = facts;
  const { ids } = tasks;
  if (isAcyclic(tasks.digraph)) return [];
  const truths = Array.from(
    tasks.reasons,
    (_, edge): Truth => edgeTruth(tasks, edge, { environment, accept: () => true }),
  );
  const possible = filterEdges(tasks.digraph, (edge) => truths[edge] !== false);
  const arrowOf = (edge: number): Arrow => {
    const reasons = tasks.reasons[possible.edges[edge]!]!;
    const reason = reasons.find(({ kind }) => kind !== 'sequence') ?? reasons[0]!;
    return { dependent: ids[possible.graph.to[edge]!]!, prerequisite: ids[possible.graph.from[edge]!]!, reason };
  };
  const circles = cyclicComponents(possible.graph);
  if (circles.length === 0) return [];
  const order = topologicalOrder(filterEdges(possible.graph, (edge) => !isTurn(facts, arrowOf(edge))).graph);
  if (order === null) return [];
  const place = new Map([...order].map((node, index) => [ids[node]!, index]));
  return circles.flatMap((members) => {
    const cycle = shortestCycle(possible.graph, members);
    if (cycle === null) return [];
    const arrows = cycle.edges.map(arrowOf).reverse();
    const isSure = cycle.edges.every((edge) => truths[possible.edges[edge]!] === true);
    return [tell(facts, { arrows, place, isSure })];
  });
}

interface Told {
  readonly arrows: readonly Arrow[];
  /** Each task's place in an order that works. */
  readonly place: ReadonlyMap<string, number>;
  readonly isSure: boolean;
}

function tell(facts: Facts, { arrows, place, isSure }: Told): SequenceCircle {
  const turns = arrows.filter((arrow) => isTurn(facts, arrow));
  const turned = turns.map(({ dependent }) => facts.deployment.tasks.getNodeAttribute(dependent, 'group'));
  const hosts = [...new Set(turned)].sort();
  const better = hosts.map((host) => `${host} [${betterList(facts, host, place).join(', ')}]`);
  const lists = hosts.length === 1 ? 'list' : 'lists';
  const finding: RuleFinding = {
    message:
      `${joinClauses(arrows.map(arrowSentence))}: the ${lists} of ${nameList(hosts)} ` +
      `can never be worked off in order; an order that can: ${better.join(', ')}`,
    at: arrows[0]!.reason.span,
    confidence: isSure ? 'proved' : 'possible',
    related: relatedOf(arrows),
    evidence: [pathOf('cycle through the lists of machines', arrows, true)],
  };
  return { hosts, finding };
}

/** The components of a host in an order that the dependencies alone allow. */
function betterList(facts: Facts, host: string, place: ReadonlyMap<string, number>): readonly string[] {
  const components = (facts.tasksOfHost.get(host) ?? []).filter(
    (id) => facts.deployment.tasks.getNodeAttribute(id, 'kind') !== 'server',
  );
  const short = (id: string): string => (id.startsWith(`${host}.`) ? id.slice(host.length + 1) : id);
  return [...components].sort((a, b) => place.get(a)! - place.get(b)!).map(short);
}
