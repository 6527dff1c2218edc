import type { GraphTask, Result } from '../../../result.ts';
import { graphWords as words } from '../../../words/page/graph.ts';
import { formatCount, formatSeconds } from '../../../words/quantity.ts';
import { groupedLayout, type LayoutNode } from '../../layout/grouped-layout.ts';
import { impliedEdges } from '../../layout/layers.ts';
import { cycleOf, hostsOf, label, localName, timingsByTask } from '../../reading.ts';
import type { Drawing, DrawnNode, GraphData } from './drawing.ts';
import { type Line, taskLines } from './lines.ts';
import { placeLines } from './place-lines.ts';
import { type Witnesses, witnessesOf } from './witnesses.ts';

/** Above this many tasks the page opens with hosts folded. */
const OPEN_FOLDED_ABOVE = 120;

export function prepareGraph(result: Result): GraphData {
  const lines = taskLines(result.graph);
  const witnesses = witnessesOf(result.check, result.graph);
  const components = componentDrawing(result, lines, witnesses);
  const hosts = hostDrawing(result, lines, witnesses);
  const count = hostsOf(result).length;
  const folds = count > 0 && result.graph.tasks.length > OPEN_FOLDED_ABOVE;
  return {
    lead: leadText(result, hostsOf(result)),
    components,
    hosts,
    start: folds ? 'hosts' : 'components',
    hasValues: lines.some(({ kind }) => kind === 'value'),
    hasSignals: lines.some(({ kind }) => kind === 'signal'),
    hasImplied: components.lines.some(({ implied }) => implied),
    hasLit: [...components.lines, ...hosts.lines].some(({ lit }) => lit),
  };
}

function leadText({ graph }: Result, hosts: readonly string[]): string {
  const tasks = formatCount(graph.tasks.length, 'task');
  const edges = formatCount(graph.dependencies.length, 'dependency', 'dependencies');
  const onHosts = graph.tasks.filter(({ group }) => hosts.includes(group)).length;
  const share = onHosts === graph.tasks.length ? words.all : words.ofThem(onHosts);
  const where = hosts.length === 0 ? '' : words.where(share, formatCount(hosts.length, 'host'));
  return words.lead(tasks, where, edges);
}

function componentDrawing(result: Result, lines: readonly Line[], witnesses: Witnesses): Drawing {
  const { tasks, groups } = result.graph;
  const parents = new Map(groups.map(({ id, kind, parent }) => [id, { kind, parent }]));
  const timings = timingsByTask(result);
  const nodes = tasks.map((task): DrawnNode & LayoutNode => {
    const name = localName(task);
    const timing = timings.get(task.id);
    const note = taskNote(task, timing?.meanSeconds);
    return {
      id: task.id,
      label: name,
      note,
      kind: task.kind,
      host: parents.get(task.group)?.kind === 'host' ? task.group : null,
      lit: witnesses.subjects.has(task.id),
      path: groupPathOf(task.group, parents),
      ...nodeSize(name, note),
      x: 0,
      y: 0,
    };
  });
  const indexOf = new Map(tasks.map(({ id }, index) => [id, index]));
  const ends = lines.map(({ from, to }) => [indexOf.get(from) ?? 0, indexOf.get(to) ?? 0] as const);
  const layout = groupedLayout(nodes, ends);
  const implied = impliedEdges(nodes.length, { from: ends.map(([a]) => a), to: ends.map(([, b]) => b) });
  const groupSizes = new Map<string, number>();
  for (const { path } of nodes) for (const id of path) groupSizes.set(id, (groupSizes.get(id) ?? 0) + 1);
  const placed = nodes.map(({ path: _path, ...node }, index) => ({ ...node, ...layout.nodes[index]! }));
  const { lines: drawn, bottom } = placeLines(lines, ends, placed, {
    implied: (index) => implied.has(index) && lines[index]?.kind === 'order',
    lit: ({ dependency }) => dependency !== null && witnesses.dependencies.has(dependency),
  });
  return {
    nodes: placed,
    groups: [...layout.groups].map(([id, box]) => ({
      ...box,
      id,
      label: label(id),
      kind: parents.get(id)?.kind ?? 'host',
      depth: groupPathOf(id, parents).length,
      size: groupSizes.get(id) ?? 0,
      lit: witnesses.subjects.has(id),
    })),
    lines: drawn,
    width: layout.width,
    height: Math.max(layout.height, bottom),
  };
}

