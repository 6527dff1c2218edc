import type { LayoutNode } from './grouped-layout.ts';

/** Pixels between columns and rows, and what a group's box adds around what is in it; its name stands at the top. */
export const spacing = { column: 44, row: 22, side: 14, top: 30, bottom: 14 } as const;

/** A group and what is directly in it. */
export interface Tree {
  readonly id: string;
  readonly children: Map<string, Tree>;
  readonly members: { readonly node: number; readonly layer: number; readonly height: number }[];
}

/** The columns and rows that a group takes; `inner` is how many groups are nested in it. */
export interface GroupBand {
  readonly id: string;
  readonly first: number;
  readonly last: number;
  readonly top: number;
  readonly height: number;
  readonly inner: number;
}

/** Something packed: its columns, its height, and the tops of all that is in it, measured from its own top. */
export interface Packed {
  readonly first: number;
  readonly last: number;
  readonly height: number;
  readonly inner: number;
  readonly tops: ReadonlyMap<number, number>;
  readonly bands: readonly GroupBand[];
}

export function groupTree(nodes: readonly LayoutNode[], layers: readonly number[]): Tree {
  const root: Tree = { id: '', children: new Map(), members: [] };
  nodes.forEach(({ path, height }, node) => {
    let tree = root;
    for (const id of path) {
      const child: Tree = tree.children.get(id) ?? { id, children: new Map(), members: [] };
      tree.children.set(id, child);
      tree = child;
    }
    tree.members.push({ node, layer: layers[node]!, height });
  });
  return root;
}

/** Packs a group: what is in it is taken by the middle it wants, and set below all that shares a column with it. */
export function packTree(tree: Tree, wanted: readonly number[]): Packed {
  const parts: Packed[] = [
    ...[...tree.children.values()].map((child) => packTree(child, wanted)),
    ...tree.members.map(({ node, layer, height }) => ({
      first: layer,
      last: layer,
      height,
      inner: -1,
      tops: new Map([[node, 0]]),
      bands: [],
    })),
  ];
  const ordered = parts
    .map((part, index) => ({ part, index, wish: wishedTop(part, wanted) }))
    .sort((a, b) => a.wish - b.wish || a.part.first - b.part.first || a.index - b.index);
  const isRoot = tree.id === '';
  const head = isRoot ? 0 : spacing.top;
  const floor: number[] = [];
  const tops = new Map<number, number>();
  const bands: GroupBand[] = [];
  let bottom = head;
  for (const { part } of ordered) {
    let top = head;
    for (let layer = part.first; layer <= part.last; layer += 1) top = Math.max(top, floor[layer] ?? head);
    for (let layer = part.first; layer <= part.last; layer += 1) floor[layer] = top + part.height + spacing.row;
    for (const [node, below] of part.tops) tops.set(node, top + below);
    for (const band of part.bands) bands.push({ ...band, top: top + band.top });
    bottom = Math.max(bottom, top + part.height);
  }
  const first = Math.min(...parts.map((part) => part.first));
  const last = Math.max(...parts.map((part) => part.last));
  const inner = Math.max(-1, ...parts.map((part) => part.inner)) + 1;
  const height = bottom + (isRoot ? 0 : spacing.bottom);
  if (!isRoot) bands.unshift({ id: tree.id, first, last, top: 0, height, inner });
  return { first, last, height, inner, tops, bands };
}

function wishedTop({ tops }: Packed, wanted: readonly number[]): number {
  let sum = 0;
  for (const [node, below] of tops) sum += wanted[node]! - below;
  return sum / Math.max(1, tops.size);
}
