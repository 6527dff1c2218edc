import { type ScaleLinear, type Selection, select } from 'd3';
import { fitText } from '../../page/fit-text.ts';
import type { Tooltip } from '../../page/tooltip.ts';
import type { Bar } from './drawing.ts';

export const LANE = 26;

export type Group = Selection<SVGGElement, unknown, null, undefined>;
export type TimeScale = ScaleLinear<number, number>;

/** A bar with its place on the page. */
export interface PlacedBar extends Bar {
  readonly y: number;
}

/** What bars are drawn with: where links go, and all bars by task, drawn or not. */
export interface BarOptions {
  readonly x: TimeScale;
  readonly links: Group;
  readonly tooltip: Tooltip;
  readonly byTask: ReadonlyMap<string, PlacedBar>;
}

export function drawBars(group: Group, bars: readonly PlacedBar[], { x, links, tooltip, byTask }: BarOptions): void {
  const hide = (): void => {
    tooltip.hide();
    links.selectAll('*').remove();
  };
  const marks = group
    .selectAll<SVGGElement, PlacedBar>('g')
    .data(bars)
    .join('g')
    .attr('class', (bar) => barClass(bar))
    .attr('tabindex', -1)
    .attr('role', 'img')
    .attr('aria-label', ({ words }) => words)
    .on('mouseenter focus', function (_event, bar) {
      tooltip.show(bar.words, this.querySelector('.body') ?? this);
      drawLinks(links, bar, byTask, x);
    })
    .on('mouseleave blur', hide);
  marks.each(function (bar) {
    drawBar(select(this), bar, x);
  });
}

function barClass({ critical, waiting, outcome, lastInLane }: Bar): string {
  return ['task', critical ? 'critical' : 'slack', lastInLane && 'last', waiting ? 'waiting' : 'working', outcome]
    .filter(Boolean)
    .join(' ');
}

function drawBar(mark: Group, bar: PlacedBar, x: TimeScale): void {
  const [from, to] = [x(bar.start), x(bar.end)];
  const width = Math.max(2, to - from - 1);
  if (bar.start - bar.ready > 1e-9) {
    mark
      .append('line')
      .attr('class', 'held')
      .attr('x1', x(bar.ready))
      .attr('x2', from)
      .attr('y1', bar.y + 10)
      .attr('y2', bar.y + 10);
  }
  const place = { x: from, y: bar.y, width, height: LANE - 6, rx: 3 };
  const body = mark.append('rect').attr('class', 'body');
  for (const [name, value] of Object.entries(place)) body.attr(name, value);
  if (bar.p10 !== null && bar.p90 !== null && x(bar.p90) - x(bar.p10) > 1)
    drawWhisker(mark, bar.y + LANE - 4, [x(bar.p10), x(bar.p90)], x.range()[1]!);
  if (width < 22) return;
  const text = mark
    .append('text')
    .attr('x', from + 5)
    .attr('y', bar.y + 14);
  fitText(text.node() as SVGTextElement, bar.label, width - 8);
}

/** From the 10 % to the 90 % quantile of the end, below the bar so that it hides nothing; open where the axis ends. */
function drawWhisker(mark: Group, y: number, [low, high]: readonly [number, number], limit: number): void {
  if (low >= limit) return;
  const end = high <= limit ? `H${high}m0,-2.5v5` : `H${limit + 10}`;
  mark
    .append('path')
    .attr('class', 'whisker')
    .attr('d', `M${low},${y - 2.5}v5m0,-2.5${end}`);
}

/** From the end that released this task, and to the tasks that its own end released. */
function drawLinks(links: Group, bar: PlacedBar, byTask: ReadonlyMap<string, PlacedBar>, x: TimeScale): void {
  links.selectAll('*').remove();
  const connect = (from: PlacedBar, to: PlacedBar): void => {
    const [x1, y1, x2, y2] = [x(from.end), from.y + 10, x(to.start), to.y + 10];
    const bend = Math.abs(y2 - y1) < 1 ? '' : `V${y2}`;
    links.append('path').attr('class', 'unblock').attr('d', `M${x1},${y1}${bend}H${x2}`);
    links.append('circle').attr('class', 'unblock-end').attr('cx', x2).attr('cy', y2).attr('r', 3.5);
  };
  const before = bar.releasedBy === null ? undefined : byTask.get(bar.releasedBy);
  if (before) connect(before, bar);
  for (const other of byTask.values())
    if (other.releasedBy === bar.task && other.task !== bar.task) connect(bar, other);
}
