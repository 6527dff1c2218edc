import type { SourceText } from '../document/source-text.ts';

/** A token of DOT: an identifier (quoted or not), or a sign. */
export interface DotToken {
  readonly kind: 'id' | 'sign' | 'end' | 'fault';
  /** The decoded text; for a fault, what is wrong. */
  readonly text: string;
  readonly isQuoted: boolean;
  readonly start: number;
  readonly end: number;
}

const BLANK = /(?:[\s\ufeff]+|\/\/[^\n]*|\/\*[\s\S]*?\*\/|(?<=^|\n)#[^\n]*)*/y;
const WORD = /[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*|-?(?:\.\d+|\d+(?:\.\d*)?)/y;
const SIGN = /->|--|[{}[\];,=:+]/y;
const QUOTED = /"[^"\\]*(?:\\[\s\S][^"\\]*)*"/y;

/** Reads the tokens of the DOT language (graphviz.org/doc/info/lang.html), one at a time. */
export class DotTokens {
  readonly source: SourceText;
  #at = 0;

  constructor(source: SourceText) {
    this.source = source;
  }

  next(): DotToken {
    const { text } = this.source;
    this.#skip(BLANK);
    const start = this.#at;
    if (start >= text.length) return { kind: 'end', text: 'the end of the text', isQuoted: false, start, end: start };
    if (text[start] === '"') return this.#quoted(start);
    if (text[start] === '<') return this.#markup(start);
    const word = this.#skip(WORD);
    if (word !== null) return { kind: 'id', text: word, isQuoted: false, start, end: this.#at };
    const sign = this.#skip(SIGN);
    if (sign !== null) return { kind: 'sign', text: sign, isQuoted: false, start, end: this.#at };
    return this.#fault(`'${text[start]}' begins nothing`, start, start + 1);
  }

  #skip(pattern: RegExp): string | null {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.source.text)?.[0] ?? null;
    if (found !== null) this.#at += found.length;
    return found;
  }

  /** Strings are joined by `+`; a backslash before a line's end continues it. Other escapes are left to labels. */
  #quoted(start: number): DotToken {
    let text = '';
    for (;;) {
      const part = this.#skip(QUOTED);
      if (part === null) return this.#fault('a string has no end', start, start + 1);
      text += part
        .slice(1, -1)
        .replace(/\\\r?\n/g, '')
        .replace(/\\(["\\])/g, '$1');
      const end = this.#at;
      this.#skip(BLANK);
      if (this.source.text[this.#at] !== '+') {
        this.#at = end;
        return { kind: 'id', text, isQuoted: true, start, end };
      }
      this.#at += 1;
      this.#skip(BLANK);
    }
  }

  /** An HTML label: everything to the bracket that closes the first. */
  #markup(start: number): DotToken {
    const { text } = this.source;
    let depth = 0;
    for (let at = start; at < text.length; at += 1) {
      if (text[at] === '<') depth += 1;
      else if (text[at] === '>') depth -= 1;
      if (depth > 0) continue;
      this.#at = at + 1;
      return { kind: 'id', text: text.slice(start + 1, at), isQuoted: true, start, end: this.#at };
    }
    return this.#fault("a '<' has no end", start, start + 1);
  }

  #fault(text: string, start: number, end: number): DotToken {
    this.#at = this.source.text.length;
    return { kind: 'fault', text, isQuoted: false, start, end };
  }
}
