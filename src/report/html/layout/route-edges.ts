import type { Box } from './grouped-layout.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Free height kept between an edge and a node that it passes. */
const CLEARANCE = 9;

/**
 * Routes an edge from the right of one box to the left of another: smooth, flat where it leaves and arrives, and bent
 * above or below every box that stands in its way. An edge that points back bows below both.
 */
export function routeEdge(from: Box, to: Box, obstacles: readonly Box[]): readonly Point[] {
  const start = { x: from.x + from.width, y: from.y + from.height / 2 };
  const end = { x: to.x, y: to.y + to.height / 2 };
  if (end.x <= start.x) return backRoute(from, to);
  const passed = obstacles
    .filter((box) => box !== from && box !== to && box.x > start.x && box.x + box.width < end.x)
    .sort((a, b) => a.x - b.x || a.y - b.y);
  const points: Point[] = [start];
  for (const column of columnsOf(passed)) {
    const x = (column[0] as Box).x - 4;
    const right = Math.max(...column.map((box) => box.x + box.width)) + 4;
    const here = (points[points.length - 1] as Point).y;
    const share = (x - start.x) / (end.x - start.x);
    const wish = points.length > 1 ? here : start.y + (end.y - start.y) * smooth(share);
    const y = freeHeight(wish, column);
    if (y !== wish || points.length > 1) points.push({ x, y }, { x: right, y });
  }
  return [...points, end];
}

/** An SVG path through the points: level at each, so that it reads as one line. */
export function smoothPath(points: readonly Point[]): string {
  const [first, ...rest] = points as [Point, ...Point[]];
  let path = `M${round(first.x)},${round(first.y)}`;
  let last = first;
  for (const point of rest) {
    const middle = round((last.x + point.x) / 2);
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

function backRoute(from: Box, to: Box): readonly Point[] {
  const below = Math.max(from.y + from.height, to.y + to.height) + CLEARANCE;
  return [
    { x: from.x + from.width, y: from.y + from.height / 2 },
    { x: from.x + from.width + 14, y: below },
    { x: to.x - 14, y: below },
    { x: to.x, y: to.y + to.height / 2 },
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

/** The height nearest to the wish that keeps clear of every box of a column. */
function freeHeight(wish: number, column: readonly Box[]): number {
  const blocked = column
    .map(({ y, height }) => [y - CLEARANCE, y + height + CLEARANCE] as const)
    .sort((a, b) => a[0] - b[0]);
  let [above, below] = [wish, wish];
  for (const [low, high] of blocked) if (below > low && below < high) below = high;
  for (const [low, high] of [...blocked].reverse()) if (above > low && above < high) above = low;
  return wish - above <= below - wish ? above : below;
}

function smooth(share: number): number {
  return share * share * (3 - 2 * share);
}
