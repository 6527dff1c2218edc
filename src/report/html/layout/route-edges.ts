import type { Box } from './grouped-layout.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Free height kept between an edge and a node that it passes; edges take turns, so that parallel ones stay apart. */
const CLEARANCES = [8, 13, 18] as const;

/**
 * Routes an edge from the right of one box to the left of another. It stays level as long as nothing stands in its way,
 * bends in the gaps between columns, and goes round what it meets on the side where it is headed. An edge that points
 * back bows below both.
 * @param turn tells parallel edges apart: any counter
 */
export function routeEdge(from: Box, to: Box, obstacles: readonly Box[], turn = 0): readonly Point[] {
  const clearance = CLEARANCES[turn % CLEARANCES.length] as number;
  const start = { x: from.x + from.width, y: from.y + from.height / 2 };
  const end = { x: to.x, y: to.y + to.height / 2 };
  if (end.x <= start.x) return backRoute(from, to, clearance);
  const passed = obstacles
    .filter((box) => box !== from && box !== to && box.x > start.x && box.x + box.width < end.x)
    .sort((a, b) => a.x - b.x || a.y - b.y);
  const points: Point[] = [start];
  let here: Point = start;
  for (const column of columnsOf(passed)) {
    const y = freeHeight(column, { here: here.y, goal: end.y, clearance });
    if (y !== here.y) points.push(here, { x: (column[0] as Box).x - 4, y });
    here = { x: Math.max(...column.map((box) => box.x + box.width)) + 4, y };
  }
  return [...points, here, end];
}

/** How far out an edge swings where it turns back. */
const LOOP = 26;

/** An SVG path through the points: level at each, so that it reads as one line. */
export function smoothPath(points: readonly Point[]): string {
  const [first, ...rest] = points as [Point, ...Point[]];
  let path = `M${round(first.x)},${round(first.y)}`;
  let last = first;
  for (const point of rest) {
    if (point.x === last.x && point.y === last.y) continue;
    // Straight up or down is where an edge that points back turns: outwards, first to the right, then to the left.
    const turns = point.x === last.x;
    const middle = round(turns ? last.x + (last === first ? LOOP : -LOOP) : (last.x + point.x) / 2);
    const level = Math.abs(point.y - last.y) < 0.05;
    path += level
      ? `H${round(point.x)}`
      : `C${middle},${round(last.y)} ${middle},${round(point.y)} ${round(point.x)},${round(point.y)}`;
    last = point;
  }
  return path;
}

/** Coordinates to a tenth of a pixel: what is drawn needs no more, and equal input then gives equal bytes. */
export function round(value: number): number {
  return Math.round(value * 10) / 10;
}

function backRoute(from: Box, to: Box, clearance: number): readonly Point[] {
  const below = Math.max(from.y + from.height, to.y + to.height) + clearance;
  const [right, left] = [from.x + from.width, to.x];
  return [
    { x: right, y: from.y + from.height / 2 },
    { x: right, y: below },
    { x: left, y: below },
    { x: left, y: to.y + to.height / 2 },
  ];
}

function columnsOf(boxes: readonly Box[]): readonly (readonly Box[])[] {
  const columns: Box[][] = [];
  let right = Number.NEGATIVE_INFINITY;
  for (const box of boxes) {
    if (box.x < right) (columns[columns.length - 1] as Box[]).push(box);
    else columns.push([box]);
    right = Math.max(right, box.x + box.width);
  }
  return columns;
}

/** A height that keeps clear of every box of a column: the one that makes the way from here to the goal shortest. */
function freeHeight(
  column: readonly Box[],
  { here, goal, clearance }: { readonly here: number; readonly goal: number; readonly clearance: number },
): number {
  const blocked = column
    .map(({ y, height }) => [y - clearance, y + height + clearance] as const)
    .sort((a, b) => a[0] - b[0]);
  let [above, below] = [here, here];
  for (const [low, high] of blocked) if (below > low && below < high) below = high;
  for (const [low, high] of [...blocked].reverse()) if (above > low && above < high) above = low;
  const way = (y: number): number => Math.abs(y - here) + Math.abs(goal - y);
  return way(above) <= way(below) ? above : below;
}
