import { secondsTicks, tickWords } from '../../page/seconds-axis.ts';
import { panelsPicture } from '../../picture/bar-panel.ts';
import { line, type Mark, type Picture, path, text } from '../../picture/markup.ts';
import { linear, type Scale } from '../../picture/time-axis.ts';
import type { StudyData } from './prepare.ts';
import type { SweepPanel, SweepPanelPoint } from './sweep-panels.ts';

const PANEL = { width: 320, height: 220 } as const;

/** Ranked scenarios and paired differences, then a small picture for each swept parameter. */
export function studyPicture(data: StudyData | null, width = 1200): Picture {
  const title = 'Study';
  if (data === null) return { title, width, height: 1, marks: [] };
  const upper = panelsPicture(data.panels, { title, width });
  const columns = Math.max(1, Math.floor((width + 24) / (PANEL.width + 24)));
  const each = (width - 24 * (columns - 1)) / columns;
  const marks = data.sweeps.flatMap((panel, index) =>
    sweepMarks(panel, {
      x: (index % columns) * (each + 24),
      y: upper.height + Math.floor(index / columns) * (PANEL.height + 20),
      width: Math.min(each, 560),
    }),
  );
  const height = upper.height + Math.ceil(data.sweeps.length / columns) * (PANEL.height + 20);
  return { title, width, height, marks: [...upper.marks, ...marks] };
}

interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

function sweepMarks(panel: SweepPanel, { x, y, width }: Place): readonly Mark[] {
  const { points, most, title, hint, parameter } = panel;
  const [left, right, top, bottom] = [x + 62, x + width - 14, y + 46, y + PANEL.height - 44];
  const first = points[0]?.at ?? 0;
  const last = points[points.length - 1]?.at ?? 1;
  const across = linear(first === last ? [first - 1, last + 1] : [first, last], [left + 10, right - 10]);
  const up = linear([0, most * 1.05], [bottom, top]);
  return [
    text(x, y + 15, title, { bold: true, size: 14, most: width }),
    text(x, y + 33, hint, { fill: 'soft', size: 12, most: width }),
    ...secondsTicks(0, most, 4).flatMap((tick) => [
      line([left, up(tick)], [right, up(tick)], { stroke: 'line' }),
      text(left - 6, up(tick) + 4, tickWords(tick), { fill: 'soft', size: 11.5, anchor: 'end' }),
    ]),
    ...ribbon(points, across, up),
    path(lineThrough(points.map((point) => [across(point.at), point.p95 === null ? null : up(point.p95)])), {
      stroke: 'fine',
      width: 1.4,
      dashes: '4 3',
    }),
    path(lineThrough(points.map((point) => [across(point.at), point.mean ? up(point.mean.estimate) : null])), {
      stroke: 'fine',
      width: 2,
    }),
    ...points.flatMap((point) => pointMarks(point, { x: across(point.at), up, bottom })),
    ...labels(points, across, bottom),
    text((left + right) / 2, bottom + 36, parameter, { fill: 'soft', size: 12, anchor: 'middle', most: right - left }),
  ];
}

/** Every label that does not run into the one before. */
function labels(points: readonly SweepPanelPoint[], across: Scale, bottom: number): readonly Mark[] {
  let free = Number.NEGATIVE_INFINITY;
  return points.flatMap((point) => {
    const [at, half] = [across(point.at), point.label.length * 3.6];
    if (at - half < free) return [];
    free = at + half + 6;
    return [text(at, bottom + 18, point.label, { fill: 'soft', size: 11.5, anchor: 'middle' })];
  });
}

function pointMarks(
  { mean, words }: SweepPanelPoint,
  { x, up, bottom }: { readonly x: number; readonly up: Scale; readonly bottom: number },
): readonly Mark[] {
  const title: Mark = { tag: 'title', attributes: {}, children: [words] };
  if (mean === null) return [text(x, bottom - 6, '✕', { fill: 'error', anchor: 'middle' })];
  const [low, high, at] = [up(mean.ciLow), up(mean.ciHigh), up(mean.estimate)];
  return [
    line([x, low], [x, high], { stroke: 'ink', width: 1.3 }),
    {
      ...path(`M${(x - 3.5).toFixed(1)},${at.toFixed(1)}a3.5,3.5 0 1 0 7,0a3.5,3.5 0 1 0 -7,0Z`, { fill: 'fine' }),
      children: [title],
    },
  ];
}

function ribbon(points: readonly SweepPanelPoint[], across: Scale, up: Scale): readonly Mark[] {
  const known = points.flatMap(({ at, mean }) =>
    mean ? [{ x: across(at), low: up(mean.ciLow), high: up(mean.ciHigh) }] : [],
  );
  if (known.length < 2) return [];
  const there = known.map(({ x, high }) => `${x.toFixed(1)},${high.toFixed(1)}`);
  const back = [...known].reverse().map(({ x, low }) => `${x.toFixed(1)},${low.toFixed(1)}`);
  return [path(`M${[...there, ...back].join('L')}Z`, { fill: 'fine-soft' })];
}

/** A line that is broken where there is no value. */
function lineThrough(points: readonly (readonly [number, number | null])[]): string {
  let drawing = false;
  let way = '';
  for (const [x, y] of points) {
    if (y !== null) way += `${drawing ? 'L' : 'M'}${x.toFixed(1)},${y.toFixed(1)}`;
    drawing = y !== null;
  }
  return way || 'M0,0';
}
