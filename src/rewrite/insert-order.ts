import type { DocumentNode, MappingNode, ScalarNode, SequenceNode } from '../load/document/node.ts';
import { isFlow, ownBody, ownEntries, type PlacedEntry, valueEnd } from './places.ts';
import { NotEditable, type TextEdit } from './text-edit.ts';

/** What is written where: the format's key for an order, and the names as they stand in a text. */
export interface WrittenOrder {
  readonly key: string;
  readonly names: readonly string[];
}

/** Writes more prerequisites into the definition of a task. @throws NotEditable */
export function insertOrder(place: PlacedEntry, order: WrittenOrder): TextEdit {
  const body = ownBody(place);
  if (body.kind === 'sequence') throw new NotEditable('its definition is a list');
  if (body.kind === 'scalar') return asMapping(place, body, order);
  const stated = body.entry(order.key);
  if (stated === undefined) return newEntry(body, order);
  const value = ownBody({ parent: body, entry: stated, outer: null });
  if (value.kind === 'mapping') throw new NotEditable(`its '${order.key}' is a mapping`);
  return value.kind === 'scalar' ? asList(value, order) : newItem(value, order);
}

/** `b1: 2s` becomes `b1: {duration: 2s, after: a1}`. */
function asMapping({ entry }: PlacedEntry, body: ScalarNode, { key, names }: WrittenOrder): TextEdit {
  const { text } = body.source;
  const written = text.slice(body.start, body.end).trim();
  if (written === '') {
    const colon = text.indexOf(':', entry.key.end);
    return { start: colon + 1, end: colon + 1, text: ` {${key}: ${listed(names)}}` };
  }
  if (written.includes('\n')) throw new NotEditable('its duration is written on several lines');
  const isBare = body.style === 'plain' && /[,[\]{}#:]/.test(written);
  const duration = isBare ? `'${written}'` : written;
  const quote = text[entry.key.start] === '"' ? '"' : '';
  return {
    start: body.start,
    end: body.start + written.length,
    text: `{${quote}duration${quote}: ${duration}, ${key}: ${listed(names)}}`,
  };
}

/** `after: a` becomes `after: [a, b]`. */
function asList(value: ScalarNode, { names }: WrittenOrder): TextEdit {
  const written = value.source.text.slice(value.start, value.end).trim();
  if (written === '' || written.includes('\n')) throw new NotEditable('what it comes after is not on one line');
  return { start: value.start, end: value.start + written.length, text: `[${written}, ${names.join(', ')}]` };
}

function newItem(list: SequenceNode, { names }: WrittenOrder): TextEdit {
  const last = list.items.at(-1);
  if (last === undefined || last.kind !== 'scalar') throw new NotEditable('what it comes after is an odd list');
  const end = contentEnd(last);
  if (isFlow(list)) return { start: end, end, text: `, ${names.join(', ')}` };
  const { text } = list.source;
  const lineStart = text.lastIndexOf('\n', last.start - 1) + 1;
  const lead = text.slice(lineStart, last.start);
  if (!/^ *- +$/.test(lead)) throw new NotEditable('what it comes after is an odd list');
  return lineAfter(list, end, names.map((name) => `${lead}${name}`).join('\n'));
}

/** Behind the first entry, where that ends on its line; before it otherwise. */
function newEntry(body: MappingNode, { key, names }: WrittenOrder): TextEdit {
  const [first] = ownEntries(body);
  if (first === undefined) throw new NotEditable('its definition is empty');
  const { text } = body.source;
  const isScalar =
    first.value.kind === 'scalar' && !text.slice(first.key.start, contentEnd(first.value)).includes('\n');
  if (isFlow(body)) {
    if (!isScalar) return { start: first.key.start, end: first.key.start, text: `${key}: ${listed(names)}, ` };
    const end = Math.max(first.key.end, contentEnd(first.value));
    return { start: end, end, text: `, ${key}: ${listed(names)}` };
  }
  const lineStart = text.lastIndexOf('\n', first.key.start - 1) + 1;
  const indent = text.slice(lineStart, first.key.start);
  if (!/^ *$/.test(indent)) throw new NotEditable('its first line is not its own');
  if (isScalar) return lineAfter(body, valueEnd(first), `${indent}${key}: ${listed(names)}`);
  return { start: lineStart, end: lineStart, text: `${indent}${key}: ${listed(names)}\n` };
}

function listed(names: readonly string[]): string {
  return names.length === 1 ? names.join() : `[${names.join(', ')}]`;
}

/** A line of its own below the one that ends here, with the line ends that the text has. */
function lineAfter({ source: { text } }: DocumentNode, end: number, line: string): TextEdit {
  const newline = text.indexOf('\n', end);
  if (newline < 0) return { start: text.length, end: text.length, text: `\n${line}` };
  const carriage = text[newline - 1] === '\r' ? '\r' : '';
  return { start: newline + 1, end: newline + 1, text: `${line}${carriage}\n` };
}

/** A plain scalar may be said to end where the next thing begins. */
function contentEnd(node: DocumentNode): number {
  return node.start + node.source.text.slice(node.start, node.end).trimEnd().length;
}
