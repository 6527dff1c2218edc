import type { Duration } from './duration.ts';
import { formatSeconds } from './format-seconds.ts';

/** A parameter is a time (`45s`) or a plain number (`2.5`). */
export interface Parameter {
  readonly name: string;
  readonly unit: 'time' | 'number';
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
   * @throws RangeError when they do not make a distribution; the message says what was expected
   */
  readonly make: (values: readonly number[]) => Omit<Duration, 'expression' | 'family'>;
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

/** The duration that a form makes of values, with its canonical expression. @throws RangeError as `Form.make` */
export function makeDuration(family: DurationFamily, form: Form, values: readonly number[]): Duration {
  const made = form.make(values);
  const texts = values.map((value, index) => {
    const parameter = form.parameters[Math.min(index, form.parameters.length - 1)] as Parameter;
    const text = parameter.unit === 'time' ? formatSeconds(value) : String(value);
    return form.style === 'named' ? `${parameter.name}=${text}` : text;
  });
  return { expression: `${family.name}(${texts.join(', ')})`, family: family.name, ...made };
}

/** @throws RangeError with `expected` as its message when the demand is not met */
export function demand(met: boolean, expected: string): void {
  if (!met) throw new RangeError(expected);
}
