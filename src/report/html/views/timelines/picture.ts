import { timelineWords as words } from '../../../words/page/timelines.ts';
import { type Colour, hueOf, softHueOf } from '../../picture/colours.ts';
import { line, type Mark, type Picture, path, rect, text } from '../../picture/markup.ts';
import { linear, type Scale, timeAxis } from '../../picture/time-axis.ts';
import type { Bar, ConcurrencyCurve, TimelineChart, TimelineRow, TimelinesData } from './drawing.ts';

const WIDTH = 1200;
const LEFT = 190;
const LANE = 22;
const CURVE = 70;
/** A picture is for a page of a document: of more hosts than these, those on the critical path come first. */
const MOST_ROWS = 80;

export function timelinesPicture(data: TimelinesData): Picture {
  const marks: Mark[] = [];
  let top = 10;
  for (const chart of data.charts) {
    const drawn = chartMarks(chart, data, top);
    marks.push(...drawn.marks);
    top = drawn.bottom + 26;
  }
  for (const sentence of data.missing) {
    marks.push(text(16, top + 16, sentence, { fill: 'soft', most: WIDTH - 32 }));
    top += 26;
  }
  return { title: 'Timelines', width: WIDTH, height: top + 4, marks };
}

function chartMarks(chart: TimelineChart, { end }: TimelinesData, top: number) {
  const x = linear([0, end || 1], [LEFT, WIDTH - 20]);
  const rows = shownRows(chart.rows);
  const title = text(16, top + 16, `${chart.title}: ${chart.finishWords}`, {
    size: 15,
    bold: true,
    fill: hueOf(chart.name),
  });
  const rowTops: number[] = [];
  let bottom = top + 30;
  for (const { lanes } of rows) {
    rowTops.push(bottom);
    bottom += lanes * LANE + 8;
  }
  const hidden = chart.rows.length - rows.length;
  const place = { domain: [0, end || 1], range: [LEFT, WIDTH - 20], top: top + 30, bottom: bottom + CURVE } as const;
  const marks = [
    title,
    ...timeAxis(place),
    ...rows.flatMap((row, index) => rowMarks(row, rowTops[index] as number, x, chart.name)),
    line([x(chart.finish), top + 30], [x(chart.finish), bottom + CURVE], { stroke: 'ink', dashes: '3 3' }),
    ...curveMarks(chart.curve, x, { top: bottom, hue: hueOf(chart.name) }),
    ...(hidden > 0 ? [text(16, bottom + 14, words.moreHosts(hidden), { fill: 'soft', size: 12 })] : []),
  ];
  return { marks, bottom: bottom + CURVE + 24 };
}

function shownRows(rows: readonly TimelineRow[]): readonly TimelineRow[] {
  if (rows.length <= MOST_ROWS) return rows;
  const chosen = new Set([...rows].sort((a, b) => Number(b.critical) - Number(a.critical)).slice(0, MOST_ROWS));
  return rows.filter((row) => chosen.has(row));
}

function rowMarks({ label, lanes, bars }: TimelineRow, top: number, x: Scale, name: string): readonly Mark[] {
  const band = rect({ x: LEFT, y: top - 2, width: WIDTH - 20 - LEFT, height: lanes * LANE + 2 }, { fill: 'sunken' });
  const rowLabel = text(LEFT - 10, top + 13, label, { anchor: 'end', bold: true, most: LEFT - 24 });
  return [band, rowLabel, ...bars.flatMap((bar) => barMarks(bar, top + bar.lane * LANE, x, name))];
}

function barMarks(bar: Bar, y: number, x: Scale, name: string): readonly Mark[] {
  const box = { x: x(bar.start), y, width: Math.max(1.5, x(bar.end) - x(bar.start) - 0.7), height: LANE - 6 };
  const wrong = bar.outcome !== 'done';
  const fill: Colour = bar.waiting ? 'surface' : bar.critical ? hueOf(name) : softHueOf(name);
  const stroke: Colour = wrong ? 'error' : bar.waiting ? 'signal' : bar.critical ? hueOf(name) : 'strong-line';
  const look = { fill, stroke, width: 1, ...(bar.waiting ? { dashes: '4 3' } : {}) };
  const held = bar.start - bar.ready > 1e-9;
  const spread = bar.p10 !== null && bar.p90 !== null && (bar.critical || bar.lastInLane);
  return [
    ...(held
      ? [line([x(bar.ready), y + 8], [x(bar.start), y + 8], { stroke: 'strong-line', width: 2, dashes: '2 3' })]
      : []),
    { ...rect(box, look), children: [{ tag: 'title', attributes: {}, children: [bar.words] }] },
    ...(spread ? [whisker(x(bar.p10 as number), Math.min(x(bar.p90 as number), WIDTH - 12), y + LANE - 4)] : []),
    ...(box.width < 24
      ? []
      : [
          text(box.x + 5, y + 12, bar.label, {
            size: 11.5,
            most: box.width - 8,
            fill: bar.critical && !bar.waiting ? 'on-strong' : 'ink',
          }),
        ]),
  ];
}

function whisker(from: number, to: number, y: number): Mark {
  return path(`M${from.toFixed(1)},${y - 2}v4m0,-2H${to.toFixed(1)}m0,-2v4`, { stroke: 'soft', width: 1.1 });
}

/** What runs at once: working below, then waiting for signals, then ready but held. */
function curveMarks(
  curve: ConcurrencyCurve,
  x: Scale,
  { top, hue }: { readonly top: number; readonly hue: Colour },
): readonly Mark[] {
  const y = linear([0, Math.max(1, curve.most)], [top + CURVE - 1, top + 12]);
  const layers = stackedLayers(curve);
  const looks: readonly Colour[] = ['strong-line', 'signal', hue];
  const areas = layers.map((counts, index) =>
    path(stepArea(curve.times, counts, x, y), { fill: looks[index] as Colour }, { 'fill-opacity': 0.55 }),
  );
  return [text(LEFT - 10, top + 26, words.atOnce(curve.most), { anchor: 'end', fill: 'soft', size: 12 }), ...areas];
}

/** From the outermost to the innermost: all, without the held, working alone. */
export function stackedLayers({ working, waiting, held }: ConcurrencyCurve): readonly (readonly number[])[] {
  const both = working.map((count, index) => count + (waiting[index] as number));
  return [both.map((count, index) => count + (held[index] as number)), both, working];
}

export function stepArea(times: readonly number[], counts: readonly number[], x: Scale, y: Scale): string {
  if (times.length === 0) return '';
  const place = (value: number): string => value.toFixed(1);
  const base = place(y(0));
  const steps = times.map((time, index) => `H${place(x(time))}V${place(y(counts[index] as number))}`);
  return `M${place(x(times[0] as number))},${base}${steps.join('')}V${base}Z`;
}
