import type { Colour } from './colours.ts';
import { line, type Mark, path, rect, text, textWidth } from './markup.ts';
import { linear } from './time-axis.ts';

/** Bars over one axis, each with a name before it and its figure in words behind it. */
export interface BarPanel {
  readonly title: string;
  readonly hint: string;
  readonly domain: readonly [number, number];
  /** Where a line stands through all rows: no difference, the base's mean. */
  readonly reference: number | null;
  readonly rows: readonly BarRow[];
  /** It takes the whole width, because its words are long. */
  readonly wide?: boolean;
}

export interface BarRow {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  /** An interval, drawn as a whisker; null for none. */
  readonly interval: readonly [number, number] | null;
  readonly words: string;
  readonly hue: Colour;
  /** A dot at `to` in place of a bar: a difference has no beginning. */
  readonly dot?: boolean;
}

const ROW = 26;
const HEAD = 46;

export interface PanelPlace {
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

export function panelHeight({ rows }: BarPanel): number {
  return HEAD + rows.length * ROW + 6;
}

export function barPanel(panel: BarPanel, { x, y, width }: PanelPlace): readonly Mark[] {
  const longest = (pick: (row: BarRow) => string, size: number): number =>
    panel.rows.reduce((most, row) => Math.max(most, textWidth(pick(row), size)), 0);
  const names = Math.min(longest(({ name }) => name, 13) + 16, width * 0.36);
  const words = Math.min(longest((row) => row.words, 12.5) + 10, width * (panel.wide ? 0.5 : 0.42));
  const [left, right] = [x + names, x + width - words];
  const scale = linear(panel.domain, [left, Math.max(left + 20, right)]);
  const bottom = y + HEAD + panel.rows.length * ROW;
  const reference =
    panel.reference === null
      ? []
      : [
          line([scale(panel.reference), y + HEAD - 4], [scale(panel.reference), bottom], {
            stroke: 'soft',
            dashes: '3 3',
          }),
        ];
  return [
    text(x, y + 15, panel.title, { bold: true, size: 14, most: width }),
    text(x, y + 33, panel.hint, { fill: 'soft', size: 12.5, most: width }),
    ...panel.rows.flatMap((row, index) => {
      const top = y + HEAD + index * ROW;
      return [
        text(left - 10, top + 14, row.name, { anchor: 'end', most: names - 10 }),
        ...rowMarks(row, top, scale),
        text(x + width, top + 14, row.words, { anchor: 'end', fill: 'soft', size: 12.5, most: words }),
      ];
    }),
    ...reference,
  ];
}

function rowMarks({ from, to, interval, hue, dot }: BarRow, top: number, scale: (value: number) => number) {
  const [low, high] = [Math.min(scale(from), scale(to)), Math.max(scale(from), scale(to))];
  const body = dot
    ? path(`M${scale(to) - 5},${top + 10}a5,5 0 1 0 10,0a5,5 0 1 0 -10,0Z`, { fill: hue })
    : rect({ x: low, y: top + 3, width: Math.max(1.5, high - low), height: 14 }, { fill: hue });
  if (interval === null) return [body];
  const [a, b] = [scale(interval[0]), scale(interval[1])];
  return [body, path(`M${a.toFixed(1)},${top + 6}v8m0,-4H${b.toFixed(1)}m0,-4v8`, { stroke: 'ink', width: 1.3 })];
}

/** Panels side by side where there is room, else one below another. */
export function panelsPicture(
  panels: readonly BarPanel[],
  { title, width, top = 0 }: { readonly title: string; readonly width: number; readonly top?: number },
) {
  const columns = width >= 860 && panels.length > 1 ? 2 : 1;
  const gap = 48;
  const each = (width - gap * (columns - 1)) / columns;
  const marks: Mark[] = [];
  let y = top;
  for (const beside of rowsOfPanels(panels, columns)) {
    beside.forEach((panel, column) => {
      marks.push(...barPanel(panel, { x: column * (each + gap), y, width: panel.wide ? width : each }));
    });
    y += Math.max(...beside.map(panelHeight)) + 18;
  }
  return { title, width, height: y, marks };
}

function rowsOfPanels(panels: readonly BarPanel[], columns: number): readonly (readonly BarPanel[])[] {
  const rows: BarPanel[][] = [];
  for (const panel of panels) {
    const last = rows[rows.length - 1];
    if (last && !panel.wide && !last[0]?.wide && last.length < columns) last.push(panel);
    else rows.push([panel]);
  }
  return rows;
}
