import { shortestCycle } from '../../graph/cycles.ts';
import { filterEdges } from '../../graph/digraph.ts';
import { minimumFeedbackSet } from '../../graph/feedback.ts';
import { evaluate } from '../../model/condition.ts';
import { canHoldTogether } from '../assignment.ts';
import { stackUnitOf } from '../circles.ts';
import type { CoarseView, Witness } from '../coarse-view.ts';
import type { Facts } from '../facts.ts';
import type { Evidence, RuleFinding } from '../finding.ts';
import { arrowSentence, counted, nameList, relatedOf } from '../reason-text.ts';
import type { Rule } from '../rule.ts';

export const coarseCycle: Rule = {
  id: 'coarse-cycle',
  severity: 'info',
  confidence: 'proved',
  summary: 'Machines or nested stacks depend on each other in a cycle while their components do not.',
  why: 'An engine that orders wholes, as all do with nested stacks, must refuse what ordering components would deploy.',
  bad: [
    {
      file: 'native.yaml',
      text: `makespan: 1
hosts:
  vmA:
    base: 6s
    components:
      a1: 2s
      a2: 4s
      a3: {duration: 4s, after: vmB.b2}
  vmB:
    base: 4s
    components:
      b1: {duration: 2s, after: vmA.a1}
      b2: 4s
      b3: 4s
`,
    },
    {
      file: 'hot.yaml',
      text: `heat_template_version: 2018-08-31
resources:
  vm_a:
    type: OS::Nova::Server
    properties: {flavor: m1.small, image: cirros, user_data_format: SOFTWARE_CONFIG}
  vm_b:
    type: OS::Nova::Server
    properties: {flavor: m1.small, image: cirros, user_data_format: SOFTWARE_CONFIG}
  config:
    type: OS::Heat::SoftwareConfig
    properties: {group: script, config: 'echo', inputs: [{name: peer}], outputs: [{name: address}]}
  a_db:
    type: OS::Heat::SoftwareDeployment
    properties: {server: {get_resource: vm_a}, config: {get_resource: config}}
  a_app:
    type: OS::Heat::SoftwareDeployment
    properties:
      server: {get_resource: vm_a}
      config: {get_resource: config}
      input_values: {peer: {get_attr: [b_db, address]}}
  b_db:
    type: OS::Heat::SoftwareDeployment
    properties: {server: {get_resource: vm_b}, config: {get_resource: config}}
  b_app:
    type: OS::Heat::SoftwareDeployment
    properties:
      server: {get_resource: vm_b}
      config: {get_resource: config}
      input_values: {peer: {get_attr: [a_db, address]}}
`,
    },
  ],
  good: [
    {
      file: 'native.yaml',
      text: `makespan: 1
hosts:
  vmA:
    base: 6s
    components: {a1: 2s, a2: 4s, a3: 4s}
  vmB:
    base: 4s
    components:
      b1: {duration: 2s, after: vmA.a1}
      b2: 4s
      b3: 4s
`,
    },
    {
      file: 'hot.yaml',
      text: `heat_template_version: 2018-08-31
resources:
  vm_a:
    type: OS::Nova::Server
    properties: {flavor: m1.small, image: cirros, user_data_format: SOFTWARE_CONFIG}
  vm_b:
    type: OS::Nova::Server
    properties: {flavor: m1.small, image: cirros, user_data_format: SOFTWARE_CONFIG}
  config:
    type: OS::Heat::SoftwareConfig
    properties: {group: script, config: 'echo', inputs: [{name: peer}], outputs: [{name: address}]}
  a_db:
    type: OS::Heat::SoftwareDeployment
    properties: {server: {get_resource: vm_a}, config: {get_resource: config}}
  a_app:
    type: OS::Heat::SoftwareDeployment
    properties:
      server: {get_resource: vm_a}
      config: {get_resource: config}
  b_db:
    type: OS::Heat::SoftwareDeployment
    properties: {server: {get_resource: vm_b}, config: {get_resource: config}}
  b_app:
    type: OS::Heat::SoftwareDeployment
    properties:
      server: {get_resource: vm_b}
      config: {get_resource: config}
      input_values: {peer: {get_attr: [a_db, address]}}
`,
    },
  ],
  *check(facts) {
    const isStack = (unit: string): boolean => facts.deployment.groups.get(unit)?.kind === 'stack';
    for (const level of facts.levels) {
      const view = facts.coarse(level);
      for (const circle of view.circles) {
        if (level === 'stack' && !circle.some((unit) => isStack(view.units[unit]!))) continue;
        const found = circleFinding(facts, view, circle);
        if (found) yield found;
      }
    }
  },
};

/** One group after another because of dependencies between their components. */
interface GroupArrow {
  readonly prerequisite: string;
  readonly dependent: string;
  readonly witnesses: readonly Witness[];
}

