import type { AbstractGraph, Attributes } from 'graphology-types';
import { compileDigraph } from '../../graph/digraph.ts';
import { reachableFrom } from '../../graph/reachability.ts';
import type { Dependency, Deployment, Reason } from '../../model/deployment.ts';
import { dumpDeployment } from '../../model/dump.ts';
import type { Span } from '../../model/span.ts';

/** Either of the two graphs: what their nodes are does not matter here. */
type Graph = AbstractGraph<Attributes, Dependency>;

/** What a fix may change. */
interface Promised {
  /** Where the explicit dependencies stood that go. */
  readonly goes: readonly Span[];
  /** Whether waits may count another number of signals. */
  readonly isCounting?: boolean;
}

/**
 * Whether a mended template is the old one without the dependencies that were promised to go: the same tasks, handles,
 * waits and conditions, every other reason of every dependency, and whatever came after something still does.
 */
export function isOrderKept(
  before: Deployment,
  after: Deployment,
  { goes: places, isCounting = false }: Promised,
): boolean {
  if (withoutDependencies(before, isCounting) !== withoutDependencies(after, isCounting)) return false;
  const goes = new Set(places.map(spanKey));
  return (['resources', 'tasks'] as const).every((name) => {
    const expected = reasonsOf(before[name], ({ kind, span }) => kind !== 'explicit' || !goes.has(spanKey(span)));
    const found = reasonsOf(after[name], () => true);
    return JSON.stringify(expected) === JSON.stringify(found) && isStillReached(before[name], after[name]);
  });
}

function spanKey({ file, line, column }: Span): string {
  return JSON.stringify([file, line, column]);
}

function withoutDependencies(deployment: Deployment, isCounting: boolean): string {
  const sections = dumpDeployment(deployment).split('\n\n');
  const kept = sections.filter((section) => !/^(?:resource )?dependencies$/m.test(section.split('\n')[0] ?? ''));
  return kept
    .map((section) => (isCounting && /^waits\n/.test(section) ? withoutCounts(section) : section))
    .join('\n\n');
}

function withoutCounts(section: string): string {
  return section.replaceAll(/ count=\d+/g, '');
}

function reasonsOf(graph: Graph, isKept: (reason: Reason) => boolean): readonly string[] {
  return graph
    .mapEdges((_edge, { reasons }, source, target) =>
      reasons
        .filter(isKept)
        .map(({ kind, via, value, when }) => JSON.stringify([source, target, kind, via, value, when])),
    )
    .flat()
    .sort();
}

/** Every dependency that is gone follows from those that are left. */
function isStillReached(before: Graph, after: Graph): boolean {
  const gone = new Map<string, string[]>();
  before.forEachEdge((_edge, _reasons, source, target) => {
    if (!after.hasEdge(source, target)) gone.set(source, [...(gone.get(source) ?? []), target]);
  });
  if (gone.size === 0) return true;
  const ids = after.nodes();
  const indexOf = new Map(ids.map((id, index) => [id, index]));
  const ends = after.mapEdges((_edge, _reasons, source, target) => [source, target] as const);
  const at = (id: string): number => indexOf.get(id) ?? 0;
  const digraph = compileDigraph(
    ids.length,
    ends.map(([source]) => at(source)),
    ends.map(([, target]) => at(target)),
  );
  return [...gone].every(([source, targets]) => {
    const reached = reachableFrom(digraph, [at(source)]);
    return targets.every((target) => reached[at(target)] === 1);
  });
}
