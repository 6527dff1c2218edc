import { columnWidth, wrapColumns } from '../../text/column-width.ts';
import { visible } from '../../words/visible.ts';
import { escapeMarkup } from '../escape.ts';
import { round } from '../layout/route-edges.ts';
import { type Colour, colours } from './colours.ts';

/** One element of a picture, as data. Text is escaped when the picture is written, never before. */
export interface Mark {
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string | number>>;
  readonly children: readonly (Mark | string)[];
}

export interface Picture {
  /** What a screen reader says of it. */
  readonly title: string;
  readonly width: number;
  readonly height: number;
  readonly marks: readonly Mark[];
}

/** What a mark looks like: fill, line and the like, by the names of the page's colours. */
export interface Look {
  readonly fill?: Colour;
  readonly stroke?: Colour;
  readonly width?: number;
  readonly dashes?: string;
}

export function mark(
  tag: string,
  attributes: Readonly<Record<string, string | number>>,
  ...children: readonly (Mark | string)[]
): Mark {
  return { tag, attributes, children };
}

export function rect(
  box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number },
  look: Look,
  corner = 3,
): Mark {
  const { x, y, width, height } = box;
  return mark('rect', { x, y, width: Math.max(0, width), height, rx: corner, ...lookOf(look) });
}

export function line(from: readonly [number, number], to: readonly [number, number], look: Look): Mark {
  return mark('line', { x1: from[0], y1: from[1], x2: to[0], y2: to[1], ...lookOf(look) });
}

export function path(d: string, look: Look, more: Readonly<Record<string, string | number>> = {}): Mark {
  return mark('path', { d, ...lookOf(look), ...more });
}

export interface TextLook {
  readonly fill?: Colour;
  readonly size?: number;
  readonly bold?: boolean;
  readonly anchor?: 'start' | 'middle' | 'end';
  /** Kept readable on a line by a rim in the colour of the ground. */
  readonly halo?: boolean;
  /** Longer text is cut and marked by an ellipsis. */
  readonly most?: number;
}

export function text(x: number, y: number, words: string, look: TextLook = {}): Mark {
  const { fill = 'ink', size = 13, bold = false, halo = false, anchor = 'start', most } = look;
  const shown = most === undefined ? words : cutToWidth(words, most, size);
  const attributes = { x, y, class: `f-${fill}${bold ? ' bold' : ''}${halo ? ' halo' : ''}`, 'font-size': size };
  return mark('text', anchor === 'start' ? attributes : { ...attributes, 'text-anchor': anchor }, shown);
}

/** An estimate that errs to the wide side: where a picture is made there is no font to measure. */
export function textWidth(words: string, size: number): number {
  return columnWidth(words) * size * 0.6;
}

export function cutToWidth(words: string, most: number, size: number): string {
  const plain = visible(words);
  if (textWidth(plain, size) <= most) return plain;
  const kept: string[] = [];
  let width = size * 0.7;
  for (const character of plain) {
    width += textWidth(character, size);
    if (width > most) break;
    kept.push(character);
  }
  return kept.length < 2 ? '' : `${kept.join('')}…`;
}

/** Lines of at most a width, broken between words. */
export function wrapped(words: string, most: number, size: number): readonly string[] {
  return wrapColumns(visible(words), Math.floor(most / (size * 0.6))).map((one) => cutToWidth(one, most, size));
}

const TYPE = [
  'text{font-family:system-ui,"Segoe UI",Roboto,"DejaVu Sans",sans-serif}',
  '.bold{font-weight:600}',
  '.halo{paint-order:stroke;stroke-width:4px;stroke-linejoin:round}',
].join('');

/**
 * The picture as one SVG file that stands alone: no script, nothing loaded, and colours for light and dark.
 * @param scheme `both` follows the reader's system; `light` is for turning it into pixels
 */
export function pictureText({ title, width, height, marks }: Picture, scheme: 'both' | 'light' = 'both'): string {
  const dark = scheme === 'light' ? '' : `@media (prefers-color-scheme:dark){${rules(1)}}`;
  const style = `${TYPE}${rules(0)}${dark}`;
  const [w, h] = [Math.ceil(width), Math.ceil(height)];
  const head = `xmlns="http://www.w3.org/2000/svg" width="${w}" height="${h}" viewBox="0 0 ${w} ${h}" role="img"`;
  const ground = rect({ x: 0, y: 0, width: w, height: h }, { fill: 'surface' }, 0);
  const body = [mark('title', {}, title), ground, ...marks].map(markText).join('\n');
  return `<svg ${head}>\n<style>${style}</style>\n${body}\n</svg>\n`;
}

function lookOf({ fill, stroke, width, dashes }: Look): Readonly<Record<string, string | number>> {
  const names = [fill === undefined ? 'none' : `f-${fill}`, ...(stroke === undefined ? [] : [`s-${stroke}`])];
  return {
    class: names.join(' '),
    ...(width === undefined ? {} : { 'stroke-width': width }),
    ...(dashes === undefined ? {} : { 'stroke-dasharray': dashes }),
  };
}

function rules(scheme: 0 | 1): string {
  const each = Object.entries(colours).map(
    ([name, pair]) => `.f-${name}{fill:${pair[scheme]}}.s-${name}{stroke:${pair[scheme]}}`,
  );
  return `.none{fill:none}${each.join('')}.halo{stroke:${colours.surface[scheme]}}`;
}

function markText({ tag, attributes, children }: Mark): string {
  const given = Object.entries(attributes).map(([name, value]) => ` ${name}="${xmlText(rounded(value))}"`);
  const inside = children.map((child) => (typeof child === 'string' ? xmlText(child) : markText(child))).join('');
  return inside === '' ? `<${tag}${given.join('')}/>` : `<${tag}${given.join('')}>${inside}</${tag}>`;
}

/** An attribute's value as text: numbers to a tenth, which is all that is drawn. */
export function rounded(value: string | number): string {
  return typeof value === 'number' ? String(round(value)) : value;
}

/** What XML cannot hold at all is written out or replaced; the rest is escaped. */
function xmlText(words: string): string {
  return escapeMarkup(visible(words).replace(/[\ufffe\uffff]/g, '\ufffd'));
}
