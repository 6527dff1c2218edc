import type { Deployment } from '../../model/deployment.ts';
import { groupPath } from '../../model/groups.ts';
import type { Facts } from '../facts.ts';
import type { RuleFinding } from '../finding.ts';
import type { Link } from './blame.ts';
import { environmentEvidence, environmentPhrase, joinClauses, tellLinks, timeoutPhrase } from './story.ts';
import type { WaitFailure, WaitStudy } from './study.ts';
import { waitStudies } from './wait-facts.ts';

/** A cycle that closes through a signal, with the rule that speaks of its shape. */
export interface SignalCycle {
  readonly shape: CycleShape;
  readonly finding: RuleFinding;
}

/**
 * `nested`: a signal crosses the border of a nested stack; `listed`: through the turn on a machine; `polled`: every
 * wait on it is a script's own; `plain`: any other.
 */
export type CycleShape = 'plain' | 'polled' | 'nested' | 'listed';

/** The cycles of waits that can never be satisfied, each told once, at its earliest wait. */
export function signalCycles(facts: Facts): readonly SignalCycle[] {
  return facts.remember('signal cycles', () => {
    const told = new Set<string>();
    return waitStudies(facts).flatMap((study) => {
      const found = study.failures.find(isCircle);
      if (found === undefined || told.has(study.wait.task)) return [];
      for (const link of found.blame.links) if (link.kind === 'signal') told.add(found.instance.names[link.task]!);
      const { deployment } = facts;
      const finding = tellCircle(deployment, { study, failure: found, links: found.blame.links });
      return [{ shape: shapeOf(deployment, found, found.blame.links), finding }];
    });
  });
}

type Circle = WaitFailure & { readonly blame: { readonly kind: 'circle'; readonly links: readonly Link[] } };

function isCircle(failure: WaitFailure): failure is Circle {
  return failure.kind === 'order' && failure.blame?.kind === 'circle';
}

interface Told {
  readonly study: WaitStudy;
  readonly failure: WaitFailure;
  readonly links: readonly Link[];
}

export function tellCircle(deployment: Deployment, { study, failure, links }: Told): RuleFinding {
  const { clauses, related, steps } = tellLinks(deployment, failure.instance, links);
  const where = environmentPhrase(failure.environment);
  const sometimes = study.answer !== 'never' && where !== '' ? `${where}, ` : '';
  const waits = links.filter((link) => link.kind === 'signal').length;
  const ending = waits > 1 ? 'none of them can ever go on' : timeoutPhrase(study.wait, `'${study.wait.task}'`);
  return {
    message: `${sometimes}${joinClauses(clauses)}: ${ending}`,
    at: study.wait.span,
    related,
    evidence: [
      { kind: 'path', title: 'cycle through signals', closed: true, steps },
      ...(sometimes === '' ? [] : environmentEvidence('conditions under which it exists', failure.environment)),
    ],
  };
}

function shapeOf(deployment: Deployment, { instance }: WaitFailure, links: readonly Link[]): CycleShape {
  const name = (task: number): string => instance.names[task]!;
  const stacks = links.flatMap((link) =>
    link.kind === 'signal' ? [stackOf(deployment, name(link.task)), stackOf(deployment, name(link.needs))] : [],
  );
  if (new Set(stacks).size > 1) return 'nested';
  if (
    links.some((link) => link.kind === 'dependency' && isOnlySequence(deployment, name(link.needs), name(link.task)))
  ) {
    return 'listed';
  }
  const waits = links.filter((link) => link.kind === 'signal').map((link) => name(link.task));
  return waits.every((task) => runsOnHost(deployment, task)) ? 'polled' : 'plain';
}

/** Whether a step is nothing but the next turn on one machine. */
function isOnlySequence(deployment: Deployment, prerequisite: string, dependent: string): boolean {
  const { group } = deployment.tasks.getNodeAttributes(dependent);
  if (deployment.tasks.getNodeAttribute(prerequisite, 'group') !== group) return false;
  if (deployment.groups.get(group)?.kind !== 'host') return false;
  const edge = deployment.tasks.edge(prerequisite, dependent);
  return deployment.tasks.getEdgeAttribute(edge, 'reasons').every((reason) => reason.kind === 'sequence');
}

/** A wait on a machine is a script that loops; any other is the engine's own. */
function runsOnHost(deployment: Deployment, task: string): boolean {
  return deployment.groups.get(deployment.tasks.getNodeAttribute(task, 'group'))?.kind === 'host';
}

function stackOf(deployment: Deployment, task: string): string {
  const { group } = deployment.tasks.getNodeAttributes(task);
  return groupPath(deployment, group).find(({ kind }) => kind === 'stack')?.id ?? '';
}
