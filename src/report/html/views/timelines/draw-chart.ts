import { scaleLinear, select } from 'd3';
import { fitText } from '../../page/fit-text.ts';
import { ensureStop, rovingFocus } from '../../page/roving-focus.ts';
import { secondsTicks } from '../../page/seconds-axis.ts';
import type { Tooltip } from '../../page/tooltip.ts';
import { type BarOptions, drawBars, type Group, LANE, type PlacedBar, type TimeScale } from './draw-bars.ts';
import { drawFoot } from './draw-foot.ts';
import type { TimelineChart, TimelineRow } from './drawing.ts';

const ROW_GAP = 10;
/** Narrower than this, names stand above their rows. */
const NARROW = 620;
/** Taller than this, rows scroll by themselves and only those in sight are drawn. */
const TALLEST = 640;

export interface ChartOptions {
  /** Where the axis ends. */
  readonly end: number;
  readonly tooltip: Tooltip;
}

/** Where the rows of a chart stand. */
interface Frame {
  readonly left: number;
  readonly width: number;
  readonly narrow: boolean;
  readonly tops: readonly number[];
}

export function drawChart(plot: HTMLElement, chart: TimelineChart, { end, tooltip }: ChartOptions): void {
  const frame = frameOf(plot.clientWidth, chart.rows);
  const { left, width, tops } = frame;
  const x = scaleLinear([0, end || 1], [left, width - 18]);
  const height = tops[tops.length - 1] as number;
  plot.replaceChildren();
  const window = document.createElement('div');
  window.className = 'rows';
  plot.append(window);
  if (height > TALLEST) {
    window.classList.add('tall');
    window.style.maxHeight = `${TALLEST}px`;
  }
  const svg = select(window)
    .append('svg')
    .attr('role', 'group')
    .attr('aria-label', `${chart.title}. Arrow keys move between tasks.`)
    .attr('width', width)
    .attr('height', height);
  drawGrid(svg.append('g'), x, { end, width, height });
  const layer = svg.append('g');
  drawFinish(svg.append('g'), x(chart.finish), height);
  const links = svg.append('g').attr('class', 'links');
  const placed = placedBars(chart.rows, frame);
  const byTask = new Map(placed.flat().map((bar) => [bar.task, bar]));
  const options = { x, links, tooltip, byTask };
  const update = (): void => drawRows(layer, chart.rows, placed, { frame, options, seen: seenRows(window, tops) });
  const node = svg.node() as SVGSVGElement;
  update();
  window.addEventListener('scroll', update, { passive: true });
  rovingFocus(node, '.task');
  ensureStop(node, '.task');
  drawFoot(plot, chart, { x, end, width });
}

function frameOf(room: number, rows: readonly TimelineRow[]): Frame {
  const width = Math.max(260, room);
  const narrow = width < NARROW;
  const longest = rows.reduce((most, { label }) => Math.max(most, label.length), 15);
  const left = narrow ? 6 : Math.min(190, 24 + 7.5 * longest);
  const tops = [6];
  for (const { lanes } of rows)
    tops.push((tops[tops.length - 1] as number) + lanes * LANE + ROW_GAP + (narrow ? 18 : 0));
  return { left, width, narrow, tops };
}

function placedBars(rows: readonly TimelineRow[], { tops, narrow }: Frame): readonly (readonly PlacedBar[])[] {
  return rows.map(({ bars }, index) =>
    bars.map((bar) => ({ ...bar, y: (tops[index] as number) + (narrow ? 18 : 0) + bar.lane * LANE })),
  );
}

/** The first row in sight and the one after the last, with a few to spare on both sides. */
function seenRows(window: HTMLElement, tops: readonly number[]): readonly [number, number] {
  if (!window.classList.contains('tall')) return [0, tops.length - 1];
  const [from, to] = [window.scrollTop - 200, window.scrollTop + TALLEST + 200];
  const first = tops.findIndex((_top, row) => (tops[row + 1] ?? Number.POSITIVE_INFINITY) > from);
  const after = tops.findIndex((top) => top > to);
  return [Math.max(0, first), after < 0 ? tops.length - 1 : after];
}

interface RowsState {
  readonly frame: Frame;
  readonly options: BarOptions;
  readonly seen: readonly [number, number];
}

/** Rows that stay in sight keep their elements, so that whoever has the focus keeps it. */
function drawRows(
  layer: Group,
  rows: readonly TimelineRow[],
  placed: readonly (readonly PlacedBar[])[],
  { frame, options, seen }: RowsState,
): void {
  const wanted = rows.map((_row, index) => index).slice(seen[0], seen[1]);
  layer
    .selectAll<SVGGElement, number>(':scope > g')
    .data(wanted, (index) => index)
    .join((enter) =>
      enter.append('g').each(function (index) {
        const group = select<SVGGElement, unknown>(this) as unknown as Group;
        drawRowLabel(group.append('g'), rows[index] as TimelineRow, frame, frame.tops[index] as number);
        drawBars(group.append('g'), placed[index] as readonly PlacedBar[], options);
      }),
    )
    .order();
}

function drawGrid(
  group: Group,
  x: TimeScale,
  { end, width, height }: { readonly end: number; readonly width: number; readonly height: number },
): void {
  group.attr('class', 'grid axis').attr('aria-hidden', 'true');
  for (const tick of secondsTicks(0, end, width / 100)) {
    group.append('line').attr('x1', x(tick)).attr('x2', x(tick)).attr('y1', 0).attr('y2', height);
  }
}

function drawRowLabel(group: Group, { label, lanes }: TimelineRow, frame: Frame, top: number): void {
  const { left, width, narrow } = frame;
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
