/** What the words of a command line say, by option; the files under `files`. */
export type Values = Readonly<Record<string, unknown>>;

/** What the word `-` stands for among the files of `check`; the parser of the command line drops a `-` of its own. */
export const STDIN = '/dev/stdin';

/** Options of `check` that take one value, as people and pipelines write them most. */
const VALUED: Readonly<Record<string, string>> = { '--format': 'format', '-f': 'format', '--fail-on': 'fail-on' };

/**
 * The commonest command line, `check FILES…` with a format perhaps, without the parser that knows all others: loading
 * that costs more than checking a small template. Whatever is not surely the same there is left to it.
 *
 * @returns null for every other command line
 */
export function plainCheck(words: readonly string[]): Values | null {
  if (words[0] !== 'check') return null;
  const files: string[] = [];
  const values: Record<string, unknown> = { files };
  for (let at = 1; at < words.length; at += 1) {
    const word = words[at] as string;
    const option = Object.hasOwn(VALUED, word) ? VALUED[word] : undefined;
    if (option !== undefined) {
      const value = words[at + 1];
      if (value === undefined || !isPlain(value) || Object.hasOwn(values, option)) return null;
      values[option] = value;
      at += 1;
    } else if (word === '-') files.push(STDIN);
    else if (isPlain(word)) files.push(word);
    else return null;
  }
  return files.length > 0 ? values : null;
}

function isPlain(word: string): boolean {
  return /^[^-'"\s][^'"\s]*$/.test(word);
}
