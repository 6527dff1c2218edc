import type { Box } from '../../layout/grouped-layout.ts';
import { type Point, round, routeEdge, smoothPath } from '../../layout/route-edges.ts';
import type { DrawnLine } from './drawing.ts';
import type { Line } from './lines.ts';

/** Above this many boxes, lines go straight: looking for what stands in the way is quadratic. */
const ROUTE_LIMIT = 800;

export interface LineFacts {
  readonly implied: (index: number) => boolean;
  readonly lit: (line: Line) => boolean;
}

/** Lines with their ways, and how far down the lowest of them reaches. */
export interface PlacedLines {
  readonly lines: readonly DrawnLine[];
  readonly bottom: number;
}

/** Gives each line its way and its label a place that covers neither a box nor another label. */
export function placeLines(
  lines: readonly Line[],
  ends: readonly (readonly [number, number])[],
  boxes: readonly Box[],
  facts: LineFacts,
): PlacedLines {
  let bottom = 0;
  const obstacles = boxes.length > ROUTE_LIMIT ? [] : boxes;
  const taken: Box[] = [];
  const placed = lines.map((line, index) => {
    const [from, to] = ends[index] as readonly [number, number];
    const points = routeEdge(boxes[from] as Box, boxes[to] as Box, obstacles, index);
    for (const { y } of points) bottom = Math.max(bottom, y);
    const labelAt = line.label === '' ? null : labelPlace(points, line.label, [...obstacles, ...taken]);
    if (labelAt) taken.push(labelBox(labelAt, line.label));
    const { dependency: _dependency, ...words } = line;
    return { ...words, path: smoothPath(points), labelAt, implied: facts.implied(index), lit: facts.lit(line) };
  });
  return { lines: placed, bottom };
}

/** The middle of the last stretch that has room, near where the line arrives; null when nowhere is free. */
function labelPlace(points: readonly Point[], text: string, taken: readonly Box[]): Point | null {
  for (let index = points.length - 1; index > 0; index -= 1) {
    const [a, b] = [points[index - 1] as Point, points[index] as Point];
    for (const share of [0.5, 0.35, 0.65]) {
      const eased = share * share * (3 - 2 * share);
      const at = { x: round(a.x + (b.x - a.x) * share), y: round(a.y + (b.y - a.y) * eased) };
      const box = labelBox(at, text);
      if (!taken.some((other) => overlaps(box, other))) return at;
    }
  }
  return null;
}

function labelBox({ x, y }: Point, text: string): Box {
  const width = text.length * 6 + 6;
  return { x: x - width / 2, y: y - 8, width, height: 16 };
}

function overlaps(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}
