import { timelineWords as words } from '../../../words/page/timelines.ts';
import { formatSeconds } from '../../../words/quantity.ts';
import { element, foldedTable } from '../../page/element.ts';
import { keepSetting, setting } from '../../page/hash-state.ts';
import { onResize } from '../../page/on-resize.ts';
import { makeTooltip, type Tooltip } from '../../page/tooltip.ts';
import { drawChart } from './draw-chart.ts';
import type { TimelineChart, TimelinesData } from './drawing.ts';

/** With fewer rows there is nothing to leave out. */
const MANY_ROWS = 8;

/** What a reader chose: one axis for all charts or each its own, and which rows. */
interface Choices {
  ownAxis: boolean;
  criticalOnly: boolean;
}

export function drawTimelines(section: HTMLElement, data: TimelinesData): void {
  section.append(element('p', { class: 'lead' }, data.charts.length > 0 ? data.lead : ''));
  const choices: Choices = {
    ownAxis: setting('timelines', 'axis') === 'own',
    criticalOnly: setting('timelines', 'rows') === 'critical',
  };
  const tooltip = makeTooltip();
  const figures = data.charts.map((chart) => chartFigure(chart, data, { choices, tooltip }));
  const redraw = (): void => {
    for (const { draw } of figures) draw();
  };
  if (data.charts.length > 0) section.append(toolbar(data, choices, redraw), legend(data));
  section.append(...figures.map(({ figure }) => figure));
  for (const sentence of data.missing) section.append(element('p', { class: 'missing' }, sentence));
}

function toolbar({ charts }: TimelinesData, choices: Choices, redraw: () => void): HTMLElement {
  const box = (text: string, on: boolean, change: (on: boolean) => void): HTMLElement => {
    const input = element('input', { attributes: { type: 'checkbox' } });
    input.checked = on;
    input.addEventListener('change', () => {
      change(input.checked);
      redraw();
    });
    return element('label', { class: 'switch' }, input, text);
  };
  const own = box(words.ownAxis, choices.ownAxis, (on) => {
    choices.ownAxis = on;
    keepSetting('timelines', 'axis', on ? 'own' : null);
  });
  const critical = box(words.criticalOnly, choices.criticalOnly, (on) => {
    choices.criticalOnly = on;
    keepSetting('timelines', 'rows', on ? 'critical' : null);
  });
  const many = charts.some(({ rows }) => rows.length >= MANY_ROWS);
  return element('div', { class: 'toolbar' }, charts.length > 1 ? own : null, many ? critical : null);
}

function legend({ charts, hasWaiting }: TimelinesData): HTMLElement {
  const items: readonly (readonly [string, string])[] = [
    ...charts.map(({ name }) => [`critical ${name}`, words.critical(name)] as const),
    ['bar', words.slack],
    ...(hasWaiting ? ([['waiting', words.waiting]] as const) : []),
    ...(charts.some(({ curve }) => curve.held.some((count) => count > 0)) ? ([['held', words.held]] as const) : []),
  ];
  return element(
    'ul',
    { class: 'legend' },
    ...items.map(([style, text]) => element('li', {}, element('span', { class: `swatch ${style}` }), text)),
  );
}

function chartFigure(
  chart: TimelineChart,
  data: TimelinesData,
  { choices, tooltip }: { readonly choices: Choices; readonly tooltip: Tooltip },
): { readonly figure: HTMLElement; readonly draw: () => void } {
  const plot = element('div', { class: 'plot' });
  const name = element('span', {}, chart.title);
  const heading = element('h3', {}, name, ' ', element('span', { class: 'finish' }, chart.finishWords));
  const draw = (): void => {
    if (plot.clientWidth === 0) return;
    const rows = choices.criticalOnly ? chart.rows.filter(({ critical }) => critical) : chart.rows;
    const end = choices.ownAxis ? ownEnd(chart) : data.end;
    drawChart(plot, { ...chart, rows }, { end, tooltip });
  };
  onResize(plot, draw);
  const table = foldedTable(words.asTable(chart.title), words.columns, () => tableRows(chart));
  return { figure: element('div', { class: `timeline ${chart.name}` }, heading, plot, table), draw };
}

function ownEnd({ rows, finish }: TimelineChart): number {
  const latest = rows.reduce((most, { bars }) => bars.reduce((end, { p90 }) => Math.max(end, p90 ?? 0), most), finish);
  return Math.min(latest, finish * 1.33);
}

function tableRows({ rows }: TimelineChart): readonly (readonly string[])[] {
  return rows.flatMap(({ label, bars }) =>
    bars.map(({ label: task, start, end, p10, p90, critical, words: inWords }) => [
      task,
      label,
      formatSeconds(start),
      formatSeconds(end),
      p10 === null || p90 === null ? '' : `${formatSeconds(p10)} – ${formatSeconds(p90)}`,
      critical ? words.yes : words.no,
      inWords,
    ]),
  );
}
