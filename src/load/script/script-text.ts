import type { Span } from '../../model/span.ts';
import type { ScalarNode } from '../document/node.ts';
import { spanInside } from '../document/span-inside.ts';

/** Something that the engine fills into a script: a resource of the template, or one of its attributes. */
export interface ScriptSource {
  readonly resource: { readonly id: string };
  /** The text that names it. */
  readonly span: Span;
}

/** A script as far as the template tells it: pieces of text, references that the engine fills in, and gaps. */
export type Piece<S extends ScriptSource = ScriptSource> =
  | { readonly kind: 'text'; readonly text: string; readonly node: ScalarNode | null; readonly start: number }
  | { readonly kind: 'reference'; readonly source: S }
  | { readonly kind: 'gap'; readonly cause: string; readonly span: Span };

/**
 * Stands for reference number i in a script's text: a character of the private use area before and after the number.
 */
const BEFORE = '\uE000';
const AFTER = '\uE001';

/** What a script holds beyond this is not looked at. */
const LONGEST_SCRIPT = 4 * 1024 * 1024;

/** The pieces as one text in which references are marks, with the way back to the template. */
export class ScriptText<S extends ScriptSource = ScriptSource> {
  readonly text: string;
  readonly references: readonly S[];
  /** Why parts of the script are not known; empty when all of it is. */
  readonly gaps: readonly { readonly cause: string; readonly span: Span }[];
  readonly #places: readonly { readonly from: number; readonly piece: Piece<S> }[];

  constructor(pieces: readonly Piece<S>[]) {
    const references: S[] = [];
    const places: { from: number; piece: Piece<S> }[] = [];
    const parts: string[] = [];
    const gaps: { cause: string; span: Span }[] = [];
    let length = 0;
    for (const piece of pieces) {
      if (piece.kind === 'gap') gaps.push(piece);
      if (length > LONGEST_SCRIPT) {
        if (piece.kind === 'text' && piece.node) gaps.push({ cause: 'the script is too long', span: piece.node.span });
        break;
      }
      const part =
        piece.kind === 'text' ? piece.text : piece.kind === 'gap' ? '' : mark(references.push(piece.source) - 1);
      places.push({ from: length, piece });
      parts.push(part);
      length += part.length;
    }
    this.text = parts.join('');
    this.references = references;
    this.gaps = gaps;
    this.#places = places;
  }

  /** The references that a part of the text holds. */
  referencesIn(text: string): readonly S[] {
    return [...text.matchAll(MARK)].map((match) => this.references[Number(match[1])]!);
  }

  /** The last piece that begins at or before an offset. */
  #pieceAt(offset: number): number {
    let low = 0;
    let high = this.#places.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.#places[middle]!.from <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** The line of the template that a part of the script comes from; null when it is written nowhere. */
  spanOf(start: number, end: number): Span | null {
    for (let index = this.#pieceAt(start); index < this.#places.length; index += 1) {
      const { from, piece } = this.#places[index]!;
      if (from >= end) break;
      if (piece.kind !== 'text' || !piece.node) continue;
      const to = from + piece.text.length;
      const [low, high] = [Math.max(start, from), Math.min(end, to)];
      if (low >= high || piece.text.slice(low - from, high - from).trim() === '') continue;
      return lineOf(piece.node, piece.start + low - from);
    }
    return null;
  }
}

/** A mark of a reference in a script's text. */
export const MARK = new RegExp(`${BEFORE}(\\d+)${AFTER}`, 'g');

function mark(index: number): string {
  return `${BEFORE}${index}${AFTER}`;
}

/** The whole line of a scalar's text around an offset, without its indentation. */
function lineOf(node: ScalarNode, offset: number): Span {
  const begin = node.text.lastIndexOf('\n', offset - 1) + 1;
  const newline = node.text.indexOf('\n', offset);
  const line = node.text.slice(begin, newline < 0 ? node.text.length : newline);
  const indent = line.length - line.trimStart().length;
  return spanInside(node, begin + indent, begin + Math.max(indent + 1, line.trimEnd().length));
}
