/** The command was called wrongly, or a path cannot be read or written: one sentence for the user, and exit 2. */
export class Misuse extends Error {
  override readonly name = 'Misuse';
}
