import { didYouMean } from '../model/nearest-name.ts';
import { Misuse } from './misuse.ts';

/** What yargs read from the command line, asked for by name; each question names what it expects. */
export class Arguments {
  readonly #values: Readonly<Record<string, unknown>>;

  constructor(values: Readonly<Record<string, unknown>>) {
    this.#values = values;
  }

  /** As they were read: what another thread can be given. */
  get values(): Readonly<Record<string, unknown>> {
    return this.#values;
  }

  /** Null when the option was not given. @throws Misuse when it was given twice */
  text(name: string): string | null {
    const value = this.#values[name];
    if (Array.isArray(value)) throw new Misuse(`--${name} was given ${value.length} times; it takes one value`);
    return value === undefined ? null : String(value);
  }

  texts(name: string): readonly string[] {
    const value = this.#values[name];
    return value === undefined ? [] : [value].flat().map(String);
  }

  flag(name: string): boolean {
    return [this.#values[name]].flat().at(-1) === true;
  }

  /** @throws Misuse when the value is not one of the choices */
  choice<T extends string>(name: string, choices: readonly T[], fallback: T): T {
    const value = this.text(name);
    if (value === null) return fallback;
    const known = choices.find((choice) => choice === value);
    if (known !== undefined) return known;
    throw new Misuse(`--${name} is one of ${choices.join(', ')}, not '${value}'${didYouMean(value, choices)}`);
  }

  /** @throws Misuse when the value is not a whole number in the range */
  wholeNumber(name: string, range: { readonly least: number; readonly most: number }): number | null {
    const text = this.text(name);
    if (text === null) return null;
    const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
    if (value >= range.least && value <= range.most) return value;
    throw new Misuse(`--${name} is a whole number from ${range.least} to ${range.most}, not '${text}'`);
  }

  /** What was given under these names, as text: what a result depends on. */
  given(names: readonly string[]): Readonly<Record<string, string>> {
    const there = names.filter((name) => this.#values[name] !== undefined).sort();
    return Object.fromEntries(there.map((name) => [name, [this.#values[name]].flat().map(String).join(' ')]));
  }

  /** `NAME=VALUE`, as often as given; the first `=` divides. @throws Misuse without one, or for a name given twice */
  pairs(name: string): ReadonlyMap<string, string> {
    const pairs = new Map<string, string>();
    for (const text of this.texts(name)) {
      const at = text.indexOf('=');
      if (at <= 0) throw new Misuse(`--${name} is written NAME=VALUE, not '${text}'`);
      const key = text.slice(0, at);
      if (pairs.has(key)) throw new Misuse(`--${name} ${key}=… was given twice`);
      pairs.set(key, text.slice(at + 1));
    }
    return pairs;
  }
}
