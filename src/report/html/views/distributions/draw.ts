import { area, axisBottom, curveStepAfter, line, max, type ScaleLinear, type Selection, scaleLinear, select } from 'd3';
import { formatSeconds } from '../../../words/quantity.ts';
import { dataTable, element, foldedTable } from '../../page/element.ts';
import { onResize } from '../../page/on-resize.ts';
import { secondsTicks, tickWords } from '../../page/seconds-axis.ts';
import type { DistributionsData, Series } from './prepare.ts';

const HEIGHT = 260;
const MARGIN = { top: 46, right: 16, bottom: 40, left: 16 };

export function drawDistributions(section: HTMLElement, data: DistributionsData): void {
  section.append(element('p', { class: 'lead' }, data.lead));
  if (data.series.length === 0) return;
  let cumulative = false;
  const plot = element('div', { class: 'plot distribution' });
  const redraw = (): void => drawPlot(plot, data, cumulative);
  const toggle = element(
    'div',
    { class: 'segmented', attributes: { role: 'group', 'aria-label': 'What to draw' } },
    ...(['Histogram', 'Cumulative'] as const).map((name) => {
      const button = element('button', { attributes: { type: 'button' } }, name);
      button.setAttribute('aria-pressed', String(name === 'Histogram'));
      button.addEventListener('click', () => {
        cumulative = name === 'Cumulative';
        for (const other of toggle.querySelectorAll('button')) {
          other.setAttribute('aria-pressed', String(other === button));
        }
        redraw();
      });
      return button;
    }),
  );
  const legend = element(
    'ul',
    { class: 'legend' },
    ...data.series.map(({ name, label }) => element('li', {}, element('span', { class: `swatch ${name}` }), label)),
    element('li', {}, element('span', { class: 'rule solid' }), 'median'),
    element('li', {}, element('span', { class: 'rule dashed' }), 'p95'),
  );
  section.append(element('div', { class: 'toolbar' }, toggle, legend), plot);
  section.append(foldedTable('The figures as a table', dataTable('Makespan', data.columns, data.rows)));
  onResize(plot, redraw);
}

function drawPlot(plot: HTMLElement, data: DistributionsData, cumulative: boolean): void {
  const width = Math.max(280, plot.clientWidth);
  const x = scaleLinear([data.low, data.high], [MARGIN.left, width - MARGIN.right]);
  const share = ({ counts, total }: Series): number => (max(counts) ?? 0) / Math.max(1, total);
  const top = cumulative ? 1 : (max(data.series, share) ?? 1);
  const y = scaleLinear([0, top], [HEIGHT - MARGIN.bottom, MARGIN.top]);
  plot.replaceChildren();
  const words = data.rows.map(([name, mean, , p50, , p95]) => `${name}: mean ${mean}, median ${p50}, p95 ${p95}`);
  const svg = select(plot)
    .append('svg')
    .attr('role', 'img')
    .attr('aria-label', `Makespan of each granularity. ${words.join('. ')}.`)
    .attr('width', width)
    .attr('height', HEIGHT);
  svg
    .append('g')
    .attr('class', 'axis')
    .attr('transform', `translate(0,${HEIGHT - MARGIN.bottom})`)
    .call(
      axisBottom(x)
        .tickValues(secondsTicks(data.low, data.high, width / 110))
        .tickFormat((value) => tickWords(Number(value)))
        .tickSizeOuter(0),
    );
  for (const series of data.series) {
    const group = svg.append('g').attr('class', `series ${series.name}`);
    if (cumulative) drawCumulative(group, series, x, y);
    else drawHistogram(group, series, x, y);
  }
  data.series.forEach((series, index) => {
    drawMarks(svg.append('g').attr('class', `marks ${series.name}`), series, x, { index, width });
  });
}

type Group = Selection<SVGGElement, unknown, null, undefined>;
type Scale = ScaleLinear<number, number>;

function drawHistogram(group: Group, series: Series, x: Scale, y: Scale): void {
  if (series.percentiles[0] === series.percentiles[100]) {
    const at = x(series.p50);
    group.append('line').attr('class', 'always').attr('x1', at).attr('x2', at).attr('y1', y(1)).attr('y2', y(0));
    return;
  }
  const points = [...series.counts, 0]
    .map((count, bin) => ({
      at: series.binStart + bin * series.binWidth,
      share: count / Math.max(1, series.total),
    }))
    .filter(({ at }) => x(at) <= x.range()[1]!);
  const place = (point: { readonly at: number }): number => x(point.at);
  const shape = area<(typeof points)[number]>(place, y(0), ({ share }) => y(share)).curve(curveStepAfter);
  const edge = line<(typeof points)[number]>(place, ({ share }) => y(share)).curve(curveStepAfter);
  group.append('path').attr('class', 'fill').attr('d', shape(points));
  group.append('path').attr('class', 'edge').attr('d', edge(points));
}

function drawCumulative(group: Group, { percentiles }: Series, x: Scale, y: Scale): void {
  const edge = line<number>(
    (value) => x(value),
    (_value, percent) => y(percent / 100),
  ).curve(curveStepAfter);
  group
    .append('path')
    .attr('class', 'edge')
    .attr('d', edge(percentiles.filter((value) => x(value) <= x.range()[1]!)));
}

/** Median and p95 as lines with their figures above the plot, one row a granularity so that labels never meet. */
function drawMarks(
  group: Group,
  { label, p50, p95 }: Series,
  x: Scale,
  { index, width }: { readonly index: number; readonly width: number },
): void {
  const labelY = 14 + index * 16;
  for (const [value, name] of [
    [p50, 'median'],
    [p95, 'p95'],
  ] as const) {
    group
      .append('line')
      .attr('class', name)
      .attr('x1', x(value))
      .attr('x2', x(value))
      .attr('y1', labelY + 4)
      .attr('y2', HEIGHT - MARGIN.bottom);
  }
  const right = x(p95) > width * 0.6;
  const text = `${label}: median ${formatSeconds(p50)}, p95 ${formatSeconds(p95)}`;
  group
    .append('text')
    .attr('x', right ? Math.min(width - MARGIN.right, x(p95)) : Math.max(MARGIN.left, x(p50)))
    .attr('y', labelY)
    .attr('text-anchor', right ? 'end' : 'start')
    .text(text);
}
