import { placeInText } from './place-in-text.ts';

/** A log as it was read: its text, and its JSON where it is JSON. */
export interface Log {
  readonly name: string;
  readonly text: string;
  /** Undefined when the text is not JSON at all. */
  readonly json?: unknown;
}

/** What is wrong with a log: where, what was found, and what was expected. The message is whole. */
export class LogFault extends Error {
  override readonly name = 'LogFault';
}

const JSON_START = /^\ufeff?\s*[{[]/;

/**
 * A log, its JSON parsed when it begins like JSON. The trace-event format allows an array that was never closed, since
 * a program may die while it writes one; no other log does.
 * @throws LogFault with line and column when it begins like JSON and is none
 */
export function logOf(name: string, text: string): Log {
  if (!JSON_START.test(text) || /^\ufeff?\s*\[\d{4}-/.test(text)) return { name, text };
  const body = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  try {
    return { name, text, json: JSON.parse(body) };
  } catch (error) {
    const closed = closedArray(body);
    if (closed !== undefined) return { name, text, json: closed };
    throw new LogFault(jsonFault(name, body, error as SyntaxError));
  }
}

function closedArray(text: string): unknown {
  if (!/^\s*\[\s*\{[^{}]*"ph"/.test(text)) return undefined;
  try {
    return JSON.parse(`${text.trimEnd().replace(/,$/, '')}]`);
  } catch {
    return undefined;
  }
}

function jsonFault(name: string, text: string, error: SyntaxError): string {
  const end = text.trimEnd().length;
  const at = isCutOff(text, end) ? end : (positionIn(error) ?? firstWrong(text));
  const { line, column } = placeInText(text, at);
  const what =
    at === end
      ? 'the JSON ends in the middle; the log was cut off'
      : `not JSON: unexpected ${JSON.stringify(text[at] ?? '')}`;
  return `${name}:${line}:${column}: ${what}`;
}

function positionIn({ message }: SyntaxError): number | null {
  const at = /at position (\d+)/.exec(message)?.[1];
  return at === undefined ? null : Number(at);
}

/**
 * Whether so much of a text is the beginning of JSON: the parser misses something at the very end, and nothing before.
 */
function isCutOff(text: string, length: number): boolean {
  try {
    JSON.parse(text.slice(0, length));
    return true;
  } catch (error) {
    const at = positionIn(error as SyntaxError);
    return at === null ? /end of JSON/.test((error as SyntaxError).message) : at >= length;
  }
}

/** Some of the parser's errors do not say where: the first character that no JSON goes on with, by halving. */
function firstWrong(text: string): number {
  let [sound, wrong] = [0, text.length];
  while (wrong - sound > 1) {
    const middle = (sound + wrong) >> 1;
    if (isCutOff(text, middle)) sound = middle;
    else wrong = middle;
  }
  return sound;
}
