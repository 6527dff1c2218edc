/** A deployment in a format that an engine takes. */
export interface Conversion {
  /** Null when the format cannot say what orders the tasks: half a template would deploy something else. */
  readonly text: string | null;
  /** What stands in the text's way; empty unless `text` is null. */
  readonly refusals: readonly string[];
  /** What the format cannot say and the text therefore leaves out, or says otherwise. Order is never among it. */
  readonly losses: readonly string[];
  /** What each task is called when the text is loaded again. */
  readonly names: ReadonlyMap<string, string>;
  /** The part of the text that is to be loaded again, where that is not the whole. */
  readonly reloaded?: string;
}

/** Collects what a conversion has to say, each sentence once. */
export class ConversionNotes {
  readonly #losses = new Set<string>();
  readonly #refusals = new Set<string>();

  lose(sentence: string): void {
    this.#losses.add(sentence);
  }

  refuse(sentence: string): void {
    this.#refusals.add(sentence);
  }

  get isRefused(): boolean {
    return this.#refusals.size > 0;
  }

  /** @param text is not asked for when something was refused */
  conclude(names: ReadonlyMap<string, string>, text: () => string, reloaded?: string): Conversion {
    const refusals = [...this.#refusals];
    const whole = this.isRefused ? null : text();
    const part = reloaded === undefined ? {} : { reloaded };
    return { text: whole, refusals, losses: [...this.#losses], names, ...part };
  }
}
