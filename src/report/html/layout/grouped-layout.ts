import { adjacency, layersOf } from './layers.ts';
import { lineCost } from './line-cost.ts';
import { orderedHeights } from './order-layers.ts';
import { type GroupBand, groupTree, type Packed, packTree, spacing, type Tree } from './pack-tree.ts';
import { shortLayers } from './short-layers.ts';

/** A node to place; `path` names the groups around it, outermost first. */
export interface LayoutNode {
  readonly path: readonly string[];
  readonly width: number;
  readonly height: number;
}

/** Left and top, width and height. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface GroupedLayout {
  readonly nodes: readonly Box[];
  readonly groups: ReadonlyMap<string, Box>;
  readonly layers: readonly number[];
  readonly width: number;
  readonly height: number;
}

/** Sweeps that move rows towards their neighbours; the one with the shortest edges is kept. */
const SWEEPS = 12;

/**
 * A layered layout from left to right that keeps each group in one box of its own: the column is the longest path, the
 * row is packed per group, and no two boxes overlap. Equal input gives equal numbers: no randomness, no tolerance.
 */
export function groupedLayout(
  nodes: readonly LayoutNode[],
  edges: readonly (readonly [number, number])[],
): GroupedLayout {
  const from = edges.map(([prerequisite]) => prerequisite);
  const to = edges.map(([, dependent]) => dependent);
  const isGrouped = nodes.some(({ path }) => path.length > 0);
  const layers = isGrouped ? layersOf(nodes.length, { from, to }) : shortLayers(nodes.length, { from, to });
  const tree = groupTree(nodes, layers);
  const heights = orderedHeights(layers, { from, to });
  const packed =
    tree.children.size === 0 ? rowsOf(nodes, heights, layers) : bestPacked(tree, { nodes, edges, heights, layers });
  const columns = columnPlaces(nodes, layers);
  return {
    nodes: nodes.map(({ width, height }, node) => {
      const column = columns[layers[node]!]!;
      return { x: column.x + (column.width - width) / 2, y: packed.tops.get(node)!, width, height };
    }),
    groups: new Map(packed.bands.map((band) => [band.id, bandBox(band, columns)])),
    layers,
    width: Math.max(0, ...columns.map(({ x, width }) => x + width)) + margin(nodes),
    height: packed.height,
  };
}

/** Without groups the order that crosses least is kept as it is. */
function rowsOf(nodes: readonly LayoutNode[], heights: Float64Array, layers: readonly number[]): Packed {
  const tallest = nodes.reduce((most, { height }) => Math.max(most, height), 0);
  const pitch = tallest + spacing.row;
  const least = heights.reduce((low, height) => Math.min(low, height), Number.POSITIVE_INFINITY);
  const tops = new Map(
    nodes.map(({ height }, node) => [node, (heights[node]! - least) * pitch + (tallest - height) / 2]),
  );
  const bottom = nodes.reduce((most, { height }, node) => Math.max(most, tops.get(node)! + height), 0);
  const last = layers.reduce((most, layer) => Math.max(most, layer), 0);
  return { first: 0, last, height: bottom, inner: 0, tops, bands: [] };
}

interface Unpacked {
  readonly nodes: readonly LayoutNode[];
  readonly edges: readonly (readonly [number, number])[];
  readonly heights: Float64Array;
  readonly layers: readonly number[];
}

/** Two beginnings: the rows as they come, and the order that crosses least. What crosses least in the end wins. */
function bestPacked(tree: Tree, { nodes, edges, heights, layers }: Unpacked): Packed {
  const from = edges.map(([prerequisite]) => prerequisite);
  const to = edges.map(([, dependent]) => dependent);
  const up = adjacency(nodes.length, to, from);
  const down = adjacency(nodes.length, from, to);
  const around = up.map((above, node) => [...above, ...down[node]!]);
  const pitch = spacing.row + nodes.reduce((sum, { height }) => sum + height, 0) / nodes.length;
  const still = nodes.map(() => 0);
  let best = { cost: Number.POSITIVE_INFINITY, packed: packTree(tree, still) };
  const ordered = Array.from(heights, (height) => height * pitch);
  for (const [beginning, ways] of [
    [still, [around]],
    [ordered, [around]],
    [ordered, [up, down]],
  ] as const) {
    let middles: readonly number[] = beginning;
    for (let sweep = 0; sweep < SWEEPS; sweep += 1) {
      const packed = packTree(tree, wantedMiddles(middles, ways[sweep % ways.length]!, sweep));
      middles = nodes.map(({ height }, node) => packed.tops.get(node)! + height / 2);
      const cost = lineCost(layers, middles, edges);
      if (cost < best.cost - 1e-9) best = { cost, packed };
    }
  }
  return best.packed;
}

/** Where each node would like its middle: half way to the mean of its neighbours', which damps the sweeps. */
function wantedMiddles(
  middles: readonly number[],
  neighbours: readonly (readonly number[])[],
  sweep: number,
): readonly number[] {
  if (sweep === 0) return middles;
  return middles.map((middle, node) => {
    const around = neighbours[node]!;
    if (around.length === 0) return middle;
    return (middle + around.reduce((sum, other) => sum + middles[other]!, 0) / around.length) / 2;
  });
}

interface Column {
  readonly x: number;
  readonly width: number;
}

function columnPlaces(nodes: readonly LayoutNode[], layers: readonly number[]): readonly Column[] {
  const widths: number[] = [];
  nodes.forEach(({ width }, node) => {
    const layer = layers[node]!;
    widths[layer] = Math.max(widths[layer] ?? 0, width);
  });
  const gap = spacing.column + 2 * margin(nodes);
  let x = margin(nodes);
  return widths.map((width) => {
    const column = { x, width };
    x += width + gap;
    return column;
  });
}

/** What the sides of the deepest nesting take, so that boxes side by side never touch. */
function margin(nodes: readonly LayoutNode[]): number {
  return spacing.side * nodes.reduce((depth, { path }) => Math.max(depth, path.length), 0);
}

function bandBox({ first, last, top, height, inner }: GroupBand, columns: readonly Column[]): Box {
  const side = spacing.side * (1 + inner);
  const [left, right] = [columns[first]!, columns[last]!];
  return { x: left.x - side, y: top, width: right.x + right.width - left.x + 2 * side, height };
}