/** Hosts as single boxes, with the order between them that coarse thinking sees. */
function hostDrawing(result: Result, lines: readonly Line[], witnesses: Witnesses): Drawing {
  const { tasks, groups } = result.graph;
  const isHost = new Set(groups.filter(({ kind }) => kind === 'host').map(({ id }) => id));
  const members = new Map<string, GraphTask[]>();
  for (const task of tasks) members.set(task.group, [...(members.get(task.group) ?? []), task]);
  const nodes = [...members].map(([id, inside]): DrawnNode & LayoutNode => {
    const host = isHost.has(id);
    const first = inside[0] as GraphTask;
    const name = host ? label(id) : localName(first);
    const note = host ? formatCount(inside.length, 'task') : taskNote(first, undefined);
    const lit = witnesses.subjects.has(id);
    const kind = host ? 'host' : first.kind;
    return { id, label: name, note, kind, host: host ? id : null, lit, path: [], ...nodeSize(name, note), x: 0, y: 0 };
  });
  const groupOf = new Map(tasks.map(({ id, group }) => [id, group]));
  const merged = mergeLines(lines, groupOf);
  const indexOf = new Map(nodes.map(({ id }, index) => [id, index]));
  const ends = merged.map(({ from, to }) => [indexOf.get(from) ?? 0, indexOf.get(to) ?? 0] as const);
  const layout = groupedLayout(nodes, ends);
  const cycle = cycleOf(result.simulation, 'coarse') ?? [];
  const arrows = new Set(cycle.map((id, index) => JSON.stringify([id, cycle[(index + 1) % cycle.length]])));
  const placed = nodes.map(({ path: _path, ...node }, index) => ({ ...node, ...layout.nodes[index]! }));
  const { lines: drawn, bottom } = placeLines(merged, ends, placed, {
    implied: () => false,
    lit: ({ from, to }) =>
      arrows.has(JSON.stringify([from, to])) || (witnesses.subjects.has(from) && witnesses.subjects.has(to)),
  });
  return { nodes: placed, groups: [], lines: drawn, width: layout.width, height: Math.max(layout.height, bottom) };
}

/** The lines between groups, each pair once; the strongest kind wins, and the tasks that make it are its reason. */
function mergeLines(lines: readonly Line[], groupOf: ReadonlyMap<string, string>): readonly Line[] {
  const merged = new Map<string, Line & { readonly count: number }>();
  for (const line of lines) {
    const [from, to] = [groupOf.get(line.from) ?? '', groupOf.get(line.to) ?? ''];
    if (from === to) continue;
    const key = JSON.stringify([from, to, line.kind === 'signal']);
    const before = merged.get(key);
    const why = `${label(line.from)} → ${label(line.to)}`;
    merged.set(key, {
      from,
      to,
      kind: before && before.kind !== 'order' ? before.kind : line.kind,
      label: '',
      why: before && before.count >= 3 ? before.why : before ? `${before.why}; ${why}` : why,
      dependency: null,
      count: (before?.count ?? 0) + 1,
    });
  }
  return [...merged.values()].map(({ count, ...line }) => ({
    ...line,
    why: count > 4 ? `${line.why}; and ${count - 4} more` : line.why,
  }));
}

function groupPathOf(
  group: string,
  parents: ReadonlyMap<string, { readonly kind: string; readonly parent: string | null }>,
): readonly string[] {
  const path: string[] = [];
  for (let id: string | null = group; id !== null; id = parents.get(id)?.parent ?? null) {
    const kind = parents.get(id)?.kind;
    if (kind !== undefined && kind !== 'root' && kind !== 'single') path.unshift(id);
  }
  return path;
}

function taskNote({ kind, type, tracked }: GraphTask, seconds: number | undefined): string {
  const short = type.split('::').at(-1) ?? type;
  const what = kind === 'create' || kind === 'resource' ? label(short) : kind;
  const time = seconds === undefined ? '' : ` · ${formatSeconds(seconds)}`;
  return `${what}${time}${tracked ? '' : ` · ${words.untracked}`}`;
}

/** Wide enough for its two lines in the page's type, within limits; the drawing cuts what is longer. */
function nodeSize(name: string, note: string): { readonly width: number; readonly height: number } {
  const width = Math.max(name.length * 7.6, note.length * 6.1) + 26;
  return { width: Math.round(Math.min(210, Math.max(84, width))), height: 42 };
}
