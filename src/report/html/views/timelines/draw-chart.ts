import { axisBottom, type ScaleLinear, type Selection, scaleLinear, select } from 'd3';
import { fitText } from '../../page/fit-text.ts';
import { ensureStop, rovingFocus } from '../../page/roving-focus.ts';
import { secondsTicks, tickWords } from '../../page/seconds-axis.ts';
import type { Tooltip } from '../../page/tooltip.ts';
import type { Bar, TimelineChart, TimelineRow } from './drawing.ts';

const LANE = 26;
const ROW_GAP = 10;
const AXIS = 30;
/** Narrower than this, names stand above their rows. */
const NARROW = 620;

type Group = Selection<SVGGElement, unknown, null, undefined>;
type Scale = ScaleLinear<number, number>;

/** A bar with its place on the page. */
interface PlacedBar extends Bar {
  readonly y: number;
}

export interface ChartOptions {
  /** Where the axis ends: the same for every chart. */
  readonly end: number;
  readonly tooltip: Tooltip;
}

export function drawChart(plot: HTMLElement, chart: TimelineChart, { end, tooltip }: ChartOptions): void {
  const width = Math.max(280, plot.clientWidth);
  const narrow = width < NARROW;
  const left = narrow ? 6 : Math.min(190, 24 + 7.5 * Math.max(...chart.rows.map(({ label }) => label.length)));
  const x = scaleLinear([0, end || 1], [left, width - 18]);
  const tops = rowTops(chart.rows, narrow);
  const height = (tops[tops.length - 1] as number) + AXIS;
  plot.replaceChildren();
  const svg = select(plot)
    .append('svg')
    .attr('role', 'group')
    .attr('aria-label', `${chart.title}. Arrow keys move between tasks.`)
    .attr('width', width)
    .attr('height', height);
  const bottom = height - AXIS + 4;
  drawAxis(svg.append('g'), { x, bottom, end, width });
  const bars = chart.rows.flatMap((row, index) => {
    const top = tops[index] as number;
    drawRowLabel(svg.append('g'), row, { top, left, width, narrow });
    return row.bars.map((bar): PlacedBar => ({ ...bar, y: top + (narrow ? 18 : 0) + bar.lane * LANE }));
  });
  drawFinish(svg.append('g'), x(chart.finish), bottom);
  const links = svg.append('g').attr('class', 'links');
  drawBars(svg.append('g'), bars, x, { links, tooltip });
  const node = svg.node() as SVGSVGElement;
  rovingFocus(node, '.task');
  ensureStop(node, '.task');
}

function rowTops(rows: readonly TimelineRow[], narrow: boolean): readonly number[] {
  const tops = [6];
  for (const { lanes } of rows)
    tops.push((tops[tops.length - 1] as number) + lanes * LANE + ROW_GAP + (narrow ? 18 : 0));
  return tops;
}

function drawAxis(
  group: Group,
  {
    x,
    bottom,
    end,
    width,
  }: { readonly x: Scale; readonly bottom: number; readonly end: number; readonly width: number },
): void {
  const axis = axisBottom(x)
    .tickValues(secondsTicks(0, end, width / 100))
    .tickFormat((value) => tickWords(Number(value)))
    .tickSizeOuter(0)
    .tickSizeInner(-bottom)
    .tickPadding(8);
  group.attr('class', 'axis grid').attr('aria-hidden', 'true').attr('transform', `translate(0,${bottom})`).call(axis);
}

function drawRowLabel(
  group: Group,
  { label, lanes }: TimelineRow,
  at: { readonly top: number; readonly left: number; readonly width: number; readonly narrow: boolean },
): void {
  const { top, left, width, narrow } = at;
  const y = narrow ? top + 18 : top;
  const band = group
    .append('rect')
    .attr('class', 'row-band')
    .attr('x', narrow ? 0 : left)
    .attr('y', y - 3);
  band
    .attr('width', width - (narrow ? 0 : left))
    .attr('height', lanes * LANE + 2)
    .attr('rx', 4);
  const text = group
    .append('text')
    .attr('class', 'row-label')
    .attr('x', narrow ? 2 : left - 12)
    .attr('y', narrow ? top + 10 : top + 15)
    .attr('text-anchor', narrow ? 'start' : 'end');
  fitText(text.node() as SVGTextElement, label, narrow ? width - 8 : left - 16);
}

function drawFinish(group: Group, x: number, bottom: number): void {
  group.append('line').attr('class', 'finish-line').attr('x1', x).attr('x2', x).attr('y1', 0).attr('y2', bottom);
}

function drawBars(
  group: Group,
  bars: readonly PlacedBar[],
  x: Scale,
  { links, tooltip }: { readonly links: Group; readonly tooltip: Tooltip },
): void {
  const byTask = new Map(bars.map((bar) => [bar.task, bar]));
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

function drawBar(mark: Group, bar: PlacedBar, x: Scale): void {
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
function drawLinks(links: Group, bar: PlacedBar, byTask: ReadonlyMap<string, PlacedBar>, x: Scale): void {
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
