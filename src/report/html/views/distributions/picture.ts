import { distributionsWords as words } from '../../../words/page/distributions.ts';
import { line, type Mark, type Picture, path, text } from '../../picture/markup.ts';
import { linear, type Scale, timeAxis } from '../../picture/time-axis.ts';
import type { DistributionsData, Series } from './prepare.ts';

const HEIGHT = 250;
const GAP = 40;
/** Narrower than this, the two plots stand one below the other. */
const NARROW = 760;

/** Where one plot stands. */
interface Plot {
  readonly left: number;
  readonly top: number;
  readonly width: number;
}

interface Frame {
  readonly x: Scale;
  readonly up: Scale;
  readonly high: number;
}

/** Histogram and cumulative distribution beside each other, of all series on one axis. */
export function distributionsPicture(data: DistributionsData, width = 1200): Picture {
  const { series } = data;
  const head = 12 + series.length * 20;
  const beside = width >= NARROW;
  const each = beside ? (width - GAP) / 2 : width;
  const places = [
    { left: 0, top: head, width: each },
    { left: beside ? each + GAP : 0, top: beside ? head : head + HEIGHT + 20, width: each },
  ] as const;
  const greatest = Math.max(1e-9, ...series.map(share));
  const marks = [
    ...series.map(({ words: figures, hue }, index) =>
      text(14, 16 + index * 20, figures, { fill: hue, bold: true, most: width - 28 }),
    ),
    ...plot(words.histogram, data, { place: places[0], top: greatest, draw: histogram }),
    ...plot(words.cumulative, data, { place: places[1], top: 1, draw: steps }),
  ];
  const spoken = `${words.title}. ${series.map((one) => one.words).join('. ')}. ${words.medianAndP95}`;
  return { title: spoken, width, height: places[1].top + HEIGHT, marks: series.length === 0 ? [] : marks };
}

function share({ counts, total }: Series): number {
  return counts.reduce((most, count) => Math.max(most, count), 0) / Math.max(1, total);
}

function plot(
  title: string,
  { series, low, high }: DistributionsData,
  given: { readonly place: Plot; readonly top: number; readonly draw: (one: Series, frame: Frame) => readonly Mark[] },
): readonly Mark[] {
  const { left, top: y, width } = given.place;
  const [top, bottom] = [y + 34, y + HEIGHT - 34];
  const range = [left + 14, left + width - 14] as const;
  const x = linear([low, high], range);
  const frame = { x, up: linear([0, given.top], [bottom, top]), high };
  const marks = series.flatMap(({ hue, p50, p95 }) => [
    line([x(Math.min(p50, high)), top], [x(Math.min(p50, high)), bottom], { stroke: hue, width: 1.5 }),
    line([x(Math.min(p95, high)), top], [x(Math.min(p95, high)), bottom], { stroke: hue, width: 1.5, dashes: '4 3' }),
  ]);
  return [
    text(left + 14, y + 22, title, { fill: 'soft', most: width - 28 }),
    ...timeAxis({ domain: [low, high], range, top, bottom }),
    ...series.flatMap((one) => given.draw(one, frame)),
    ...marks,
  ];
}

function histogram(one: Series, { x, up, high }: Frame): readonly Mark[] {
  const { hue, counts, binStart, binWidth, total, percentiles } = one;
  const base = up(0).toFixed(1);
  // A sample without spread has no width to draw: its median's line, made broad, stands for it.
  if (percentiles[0] === percentiles[100]) {
    const at = x(percentiles[0] ?? 0);
    return [line([at, up(share(one))], [at, up(0)], { stroke: hue, width: 5 })];
  }
  let way = `M${x(binStart).toFixed(1)},${base}`;
  counts.forEach((count, bin) => {
    if (binStart + bin * binWidth >= high) return;
    const right = Math.min(high, binStart + (bin + 1) * binWidth);
    way += `V${up(count / Math.max(1, total)).toFixed(1)}H${x(right).toFixed(1)}`;
  });
  return [path(`${way}V${base}`, { fill: hue, stroke: hue, width: 1.5 }, { 'fill-opacity': 0.26 })];
}

function steps({ hue, percentiles }: Series, { x, up, high }: Frame): readonly Mark[] {
  let way = `M${x(percentiles[0] ?? 0).toFixed(1)},${up(0).toFixed(1)}`;
  percentiles.forEach((value, percent) => {
    if (value <= high) way += `H${x(value).toFixed(1)}V${up(percent / 100).toFixed(1)}`;
  });
  return [path(way, { stroke: hue, width: 1.8 })];
}
