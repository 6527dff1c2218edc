import type { Dependency, Deployment, Reason } from '../../model/deployment.ts';
import { commonStackEnds } from '../../model/invariants.ts';
import { didYouMean } from '../../model/nearest-name.ts';
import { type DependencyChanges, StudyFault } from '../study.ts';

type Path = readonly (string | number)[];
type Pair = readonly [prerequisite: string, dependent: string];

/** A machine with a hundred components before one with a hundred. */
const MOST_PAIRS = 10_000;

/**
 * The deployment with other dependencies: those removed go with all their reasons, those added are explicit.
 * @throws StudyFault for a name or a dependency that is not there
 */
export function changeDependencies(
  deployment: Deployment,
  { add = [], remove = [], refine = [] }: DependencyChanges,
  at: Path,
): Deployment {
  const changed = { ...deployment, tasks: deployment.tasks.copy(), resources: deployment.resources.copy() };
  remove.forEach((text, index) => {
    removePairs(changed, pairsOf(deployment, text, [...at, 'remove', index]), [...at, 'remove', index]);
  });
  refine.forEach(({ replace }, index) => {
    const place = [...at, 'refine', index, 'replace'];
    removePairs(changed, pairsOf(deployment, replace, place), place);
  });
  const added = [
    ...add.map((text, index) => ({ text, place: [...at, 'add', index] })),
    ...refine.flatMap(({ by }, index) => {
      return by.map((text, number) => ({ text, place: [...at, 'refine', index, 'by', number] }));
    }),
  ];
  for (const { text, place } of added) addPairs(changed, pairsOf(deployment, text, place));
  return changed;
}

/** `a -> b` as pairs of tasks. */
function pairsOf(deployment: Deployment, text: string, at: Path): readonly Pair[] {
  const ends = text.split('->').map((end) => end.trim());
  const [from = '', to = ''] = ends;
  if (ends.length !== 2 || from === '' || to === '') {
    throw new StudyFault(at, `a dependency is written 'prerequisite -> dependent', not '${text}'`);
  }
  const [before, after] = [tasksNamed(deployment, from, at), tasksNamed(deployment, to, at)];
  if (before.length * after.length > MOST_PAIRS) {
    throw new StudyFault(at, `'${text}' stands for more than ${MOST_PAIRS} dependencies between tasks`);
  }
  return before.flatMap((a) => after.flatMap((b): Pair[] => (a === b ? [] : [[a, b]])));
}

/** A task, or all tasks of a resource or of a group. */
function tasksNamed(deployment: Deployment, name: string, at: Path): readonly string[] {
  if (deployment.tasks.hasNode(name)) return [name];
  const ofResource = deployment.tasksOfResource.get(name) ?? [];
  if (ofResource.length > 0) return ofResource;
  const ofGroup = deployment.tasks.filterNodes((_id, { group }) => isInside(deployment, group, name));
  if (ofGroup.length > 0 && name !== '') return ofGroup;
  const known = [...deployment.tasks.nodes(), ...deployment.groups.keys()];
  throw new StudyFault(at, `the template has no task, resource or group '${name}'${didYouMean(name, known)}`);
}

function isInside(deployment: Deployment, group: string, outer: string): boolean {
  for (let id: string | null = group; id !== null; id = deployment.groups.get(id)?.parent ?? null) {
    if (id === outer) return true;
  }
  return false;
}

function removePairs(deployment: Deployment, pairs: readonly Pair[], at: Path): void {
  const there = pairs.filter(([from, to]) => deployment.tasks.hasDirectedEdge(from, to));
  if (there.length === 0) throw new StudyFault(at, 'there is no such dependency to remove');
  for (const [from, to] of there) deployment.tasks.dropDirectedEdge(from, to);
  for (const [from, to] of there) {
    const ends = resourceEnds(deployment, from, to);
    if (!ends || !deployment.resources.hasDirectedEdge(ends[0], ends[1])) continue;
    const isStillNeeded = deployment.tasks.someDirectedEdge((_edge, _attributes, source, target) => {
      const others = resourceEnds(deployment, source, target);
      return others !== null && others[0] === ends[0] && others[1] === ends[1];
    });
    if (!isStillNeeded) deployment.resources.dropDirectedEdge(ends[0], ends[1]);
  }
}

function addPairs(deployment: Deployment, pairs: readonly Pair[]): void {
  for (const [from, to] of pairs) {
    const { span } = deployment.tasks.getNodeAttributes(to);
    const reason: Reason = { kind: 'explicit', via: 'study', span, value: null, when: null };
    const merge = (graph: Pick<Deployment['tasks'], 'edge' | 'getEdgeAttribute' | 'mergeDirectedEdge'>, ends: Pair) => {
      const edge = graph.edge(ends[0], ends[1]);
      const before: Dependency['reasons'] = edge === undefined ? [] : graph.getEdgeAttribute(edge, 'reasons');
      graph.mergeDirectedEdge(ends[0], ends[1], { reasons: [...before, reason] });
    };
    merge(deployment.tasks, [from, to]);
    const ends = resourceEnds(deployment, from, to);
    if (ends) merge(deployment.resources as unknown as Deployment['tasks'], ends);
  }
}

/** The two resources that the orchestrator orders; null when they are one, or one holds the other. */
function resourceEnds(deployment: Deployment, from: string, to: string): Pair | null {
  const resourceOf = (task: string): string => deployment.tasks.getNodeAttribute(task, 'resource');
  const ends = commonStackEnds(deployment, resourceOf(from), resourceOf(to));
  return ends === null || ends[0] === ends[1] ? null : ends;
}
