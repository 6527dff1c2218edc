import { axisBottom, scaleLinear, select } from 'd3';
import { timelineWords as words } from '../../../words/page/timelines.ts';
import { secondsTicks, tickWords } from '../../page/seconds-axis.ts';
import type { TimeScale } from './draw-bars.ts';
import type { TimelineChart } from './drawing.ts';
import { stackedLayers, stepArea } from './picture.ts';

/** The label stands beside the curve, or above it where there is no room beside. */
const CURVE = { wide: 56, narrow: 74, head: 20 } as const;
const AXIS = 30;

/** Below the rows: how many tasks run at once, and the axis of time. */
export function drawFoot(
  plot: HTMLElement,
  { curve, finish, title }: TimelineChart,
  { x, end, width }: { readonly x: TimeScale; readonly end: number; readonly width: number },
): void {
  const narrow = width < 620;
  const bottom = narrow ? CURVE.narrow : CURVE.wide;
  const svg = select(plot)
    .append('svg')
    .attr('class', 'foot')
    .attr('role', 'img')
    .attr('aria-label', `${title}: at most ${curve.most} tasks at once`)
    .attr('width', width)
    .attr('height', bottom + AXIS);
  const axis = axisBottom(x)
    .tickValues(secondsTicks(0, end, width / 100))
    .tickFormat((value) => tickWords(Number(value)))
    .tickSizeOuter(0)
    .tickSizeInner(-bottom)
    .tickPadding(8);
  svg.append('g').attr('class', 'axis grid').attr('transform', `translate(0,${bottom})`).call(axis);
  const y = scaleLinear([0, Math.max(1, curve.most)], [bottom, narrow ? CURVE.head : 8]);
  const names = ['held', 'waiting', 'working'];
  stackedLayers(curve).forEach((counts, layer) => {
    svg
      .append('path')
      .attr('class', `at-once ${names[layer]}`)
      .attr('d', stepArea(curve.times, counts, x, y));
  });
  svg
    .append('line')
    .attr('class', 'finish-line')
    .attr('x1', x(finish))
    .attr('x2', x(finish))
    .attr('y1', 0)
    .attr('y2', bottom);
  const place = narrow ? { at: 4, anchor: 'start' } : { at: (x.range()[0] as number) - 12, anchor: 'end' };
  const label = svg.append('text').attr('class', 'foot-label').attr('x', place.at).attr('y', 14);
  label.attr('text-anchor', place.anchor).text(words.atOnce(curve.most));
}
