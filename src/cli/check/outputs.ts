import { didYouMean } from '../../model/nearest-name.ts';
import type { CheckFormat } from '../../report/formats/check-report.ts';
import { checkFormats } from '../../report/formats/index.ts';
import { Misuse } from '../misuse.ts';

/** One format and where it goes; null is stdout. */
export interface Output {
  readonly format: CheckFormat;
  readonly file: string | null;
}

/**
 * `--format text --format sarif=out.sarif`: as many as are wanted, at most one of them to stdout.
 * @throws Misuse
 */
export function readOutputs(words: readonly string[]): readonly Output[] {
  if (words.length === 0) return [{ format: checkFormats[0]!, file: null }];
  const outputs = words.map((word) => {
    const at = word.indexOf('=');
    const id = at < 0 ? word : word.slice(0, at);
    const file = at < 0 ? null : word.slice(at + 1);
    if (file === '') throw new Misuse(`--format ${word}: name a file after '='`);
    return { format: formatOf(id), file };
  });
  const toStdout = outputs.filter(({ file }) => file === null).map(({ format }) => format.id);
  if (toStdout.length > 1) {
    const [first, second] = toStdout;
    throw new Misuse(`only one format goes to stdout: write --format ${first} --format ${second}=FILE`);
  }
  const files = outputs.flatMap(({ file }) => file ?? []);
  const twice = files.find((file, index) => files.indexOf(file) < index);
  if (twice !== undefined) throw new Misuse(`two formats would be written to ${twice}`);
  return outputs;
}

function formatOf(id: string): CheckFormat {
  const format = checkFormats.find((one) => one.id === id);
  if (format) return format;
  const ids = checkFormats.map((one) => one.id);
  throw new Misuse(`--format is one of ${ids.join(', ')}, not '${id}'${didYouMean(id, ids)}`);
}
