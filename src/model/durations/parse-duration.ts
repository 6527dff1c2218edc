import { didYouMean } from '../nearest-name.ts';
import type { Duration } from './duration.ts';
import { type DurationFamily, type Form, type Given, makeDuration, type Parameter } from './family.ts';
import { formatSeconds } from './format-seconds.ts';
import { durationFamilies } from './index.ts';
import { readNumber, readTime } from './read-time.ts';

/** A duration, or what was wrong with the text and where in it. */
export type ParsedDuration =
  | { readonly ok: true; readonly duration: Duration }
  | { readonly ok: false; readonly message: string; readonly offset: number };

/**
 * Reads a duration expression: `45s`, `2m30s`, `250ms`, `PT15M`, `lognormal(median=45s, p95=2m)`, `uniform(10s, 20s)`.
 * A bare number is seconds. Parameters go by position or by name, not both.
 *
 * @example
 * const parsed = parseDuration('triangular(20s, 30s, 1m)');
 * if (parsed.ok) parsed.duration.meanSeconds; // 36.666…
 */
export function parseDuration(text: string): ParsedDuration {
  return parseNested(text, 0);
}

/** Deeper than anybody means it. */
const DEEPEST = 20;

function parseNested(text: string, depth: number): ParsedDuration {
  try {
    if (depth > DEEPEST) throw new ExpressionFault(`durations are nested more than ${DEEPEST} deep`, 0);
    const start = text.length - text.trimStart().length;
    const body = text.trim();
    if (body === '') throw new ExpressionFault('expected a duration such as 45s or uniform(10s, 20s)', 0);
    const call = /^([A-Za-z_]\w*)\s*\(/.exec(body);
    if (call) return { ok: true, duration: readCall({ text, start, depth }, call[1] as string) };
    const time = readTime(body);
    if (!time.ok) throw new ExpressionFault(bareMessage(body, time.message), start + time.offset);
    return { ok: true, duration: constant(time.value) };
  } catch (fault) {
    if (fault instanceof ExpressionFault) return { ok: false, message: fault.message, offset: fault.offset };
    throw fault;
  }
}

/** A duration that is always the same. @throws RangeError when it is negative or not finite */
export function constant(seconds: number): Duration {
  if (!(seconds >= 0 && seconds < Number.POSITIVE_INFINITY)) {
    throw new RangeError(`a duration is a finite number of seconds, not negative: ${seconds}`);
  }
  return {
    expression: formatSeconds(seconds),
    family: 'constant',
    meanSeconds: seconds,
    varianceSeconds2: 0,
    minimumSeconds: seconds,
    maximumSeconds: seconds,
    quantile: () => seconds,
    cdf: (at) => (at < seconds ? 0 : 1),
  };
}

class ExpressionFault extends Error {
  readonly offset: number;

  constructor(message: string, offset: number) {
    super(message);
    this.offset = offset;
  }
}

interface Argument {
  readonly name: string | null;
  readonly text: string;
  readonly offset: number;
  readonly valueOffset: number;
}

const FAMILY_NAMES = durationFamilies.map((family) => family.name);

/** A family's name without its parameters deserves more than "not a time". */
function bareMessage(body: string, message: string): string {
  const family = durationFamilies.find((candidate) => candidate.name === body.toLowerCase());
  return family ? `'${family.name}' needs its parameters: ${formText(family, family.forms[0] as Form)}` : message;
}

interface Place {
  readonly text: string;
  readonly start: number;
  readonly depth: number;
}

function readCall({ text, start, depth }: Place, name: string): Duration {
  const family = durationFamilies.find((candidate) => candidate.name === name.toLowerCase());
  if (!family) throw new ExpressionFault(`unknown distribution '${name}'${suggest(name)}`, start);
  const open = text.indexOf('(', start);
  const close = closingParenthesis(text, open);
  if (close < 0) throw new ExpressionFault(`missing ')' after ${name}(`, text.trimEnd().length);
  if (text.slice(close + 1).trim() !== '') {
    throw new ExpressionFault(`unexpected text after ')'`, close + 1 + leadingSpaces(text.slice(close + 1)));
  }
  const given = readArguments(text.slice(open + 1, close), open + 1);
  const { form, ordered } = chooseForm(family, withNamedPart(family, given), start);
  const read = ordered.map((argument, index) => readGiven(parameterAt(form, index), argument, depth));
  try {
    const duration = makeDuration(family, form, read);
    return family.name === 'constant' ? constant(duration.meanSeconds) : duration;
  } catch (error) {
    if (error instanceof RangeError) throw new ExpressionFault(`${name}: ${error.message}`, open + 1);
    throw error;
  }
}

/** −1 when it is missing. */
function closingParenthesis(text: string, open: number): number {
  let depth = 0;
  for (let at = open; at < text.length; at += 1) {
    if (text[at] === '(') depth += 1;
    if (text[at] === ')' && --depth === 0) return at;
  }
  return -1;
}

/** Commas inside parentheses belong to what is inside. */
function splitAtCommas(text: string): readonly string[] {
  const pieces: string[] = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === '(') depth += 1;
    if (text[at] === ')') depth -= 1;
    if (text[at] !== ',' || depth > 0) continue;
    pieces.push(text.slice(from, at));
    from = at + 1;
  }
  return [...pieces, text.slice(from)];
}

