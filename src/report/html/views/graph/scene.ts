import { graphWords as words } from '../../../words/page/graph.ts';
import type { Box } from '../../layout/grouped-layout.ts';
import { routeEdge, smoothPath } from '../../layout/route-edges.ts';
import type { Drawing, DrawnGroup, DrawnLine, DrawnNode } from './drawing.ts';

/** What is on the canvas when some hosts are folded. */
export interface Scene {
  readonly nodes: readonly DrawnNode[];
  readonly groups: readonly DrawnGroup[];
  readonly lines: readonly DrawnLine[];
}

/**
 * Folds hosts of a drawing where they stand: each becomes one box in the middle of the space it had, so that nothing
 * else moves, and its lines go to that box, each pair once.
 */
export function foldedScene({ nodes, groups, lines }: Drawing, folded: ReadonlySet<string>): Scene {
  if (folded.size === 0) return { nodes, groups, lines };
  const standsFor = new Map(nodes.map(({ id, host }) => [id, host !== null && folded.has(host) ? host : id]));
  const boxes = groups.filter(({ id }) => folded.has(id)).map(foldedBox);
  const shown: readonly DrawnNode[] = [...nodes.filter(({ id }) => standsFor.get(id) === id), ...boxes];
  const boxOf = new Map<string, Box>(shown.map((node) => [node.id, node]));
  const merged = new Map<string, DrawnLine>();
  for (const line of lines) {
    const [from, to] = [standsFor.get(line.from) ?? line.from, standsFor.get(line.to) ?? line.to];
    if (from === to) continue;
    const key = JSON.stringify([from, to, line.kind]);
    const known = merged.get(key);
    if (from === line.from && to === line.to) merged.set(key, line);
    else if (known) merged.set(key, { ...known, lit: known.lit || line.lit, implied: known.implied && line.implied });
    else merged.set(key, reattached(line, { id: from, box: boxOf.get(from) }, { id: to, box: boxOf.get(to) }));
  }
  return { nodes: shown, groups: groups.filter(({ id }) => !folded.has(id)), lines: [...merged.values()] };
}

interface End {
  readonly id: string;
  readonly box: Box | undefined;
}

function reattached(line: DrawnLine, from: End, to: End): DrawnLine {
  const path = from.box && to.box ? smoothPath(routeEdge(from.box, to.box, [])) : line.path;
  return { ...line, from: from.id, to: to.id, path, labelAt: null };
}

function foldedBox({ id, label, size, lit, x, y, width, height }: DrawnGroup): DrawnNode {
  const note = words.folded(size);
  const wide = Math.min(width, Math.max(note.length * 6.7 + 24, label.length * 7.8 + 30));
  const box = { x: x + (width - wide) / 2, y: y + height / 2 - 23, width: wide, height: 46 };
  return { ...box, id, label, note, kind: 'host', host: id, lit };
}

/** Which way to look from a task in focus. */
export type Direction = 'both' | 'up' | 'down';

export interface Reach {
  readonly steps: number;
  readonly direction?: Direction;
}

/** All that is upstream and downstream of a node, within a number of steps. */
export function neighbourhood(
  lines: readonly DrawnLine[],
  start: string,
  { steps, direction = 'both' }: Reach,
): ReadonlySet<string> {
  const found = new Set([start]);
  if (direction !== 'down') spread(linksOf(lines, 'to', 'from'), start, { steps, found });
  if (direction !== 'up') spread(linksOf(lines, 'from', 'to'), start, { steps, found });
  return found;
}

function linksOf(lines: readonly DrawnLine[], near: 'from' | 'to', far: 'from' | 'to') {
  const links = new Map<string, string[]>();
  for (const line of lines) {
    const list = links.get(line[near]);
    if (list) list.push(line[far]);
    else links.set(line[near], [line[far]]);
  }
  return links;
}

function spread(
  links: ReadonlyMap<string, readonly string[]>,
  start: string,
  { steps, found }: { readonly steps: number; readonly found: Set<string> },
): void {
  const seen = new Set([start]);
  let edge: readonly string[] = [start];
  for (let step = 0; step < steps && edge.length > 0; step += 1) {
    const next: string[] = [];
    for (const id of edge) {
      for (const other of links.get(id) ?? []) {
        if (seen.has(other)) continue;
        seen.add(other);
        found.add(other);
        next.push(other);
      }
    }
    edge = next;
  }
}
