/** Names for a format that takes fewer than the model does: each id gets one of its own, always the same. */
export class UniqueNames {
  readonly #taken: Set<string>;
  readonly #next = new Map<string, number>();
  readonly #separator: string;

  constructor(reserved: Iterable<string> = [], separator = '_') {
    this.#taken = new Set(reserved);
    this.#separator = separator;
  }

  /** The wanted name, with a number after it when it is taken. */
  take(wanted: string): string {
    let name = wanted;
    for (let number = this.#next.get(wanted) ?? 2; this.#taken.has(name); number += 1) {
      name = `${wanted}${this.#separator}${number}`;
      this.#next.set(wanted, number + 1);
    }
    this.#taken.add(name);
    return name;
  }
}
