/** A simple command of a shell script, and what stands around it. */
export interface Command {
  readonly text: string;
  /** Offsets in the script. */
  readonly start: number;
  readonly end: number;
  /** True in a branch, after `&&` or `||`, in a trap: it may not run. */
  readonly isConditional: boolean;
  readonly isBackground: boolean;
  /** The innermost loop around it. */
  readonly loop: Loop | null;
  /** The function whose body it is part of. */
  readonly function: string | null;
  /** Text that the script writes to a file: what becomes of it is not known. */
  readonly isHereDocument: boolean;
}

export interface Loop {
  readonly variable: string | null;
  /** How often it runs; null when only the run decides. */
  readonly count: number | null;
}

/**
 * The commands of a shell script in order. A reader of structure, not a shell: it knows quotes, continued lines, here
 * documents, functions, branches and loops; what it does not know it takes for a plain command.
 */
export function readCommands(script: string): readonly Command[] {
  const reader = new Reader();
  for (const line of logicalLines(script)) reader.add(line);
  return reader.commands;
}

interface Line {
  readonly text: string;
  readonly start: number;
  readonly isHereDocument: boolean;
}

/** Lines with `\` joined, comments dropped, the texts of here documents marked. */
function logicalLines(script: string): readonly Line[] {
  const lines: Line[] = [];
  let ending: string | null = null;
  let open: { text: string; start: number } | null = null;
  let start = 0;
  for (const raw of script.split('\n')) {
    const at = start;
    start += raw.length + 1;
    if (ending !== null) {
      if (raw.trim() === ending) ending = null;
      else lines.push({ text: raw, start: at, isHereDocument: true });
      continue;
    }
    const text: string = open ? open.text + raw : raw;
    const from: number = open ? open.start : at;
    if (/\\\s*$/.test(raw)) {
      // The blank keeps offsets in step with the script: one for the backslash, one for the line break.
      open = { text: `${text.replace(/\\(\s*)$/, ' $1')} `, start: from };
      continue;
    }
    open = null;
    ending = /<<-?\s*(['"]?)(\w+)\1/.exec(withoutQuoted(text))?.[2] ?? null;
    lines.push({ text, start: from, isHereDocument: false });
  }
  if (open) lines.push({ ...open, isHereDocument: false });
  return lines;
}

/** Quoted texts blanked out, but for the quotes around a here document's word. */
function withoutQuoted(text: string): string {
  return text.replace(/<<-?\s*(['"])\w+\1|'[^']*'|"(?:[^"\\]|\\.)*"/g, (match) =>
    match.startsWith('<<') ? match : ' '.repeat(match.length),
  );
}

interface Block {
  readonly kind: 'branch' | 'loop' | 'function' | 'brace';
  readonly loop: Loop | null;
  readonly name: string | null;
}

class Reader {
  readonly commands: Command[] = [];
  readonly #blocks: Block[] = [];
  /** A loop whose `do`, or a function whose `{`, is still to come. */
  #announced: Block | null = null;

  add(line: Line): void {
    if (line.isHereDocument) {
      this.#push({ text: line.text, at: line.start, isAfterOperator: false, isBackground: false }, true);
      return;
    }
    for (const segment of segmentsOf(line)) this.#addSegment(segment);
  }

  #addSegment(segment: Segment): void {
    let rest = segment.text;
    let at = segment.at;
    for (;;) {
      const blank = rest.length - rest.trimStart().length;
      rest = rest.slice(blank);
      at += blank;
      const taken = this.#structure(rest, segment.isAfterOperator);
      if (taken === 0) break;
      rest = rest.slice(taken);
      at += taken;
    }
    const closing = closingParentheses(rest);
    const text = rest.slice(0, rest.length - closing).trimEnd();
    if (text !== '') this.#push({ ...segment, text, at }, false);
    for (let index = 0; index < closing; index += 1) this.#blocks.pop();
  }

  /** Takes words that open or close a block from the front; returns how many characters. */
  #structure(text: string, isAfterOperator: boolean): number {
    const named = /^(?:function\s+([\w-]+)\s*(?:\(\s*\))?|([\w-]+)\s*\(\s*\))\s*(\{)?/.exec(text);
    if (named) {
      const block: Block = { kind: 'function', loop: null, name: named[1] ?? named[2] ?? null };
      if (named[3]) this.#blocks.push(block);
      else this.#announced = block;
      return named[0].length;
    }
    // A pattern of a `case`.
    const pattern = this.#blocks.at(-1)?.kind === 'branch' ? /^\(?[\w*|."'-]+\)(?=\s|$)/.exec(text) : null;
    if (pattern) return pattern[0].length;
    if (/^\((?!\()/.test(text)) {
      this.#blocks.push({ kind: isAfterOperator ? 'branch' : 'brace', loop: null, name: null });
      return 1;
    }
    const word = /^(?:if|then|elif|else|fi|case|esac|for|while|until|do|done|\{|\})(?=\s|$)/.exec(text)?.[0];
    return word === undefined ? 0 : this.#keyword(word, text, isAfterOperator);
  }

  #keyword(word: string, text: string, isAfterOperator: boolean): number {
    switch (word) {
      case 'if':
      case 'case':
        this.#blocks.push({ kind: 'branch', loop: null, name: null });
        return word === 'if' ? word.length : text.length;
      case 'for':
        this.#announced = { kind: 'loop', loop: forLoop(text), name: null };
        return text.length;
      case 'while':
      case 'until':
        // Its condition runs at least once.
        this.#announced = { kind: 'loop', loop: { variable: null, count: null }, name: null };
        return word.length;
      case 'do':
      case '{':
        // `a || { b; c; }`: the whole of it may not run.
        this.#blocks.push(this.#announced ?? { kind: isAfterOperator ? 'branch' : 'brace', loop: null, name: null });
        this.#announced = null;
        return word.length;
      case 'fi':
      case 'esac':
      case 'done':
      case '}':
        this.#blocks.pop();
        return word === 'done' ? text.length : word.length;
      default:
        return word.length;
    }
  }

  #push(segment: Segment, isHereDocument: boolean): void {
    const { text, at, isAfterOperator, isBackground } = segment;
    const innermost = [...this.#blocks].reverse();
    this.commands.push({
      text,
      start: at,
      end: at + text.length,
      isConditional: isAfterOperator || /^trap\b/.test(text) || this.#blocks.some(({ kind }) => kind === 'branch'),
      isBackground,
      loop: innermost.find(({ kind }) => kind === 'loop')?.loop ?? null,
      function: innermost.find(({ kind }) => kind === 'function')?.name ?? null,
      isHereDocument,
    });
  }
}

/** How many parentheses at the end of a command close subshells around it. */
function closingParentheses(text: string): number {
  const bare = withoutQuoted(text).trimEnd();
  const surplus = (bare.match(/\)/g)?.length ?? 0) - (bare.match(/\(/g)?.length ?? 0);
  const atEnd = /[)\s]*$/.exec(bare)![0].replace(/\s/g, '').length;
  return Math.max(0, Math.min(surplus, atEnd));
}

/** How often `for x in …` runs: literal words, `{1..3}`, `$(seq 3)`. */
function forLoop(text: string): Loop {
  const match = /^for\s+(\w+)\s+in\s+(.*)$/.exec(text);
  const variable = match?.[1] ?? null;
  const list = (match?.[2] ?? '$').replace(/;?\s*do\b.*$/, '').trim();
  const range = /^\{(\d+)\.\.(\d+)\}$/.exec(list) ?? /^(?:\$\(|`)seq (?:(\d+) )?(\d+)[)`]$/.exec(list);
  if (range) return { variable, count: Math.max(0, Number(range[2]) - Number(range[1] ?? 1) + 1) };
  return { variable, count: /[$`*?[]/.test(list) ? null : list.split(/\s+/).filter((word) => word !== '').length };
}

interface Segment {
  readonly text: string;
  readonly at: number;
  readonly isAfterOperator: boolean;
  readonly isBackground: boolean;
}

/** The simple commands of a line, split at `;`, `&&`, `||`, `|` and `&` outside of quotes. */
function segmentsOf({ text, start }: Line): readonly Segment[] {
  const segments: Segment[] = [];
  let from = 0;
  let isAfterOperator = false;
  const cut = (to: number, operator: string): void => {
    const isBackground = operator === '&';
    segments.push({ text: text.slice(from, to), at: start + from, isAfterOperator, isBackground });
    isAfterOperator = operator === '&&' || operator === '||';
    from = to + operator.length;
  };
  for (const { index, operator } of operatorsOf(text)) {
    if (operator === '#') {
      cut(index, '');
      return segments;
    }
    cut(index, operator);
  }
  cut(text.length, '');
  return segments;
}

/** Operators outside of quotes; `#` begins a comment. */
function* operatorsOf(text: string): Generator<{ readonly index: number; readonly operator: string }> {
  let quote = '';
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index]!;
    if (character === '\\' && quote !== "'") index += 1;
    else if (quote !== '') quote = character === quote ? '' : quote;
    else if (character === "'" || character === '"') quote = character;
    else if (character === '#' && (index === 0 || /\s/.test(text[index - 1]!))) {
      yield { index, operator: '#' };
      return;
    } else {
      const operator = operatorAt(text, index);
      if (operator === '') continue;
      yield { index, operator };
      index += operator.length - 1;
    }
  }
}

function operatorAt(text: string, index: number): string {
  const two = text.slice(index, index + 2);
  if (two === '&&' || two === '||' || two === ';;') return two;
  const one = text[index]!;
  if (one === ';' || one === '|') return one;
  // Not the `&` of a redirection: `>&2`, `2>&1`, `&>file`.
  return one === '&' && !/[<>]/.test(text[index - 1] ?? '') && text[index + 1] !== '>' ? one : '';
}
