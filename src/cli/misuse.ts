/** The command was called wrongly, or a path cannot be read or written: one sentence for the user, and exit 2. */
export class Misuse extends Error {
  override readonly name = 'Misuse';

  /** By name: the built `check` is a script of its own, with a class of its own. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return value instanceof Error && value.name === 'Misuse';
  }
}
