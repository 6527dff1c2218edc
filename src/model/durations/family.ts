import type { Duration } from './duration.ts';
import { formatSeconds } from './format-seconds.ts';

/**
 * A parameter is a time (`45s`), a plain number (`2.5`), another duration, or one with a weight (`0.9 * 45s`).
 * Durations go by position, before what may have a name.
 */
export interface Parameter {
  readonly name: string;
  readonly unit: 'time' | 'number' | 'duration' | 'weighted';
}

/** What a form makes: a duration without its text. */
export type MadeDuration = Omit<Duration, 'expression' | 'family'> & Required<Pick<Duration, 'cdf'>>;

/** What was read for a parameter: a number, a duration, or both. */
export interface Given {
  readonly value?: number;
  readonly duration?: Duration;
}

/** One way to give a family's parameters: by mean and sd, by median and p95. */
export interface Form {
  readonly parameters: readonly Parameter[];
  /** True when the last parameter may be repeated (`empirical`). */
  readonly repeats?: boolean;
  /** How the canonical text gives them: `uniform(10s, 20s)` or `exponential(mean=30s)`. */
  readonly style: 'positional' | 'named';
  /**
   * @param values in the order of `parameters`, seconds for times
   * @param parts the durations among the parameters, in their order
   * @throws RangeError when they do not make a distribution; the message says what was expected
   */
  readonly make: (values: readonly number[], parts: readonly MadeDuration[]) => MadeDuration;
}

/** A family of distributions: one file each, registered by one line in `index.ts`. */
export interface DurationFamily {
  readonly name: string;
  /** One sentence for people: when to use it. */
  readonly summary: string;
  /** Tried in order; positional values take the first form of their number. */
  readonly forms: readonly Form[];
  /** Canonical texts, at least one a form: they are tested and printed in the manual. */
  readonly examples: readonly string[];
}

export function time(name: string): Parameter {
  return { name, unit: 'time' };
}

export function plain(name: string): Parameter {
  return { name, unit: 'number' };
}

export function part(name: string): Parameter {
  return { name, unit: 'duration' };
}

export function weighted(name: string): Parameter {
  return { name, unit: 'weighted' };
}

/**
 * Where the course of a duration is not smooth, and that it is a staircase: what shifting and scaling leave as it is.
 */
export function courseOf({ isDiscrete, breaks }: MadeDuration): Pick<Duration, 'isDiscrete' | 'breaks'> {
  return { ...(isDiscrete === undefined ? {} : { isDiscrete }), ...(breaks === undefined ? {} : { breaks }) };
}

/** The duration that a form makes, with its canonical expression. @throws RangeError as `Form.make` */
export function makeDuration(family: DurationFamily, form: Form, given: readonly Given[]): Duration {
  const values = given.flatMap(({ value }) => (value === undefined ? [] : [value]));
  const parts = given.flatMap(({ duration }) => (duration === undefined ? [] : [withCdf(duration)]));
  const made = form.make(values, parts);
  const texts = given.map((one, index) => {
    const parameter = form.parameters[Math.min(index, form.parameters.length - 1)] as Parameter;
    return textOf(parameter, one, form.style);
  });
  return { expression: `${family.name}(${texts.join(', ')})`, family: family.name, ...made };
}

function textOf({ unit, name }: Parameter, { value, duration }: Given, style: Form['style']): string {
  if (unit === 'duration') return duration?.expression ?? '';
  if (unit === 'weighted') return `${value} * ${duration?.expression}`;
  const text = unit === 'time' ? formatSeconds(value as number) : String(value);
  return style === 'named' ? `${name}=${text}` : text;
}

function withCdf(duration: Duration): MadeDuration {
  if (!duration.cdf) throw new RangeError(`${duration.expression} does not tell its cumulative distribution`);
  return { ...duration, cdf: duration.cdf };
}

/** @throws RangeError with `expected` as its message when the demand is not met */
export function demand(met: boolean, expected: string): void {
  if (!met) throw new RangeError(expected);
}
