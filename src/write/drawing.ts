import type { Dependency, Deployment } from '../model/deployment.ts';
import { isUnknown } from '../model/unknown.ts';

/**
 * `fine`: the components, in their groups. `engine`: one node per resource of the top-level template, as the
 * orchestrator sees it.
 */
export type GraphView = 'fine' | 'engine';

export interface WriteOptions {
  /** Default `fine`. */
  readonly view?: GraphView;
}

/** A deployment as boxes, nodes and arrows, without a format. */
export interface Drawing {
  /** Machines, nested stacks and sets, outer ones first; tasks on their own have no box. */
  readonly boxes: readonly DrawnBox[];
  readonly nodes: readonly DrawnNode[];
  readonly arrows: readonly DrawnArrow[];
}

export interface DrawnBox {
  readonly id: string;
  readonly kind: string;
  /** The box around it; null at the top. */
  readonly parent: string | null;
}

export interface DrawnNode {
  readonly id: string;
  readonly type: string;
  readonly kind: string;
  readonly tracked: boolean;
  readonly box: string | null;
}

export interface DrawnArrow {
  readonly from: string;
  readonly to: string;
  /** The kinds of its reasons, or the handle of a signal. */
  readonly label: string;
  /** `hidden` when only an engine's hidden rule makes it; `signal` is no dependency but a way to go on. */
  readonly line: 'written' | 'hidden' | 'signal';
}

export function draw(deployment: Deployment, { view = 'fine' }: WriteOptions = {}): Drawing {
  return view === 'engine' ? drawEngine(deployment) : drawFine(deployment);
}

function drawEngine({ resources }: Deployment): Drawing {
  const nodes = resources
    .mapNodes((id, { type, stack }) => ({ id, type, stack, kind: 'resource', tracked: true, box: null }))
    .filter(({ stack }) => stack === '')
    .map(({ stack: _stack, ...node }) => node);
  const shown = new Set(nodes.map(({ id }) => id));
  const arrows = resources
    .mapDirectedEdges((_edge, dependency, from, to) => arrow(from, to, dependency))
    .filter(({ from, to }) => shown.has(from) && shown.has(to));
  return { boxes: [], nodes, arrows };
}

function drawFine(deployment: Deployment): Drawing {
  const { tasks, groups } = deployment;
  const boxes = [...groups.values()]
    .filter(({ kind }) => kind !== 'root' && kind !== 'single')
    .map(({ id, kind, parent }) => ({ id, kind, parent: boxAround(deployment, parent) }));
  const nodes = tasks.mapNodes((id, { type, kind, tracked, group }) => {
    return { id, type, kind, tracked, box: boxAround(deployment, group) };
  });
  const arrows = tasks.mapDirectedEdges((_edge, dependency, from, to) => arrow(from, to, dependency));
  return { boxes, nodes, arrows: [...arrows, ...signalArrows(deployment)] };
}

function boxAround({ groups }: Deployment, id: string | null): string | null {
  let group = id === null ? undefined : groups.get(id);
  while (group?.kind === 'single') group = group.parent === null ? undefined : groups.get(group.parent);
  return group === undefined || group.kind === 'root' ? null : group.id;
}

function arrow(from: string, to: string, { reasons }: Dependency): DrawnArrow {
  const labels = reasons.map(({ kind, value }) => (value === null ? kind : value.provided));
  const line = reasons.every(({ kind }) => kind === 'implicit') ? 'hidden' : 'written';
  return { from, to, label: [...new Set(labels)].join(', '), line };
}

function signalArrows({ signals, waits }: Deployment): readonly DrawnArrow[] {
  const arrows = new Map<string, DrawnArrow>();
  for (const { task, handle } of waits.values()) {
    if (isUnknown(handle)) continue;
    for (const { sender, handle: sentTo } of signals) {
      const key = JSON.stringify([sender, task]);
      if (sentTo === handle) arrows.set(key, { from: sender, to: task, label: `signals ${handle}`, line: 'signal' });
    }
  }
  return [...arrows.values()];
}
