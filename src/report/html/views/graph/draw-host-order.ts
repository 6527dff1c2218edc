import type { Selection } from 'd3';
import type { Box } from '../../layout/grouped-layout.ts';
import type { DrawnGroup, DrawnLine } from './drawing.ts';

type Group = Selection<SVGGElement, unknown, null, undefined>;

/** The order that coarse thinking sees: a broad arrow from host to host, behind the components. */
export function drawHostOrder(layer: Group, lines: readonly DrawnLine[], groups: readonly DrawnGroup[]): void {
  const boxes = new Map(groups.map((group) => [group.id, group]));
  layer.attr('class', 'host-order').attr('aria-hidden', 'true');
  for (const { from, to, lit } of lines) {
    const [a, b] = [boxes.get(from), boxes.get(to)];
    if (!a || !b) continue;
    const twoWay = lines.some((line) => line.from === to && line.to === from);
    layer
      .append('path')
      .attr('class', `band${lit ? ' lit' : ''}`)
      .attr('marker-end', `url(#head-${lit ? 'broken' : 'coarse'})`)
      .attr('d', bandPath(a, b, twoWay ? (from < to ? -22 : 22) : 0));
  }
}

/** Straight across the gap between two boxes: down or up where they share columns, else from side to side. */
function bandPath(a: Box, b: Box, shift: number): string {
  const left = Math.max(a.x, b.x);
  const right = Math.min(a.x + a.width, b.x + b.width);
  if (right - left > 30) {
    const x = left + Math.min(62, (right - left) / 2) + shift;
    return a.y < b.y ? `M${x},${a.y + a.height - 11}V${b.y - 6}` : `M${x},${a.y + 11}V${b.y + b.height + 6}`;
  }
  const [x1, x2] = a.x < b.x ? [a.x + a.width - 6, b.x - 14] : [a.x + 6, b.x + b.width + 14];
  const [y1, y2] = [a.y + a.height / 2 + shift, b.y + b.height / 2 + shift];
  const middle = (x1 + x2) / 2;
  return `M${x1},${y1}C${middle},${y1} ${middle},${y2} ${x2},${y2}`;
}
