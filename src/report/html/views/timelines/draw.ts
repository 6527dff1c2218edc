import { formatSeconds } from '../../../words/quantity.ts';
import { dataTable, element, foldedTable } from '../../page/element.ts';
import { onResize } from '../../page/on-resize.ts';
import { makeTooltip, type Tooltip } from '../../page/tooltip.ts';
import { drawChart } from './draw-chart.ts';
import type { TimelineChart, TimelinesData } from './drawing.ts';

export function drawTimelines(section: HTMLElement, data: TimelinesData): void {
  section.append(element('p', { class: 'lead' }, data.charts.length > 0 ? data.lead : ''));
  if (data.charts.length > 0) section.append(legend(data));
  const tooltip = makeTooltip();
  for (const chart of data.charts) section.append(chartFigure(chart, data, tooltip));
  for (const sentence of data.missing) section.append(element('p', { class: 'missing' }, sentence));
}

function legend({ charts, hasWaiting }: TimelinesData): HTMLElement {
  const items: readonly (readonly [string, string])[] = [
    ...charts.flatMap(({ name }): readonly (readonly [string, string])[] => [
      [`critical ${name}`, `critical, ${name}`],
    ]),
    ['bar', 'not critical'],
    ...(hasWaiting ? [['waiting', 'waiting, not working'] as const] : []),
  ];
  return element(
    'ul',
    { class: 'legend' },
    ...items.map(([style, words]) => element('li', {}, element('span', { class: `swatch ${style}` }), words)),
  );
}

function chartFigure(chart: TimelineChart, data: TimelinesData, tooltip: Tooltip): HTMLElement {
  const plot = element('div', { class: 'plot' });
  const name = element('span', {}, chart.title);
  const heading = element('h3', {}, name, ' ', element('span', { class: 'finish' }, formatSeconds(chart.finish)));
  onResize(plot, () => drawChart(plot, chart, { end: data.end, tooltip }));
  const rows = chart.rows.flatMap(({ label, bars }) =>
    bars.map(({ label: task, start, end, p10, p90, critical, words }) => [
      task,
      label,
      formatSeconds(start),
      formatSeconds(end),
      p10 === null || p90 === null ? '' : `${formatSeconds(p10)} – ${formatSeconds(p90)}`,
      critical ? 'yes' : 'no',
      words,
    ]),
  );
  const columns = ['Task', 'Host', 'Start', 'End', 'End, 10 % – 90 %', 'Critical', 'In words'];
  return element(
    'div',
    { class: `timeline ${chart.name}` },
    heading,
    plot,
    foldedTable(`${chart.title}, as a table`, dataTable(chart.title, columns, rows)),
  );
}