function circleFinding(facts: Facts, view: CoarseView, members: readonly number[]): RuleFinding | null {
  const cycle = shortestCycle(view.digraph, members);
  if (cycle === null) return null;
  const arrows: GroupArrow[] = [...cycle.edges].reverse().map((edge) => ({
    prerequisite: view.units[view.digraph.from[edge]!]!,
    dependent: view.units[view.digraph.to[edge]!]!,
    witnesses: view.witnessesOf(edge),
  }));
  const shown = arrows.map((arrow) => surest(facts, arrow.witnesses));
  if (
    !canHoldTogether(
      shown.map(({ when }) => when),
      facts.environment,
    )
  )
    return null;
  const isSure = shown.every(({ when }) => evaluate(when, facts.environment) === true);
  const isEnforced = enforces(facts, view, arrows);
  const groups = arrows.map(({ dependent }) => dependent);
  const caught = members.length - groups.length;
  const rest = caught > 0 ? ` (${counted(caught, 'more is', 'more are')} caught in cycles with these)` : '';
  const consequence = isEnforced
    ? 'the engine orders these groups as wholes, so it can never deploy them'
    : 'an engine that orders components deploys this, one that orders the groups as wholes cannot';
  const least = fewestToMove(view, members);
  return {
    message:
      `${nameList(groups)} depend on each other in a cycle${rest} while their components do not: ` +
      `${shown.slice(0, 4).map(arrowSentence).join(', ')}; ${consequence}; ${least.sentence}`,
    at: shown[0]!.reason.span,
    related: relatedOf(arrows.flatMap(({ witnesses }) => witnesses.slice(0, 5))),
    evidence: [circlePath(arrows), witnessTable(arrows), least.evidence],
    severity: isEnforced ? 'error' : 'info',
    confidence: isSure ? 'proved' : 'possible',
  };
}

/** Whether the engine itself goes round: by the stacks it treats as one node, or because it enforces each group. */
function enforces(facts: Facts, view: CoarseView, arrows: readonly GroupArrow[]): boolean {
  const groups = new Set(arrows.map(({ dependent }) => dependent));
  if (view.level === 'stack') {
    for (const { members } of facts.circles.ofStacks)
      if (members.some((resource) => groups.has(stackUnitOf(facts, resource)))) return true;
  }
  return [...groups].every((id) => {
    const group = facts.deployment.groups.get(id)!;
    return group.enforced || group.kind === 'single';
  });
}

function surest(facts: Facts, witnesses: readonly Witness[]): Witness {
  return witnesses.find(({ when }) => evaluate(when, facts.environment) === true) ?? witnesses[0]!;
}

function fewestToMove(
  view: CoarseView,
  members: readonly number[],
): { readonly sentence: string; readonly evidence: Evidence } {
  const place = new Map(members.map((unit, index) => [unit, index]));
  const { edges } = filterEdges(
    view.digraph,
    (edge) => place.has(view.digraph.from[edge]!) && place.has(view.digraph.to[edge]!),
  );
  const weighted = Array.from(edges, (edge) => ({
    from: place.get(view.digraph.from[edge]!)!,
    to: place.get(view.digraph.to[edge]!)!,
    weight: view.witnessesOf(edge).length,
  }));
  const least = minimumFeedbackSet(members.length, weighted);
  const moved = least.arrows.flatMap((index) => view.witnessesOf(edges[index]!));
  const named = moved.slice(0, 3).map(({ prerequisite, dependent }) => `'${prerequisite}' → '${dependent}'`);
  if (moved.length > named.length) named.push('…');
  const bound = least.exact ? '' : 'at most ';
  return {
    sentence: `${bound}${counted(moved.length, 'dependency', 'dependencies')} would have to move (${named.join(', ')})`,
    evidence: {
      kind: 'table',
      title: least.exact ? 'fewest dependencies that would have to move' : 'dependencies whose move is enough (greedy)',
      columns: ['prerequisite', 'dependent'],
      rows: moved.map(({ prerequisite, dependent }) => [prerequisite, dependent]),
    },
  };
}

function circlePath(arrows: readonly GroupArrow[]): Evidence {
  const steps = arrows.map(({ dependent, witnesses }) => ({
    subject: dependent,
    text: 'as a whole comes after',
    span: witnesses[0]!.reason.span,
  }));
  return { kind: 'path', title: 'cycle of groups', closed: true, steps };
}

function witnessTable(arrows: readonly GroupArrow[]): Evidence {
  const rows = arrows.flatMap(({ prerequisite, dependent, witnesses }) =>
    witnesses.map((witness) => [`${prerequisite} → ${dependent}`, arrowSentence(witness)]),
  );
  return { kind: 'table', title: 'component dependencies behind each arrow', columns: ['arrow', 'because'], rows };
}
