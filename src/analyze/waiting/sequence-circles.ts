import { cyclicComponents } from '../../graph/components.ts';
import { shortestCycle } from '../../graph/cycles.ts';
import { filterEdges } from '../../graph/digraph.ts';
import { topologicalOrder } from '../../graph/order.ts';
import type { Reason } from '../../model/deployment.ts';
import type { Facts } from '../facts.ts';
import type { RuleFinding } from '../finding.ts';
import { arrowSentence, nameList, pathOf, relatedOf } from '../reason-text.ts';
import { joinClauses } from './story.ts';

/** Circles of dependencies that exist only because machines run their lists in order, with an order that works. */
export function* sequenceCircles(facts: Facts, among: 'one machine' | 'several'): Iterable<RuleFinding> {
  const { digraph, ids, reasons } = facts.tasks;
  const isSequence = (edge: number): boolean =>
    reasons[edge]!.every(({ kind }) => kind === 'sequence') &&
    isListed(facts, ids[digraph.from[edge]!]!, ids[digraph.to[edge]!]!);
  const free = filterEdges(digraph, (edge) => !isSequence(edge)).graph;
  const order = topologicalOrder(free);
  if (order === null) return;
  const place = new Map([...order].map((node, index) => [ids[node]!, index]));
  for (const members of cyclicComponents(digraph)) {
    const cycle = shortestCycle(digraph, members);
    const turns = cycle?.edges.filter(isSequence) ?? [];
    const hosts = new Set(turns.map((edge) => hostOf(facts, ids[digraph.to[edge]!]!)));
    if (cycle === null || hosts.size === 0 || (hosts.size === 1) !== (among === 'one machine')) continue;
    const arrows = cycle.edges.map((edge) => arrow(edge)).reverse();
    const better = [...hosts].map((host) => `${host} [${betterList(facts, host, place).join(', ')}]`);
    const names = [...hosts].map((host) => host);
    yield {
      message:
        `${joinClauses(arrows.map(arrowSentence))}: the ${hosts.size === 1 ? 'list' : 'lists'} of ${nameList(names)} ` +
        `can never be worked off in order; an order that can: ${better.join(', ')}`,
      at: arrows[0]!.reason.span,
      related: relatedOf(arrows),
      evidence: [pathOf('circle through the lists of machines', arrows, true)],
    };
  }

  function arrow(edge: number): { readonly dependent: string; readonly prerequisite: string; readonly reason: Reason } {
    const reason = reasons[edge]!.find(({ kind }) => kind !== 'sequence') ?? reasons[edge]![0]!;
    return { dependent: ids[digraph.to[edge]!]!, prerequisite: ids[digraph.from[edge]!]!, reason };
  }
}

/** Both on one machine that works off a list; the begin and end of a nested stack are no list. */
function isListed(facts: Facts, a: string, b: string): boolean {
  const host = hostOf(facts, a);
  return host === hostOf(facts, b) && facts.deployment.groups.get(host)?.host?.order === 'listed';
}

function hostOf(facts: Facts, task: string): string {
  return facts.deployment.tasks.getNodeAttribute(task, 'group');
}

/** The components of a host in an order that the dependencies alone allow. */
function betterList(facts: Facts, host: string, place: ReadonlyMap<string, number>): readonly string[] {
  const components = (facts.tasksOfHost.get(host) ?? []).filter(
    (id) => facts.deployment.tasks.getNodeAttribute(id, 'kind') !== 'server',
  );
  const short = (id: string): string => (id.startsWith(`${host}.`) ? id.slice(host.length + 1) : id);
  return [...components].sort((a, b) => place.get(a)! - place.get(b)!).map(short);
}
