import { reversed } from '../../graph/digraph.ts';
import { topologicalOrder } from '../../graph/order.ts';
import { pathSearch } from '../../graph/reachability.ts';
import type { Reason } from '../../model/deployment.ts';
import { type ConditionalGraph, edgeTruth } from '../conditional-graph.ts';
import type { Facts } from '../facts.ts';
import type { RuleFinding } from '../finding.ts';
import { type Arrow, arrowSentence, nameList, pathOf, relatedOf } from '../reason-text.ts';
import type { Rule } from '../rule.ts';

/**
 * Edges looked at in all; beyond that nothing more is said, as it costs nothing to leave a redundant line unreported.
 */
const WORK = 5_000_000;

export const redundantDependency: Rule = {
  id: 'redundant-dependency',
  severity: 'info',
  confidence: 'proved',
  summary: 'A written dependency orders what other dependencies already order.',
  why: 'It hides which order is really meant, and it stays behind when the real one is removed.',
  bad: [
    {
      file: 'native.yaml',
      text: `makespan: 1
tasks:
  network: 5s
  subnet: {duration: 5s, after: network}
  server: {duration: 60s, after: [network, subnet]}
`,
    },
    {
      file: 'hot.yaml',
      text: `heat_template_version: 2018-08-31
resources:
  network:
    type: OS::Neutron::Net
  subnet:
    type: OS::Neutron::Subnet
    depends_on: network
    properties: {network: {get_resource: network}, cidr: 10.0.0.0/24}
`,
    },
  ],
  good: [
    {
      file: 'native.yaml',
      text: `makespan: 1
tasks:
  network: 5s
  subnet: {duration: 5s, after: network}
  server: {duration: 60s, after: subnet}
`,
    },
    {
      file: 'hot.yaml',
      text: `heat_template_version: 2018-08-31
resources:
  network:
    type: OS::Neutron::Net
  subnet:
    type: OS::Neutron::Subnet
    properties: {network: {get_resource: network}, cidr: 10.0.0.0/24}
`,
    },
  ],
  *check(facts) {
    const graph = facts.resources;
    const search = detourSearch(facts);
    for (let edge = 0; edge < graph.digraph.edgeCount; edge += 1) {
      for (const reason of graph.reasons[edge]!) {
        if (reason.kind !== 'explicit') continue;
        const found = besideAnother(graph, edge, reason) ?? search(edge, reason);
        if (found) yield found;
      }
    }
  },
};

/** Says it when the same edge has a reason that is not only a wish: a reference, a value, a host. */
function besideAnother(graph: ConditionalGraph, edge: number, reason: Reason): RuleFinding | null {
  const strong: readonly string[] = ['reference', 'value', 'hosted-on'];
  const other = graph.reasons[edge]!.find(({ kind, when }) => strong.includes(kind) && when === null);
  if (other === undefined) return null;
  const because = { ...endsOf(graph, edge), reason: other };
  const message = `${arrowSentence({ ...because, reason })} needlessly: ${arrowSentence(because)} already`;
  return { message, at: reason.span, related: relatedOf([because]) };
}

/** Looks for a way round the edge that surely exists and that no hidden rule is part of. */
function detourSearch(facts: Facts): (edge: number, reason: Reason) => RuleFinding | null {
  const graph = facts.resources;
  const order = topologicalOrder(graph.digraph);
  const position = new Int32Array(graph.digraph.nodeCount);
  order?.forEach((node, index) => {
    position[node] = index;
  });
  const question = { environment: facts.environment, accept: (reason: Reason): boolean => reason.kind !== 'implicit' };
  const { digraph } = graph;
  const forwards = pathSearch(digraph);
  const backwards = pathSearch(reversed(digraph));
  let work = 0;
  return (edge, reason) => {
    if (order === null || work > WORK || graph.reasons[edge]!.some(({ kind }) => kind !== 'explicit')) return null;
    const [from, to] = [digraph.from[edge]!, digraph.to[edge]!];
    const allow = (other: number): boolean => {
      work += 1;
      const isBetween =
        position[digraph.to[other]!]! <= position[to]! && position[digraph.from[other]!]! >= position[from]!;
      return other !== edge && isBetween && edgeTruth(graph, other, question) === true;
    };
    // Most have no way round, and less comes before a resource than after one: asked from the end first.
    if (backwards({ from: to, to: from }, { allow }) === null) return null;
    const path = forwards({ from, to }, { allow });
    if (path === null) return null;
    const arrows = [...path].reverse().map((step) => arrowOf(graph, step));
    const between = arrows.slice(1).map(({ dependent }) => dependent);
    const stated = arrowSentence({ ...endsOf(graph, edge), reason });
    return {
      message: `${stated} needlessly: it already comes after it by way of ${nameList(between)}`,
      at: reason.span,
      related: relatedOf(arrows),
      evidence: [pathOf('the order without it', arrows, false)],
    };
  };
}

function endsOf(graph: ConditionalGraph, edge: number): Omit<Arrow, 'reason'> {
  return { prerequisite: graph.ids[graph.digraph.from[edge]!]!, dependent: graph.ids[graph.digraph.to[edge]!]! };
}

function arrowOf(graph: ConditionalGraph, edge: number): Arrow {
  const written = graph.reasons[edge]!.find(({ kind }) => kind !== 'implicit');
  return { ...endsOf(graph, edge), reason: written ?? graph.reasons[edge]![0]! };
}