function suggest(name: string): string {
  return didYouMean(name, FAMILY_NAMES) || `; known are ${FAMILY_NAMES.join(', ')}`;
}

function readArguments(inside: string, offset: number): readonly Argument[] {
  if (inside.trim() === '') return [];
  let at = offset;
  return splitAtCommas(inside).map((piece) => {
    const pieceOffset = at + leadingSpaces(piece);
    at += piece.length + 1;
    const named = /^\s*([A-Za-z_]\w*)\s*=\s*/.exec(piece);
    const valueOffset = named ? pieceOffset + named[0].trimStart().length : pieceOffset;
    const value = (named ? piece.slice(named[0].length) : piece).trim();
    if (value === '') throw new ExpressionFault('expected a value', valueOffset);
    return { name: named ? (named[1] as string) : null, text: value, offset: pieceOffset, valueOffset };
  });
}

/** The duration that a combination begins with may stand before named parameters. */
function withNamedPart(family: DurationFamily, given: readonly Argument[]): readonly Argument[] {
  const [first, ...rest] = given;
  const [parameter] = family.forms[0]?.parameters ?? [];
  if (!first || first.name !== null || parameter?.unit !== 'duration') return given;
  return rest.length > 0 && rest.every(({ name }) => name !== null)
    ? [{ ...first, name: parameter.name }, ...rest]
    : given;
}

/** The form that the arguments fit, and the arguments in its order. */
function chooseForm(
  family: DurationFamily,
  given: readonly Argument[],
  start: number,
): { readonly form: Form; readonly ordered: readonly Argument[] } {
  const mixed = given.find((argument) => (argument.name === null) !== (given[0]?.name === null));
  if (mixed) throw new ExpressionFault('parameters go by position or by name, not both', mixed.offset);
  if (given.length === 0 || given[0]?.name === null) {
    const form = family.forms.find(({ parameters, repeats }) =>
      repeats ? given.length >= parameters.length : given.length === parameters.length,
    );
    if (form) return { form, ordered: given };
    throw new ExpressionFault(`${family.name} takes ${formTexts(family)}; ${given.length} given`, start);
  }
  return chooseNamedForm(family, given, start);
}

function chooseNamedForm(family: DurationFamily, given: readonly Argument[], start: number) {
  const known = new Set(family.forms.flatMap((form) => form.parameters.map((parameter) => parameter.name)));
  given.forEach((argument, index) => {
    const name = argument.name as string;
    if (!known.has(name)) {
      const hint = didYouMean(name, known) || `; it takes ${formTexts(family)}`;
      throw new ExpressionFault(`${family.name} has no parameter '${name}'${hint}`, argument.offset);
    }
    if (given.findIndex((other) => other.name === name) !== index) {
      throw new ExpressionFault(`parameter '${name}' is given twice`, argument.offset);
    }
  });
  for (const form of family.forms) {
    const ordered = form.parameters.map(({ name }) => given.find((argument) => argument.name === name));
    if (ordered.length === given.length && ordered.every((argument) => argument !== undefined)) {
      return { form, ordered: ordered as readonly Argument[] };
    }
  }
  throw new ExpressionFault(`${family.name} takes ${formTexts(family)}`, start);
}

const WEIGHT = /^([-+]?[\d.]+(?:e[-+]?\d+)?)\s*\*\s*/i;

function readGiven(parameter: Parameter, argument: Argument, depth: number): Given {
  if (parameter.unit === 'duration') return { duration: readPart(argument.text, argument.valueOffset, depth) };
  if (parameter.unit !== 'weighted') return { value: readValue(parameter, argument) };
  const weight = WEIGHT.exec(argument.text);
  if (!weight) throw new ExpressionFault('expected a weight and a duration, such as 0.9 * 45s', argument.valueOffset);
  const value = readValue({ name: 'weight', unit: 'number' }, { ...argument, text: weight[1] as string });
  const rest = argument.text.slice(weight[0].length);
  return { value, duration: readPart(rest, argument.valueOffset + weight[0].length, depth) };
}

function readPart(text: string, offset: number, depth: number): Duration {
  const parsed = parseNested(text, depth + 1);
  if (parsed.ok) return parsed.duration;
  throw new ExpressionFault(parsed.message, offset + parsed.offset);
}

function readValue(parameter: Parameter, argument: Argument): number {
  const read = parameter.unit === 'time' ? readTime(argument.text) : readNumber(argument.text);
  if (read.ok) return read.value;
  throw new ExpressionFault(`${parameter.name}: ${read.message}`, argument.valueOffset + read.offset);
}

function parameterAt(form: Form, index: number): Parameter {
  return form.parameters[Math.min(index, form.parameters.length - 1)] as Parameter;
}

function formTexts(family: DurationFamily): string {
  return family.forms.map((form) => formText(family, form)).join(' or ');
}

function formText(family: DurationFamily, form: Form): string {
  return `${family.name}(${form.parameters.map(({ name }) => name).join(', ')}${form.repeats ? ', …' : ''})`;
}

function leadingSpaces(text: string): number {
  return text.length - text.trimStart().length;
}
