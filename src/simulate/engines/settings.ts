import { parseDuration } from '../../model/durations/parse-duration.ts';
import { didYouMean } from '../../model/nearest-name.ts';
import type { Engine, EngineOption } from './engine.ts';

/** The value of each option of an engine, checked. */
export class EngineSettings {
  readonly #engine: Pick<Engine, 'id' | 'options'>;
  readonly #given: Readonly<Record<string, string>>;

  /** @throws RangeError naming an option that the engine does not have */
  constructor(engine: Pick<Engine, 'id' | 'options'>, given: Readonly<Record<string, string>>) {
    this.#engine = engine;
    this.#given = given;
    const names = engine.options.map(({ name }) => name);
    const stray = Object.keys(given).find((name) => !names.includes(name));
    if (stray !== undefined) {
      const known = names.length === 0 ? 'it has none' : `it has ${names.join(', ')}`;
      throw new RangeError(`engine ${engine.id} has no option '${stray}'${didYouMean(stray, names)} (${known})`);
    }
  }

  text(name: string): string {
    return this.#given[name] ?? this.#option(name).default;
  }

  /** A constant duration. @throws RangeError */
  seconds(name: string): number {
    return this.#secondsOf(name, this.text(name));
  }

  /** Several constant durations, with commas between them. @throws RangeError */
  secondsList(name: string): readonly number[] {
    return this.text(name)
      .split(',')
      .map((one) => this.#secondsOf(name, one.trim()));
  }

  /** A whole number from 1, or null for `none`. @throws RangeError */
  count(name: string): number | null {
    const text = this.text(name);
    if (text === 'none') return null;
    const value = Number(text);
    if (!Number.isSafeInteger(value) || value < 1) this.#refuse(name, text, '1, 2, 3, … or none');
    return value;
  }

  /** A number from `least` up. @throws RangeError */
  number(name: string, least = 0): number {
    const value = Number(this.text(name));
    if (!(value >= least && value < Number.POSITIVE_INFINITY)) {
      this.#refuse(name, this.text(name), `a number from ${least} up`);
    }
    return value;
  }

  /** One of the words. @throws RangeError */
  choice<const Word extends string>(name: string, words: readonly Word[]): Word {
    const text = this.text(name);
    return words.find((word) => word === text) ?? this.#refuse(name, text, words.join(' or '));
  }

  #secondsOf(name: string, text: string): number {
    const parsed = parseDuration(text);
    if (!parsed.ok) return this.#refuse(name, text, 'a time such as 5s');
    const { minimumSeconds, maximumSeconds } = parsed.duration;
    return minimumSeconds === maximumSeconds
      ? minimumSeconds
      : this.#refuse(name, text, 'one time, not a distribution');
  }

  #option(name: string): EngineOption {
    const option = this.#engine.options.find((one) => one.name === name);
    if (!option) throw new Error(`engine ${this.#engine.id} asks for an option '${name}' that it does not declare`);
    return option;
  }

  #refuse(name: string, text: string, expected: string): never {
    throw new RangeError(`engine option ${name} must be ${expected}, not '${text}'`);
  }
}
