import { YAMLException } from 'js-yaml';
import { SourceText } from './source-text.ts';

/** Each mend reads the text once more, so there is an end to it. */
const MOST_MENDS = 100;

/**
 * PyYAML, and so Heat, does not care how the lines inside brackets and quotes are indented; YAML's grammar, and so
 * js-yaml, does. Where it stumbles, the line break before is read as a space, which is what it means there; offsets
 * stay as they are, and so do the lines that spans speak of.
 * @throws YAMLException what is wrong beyond that
 */
export function withLooseFlow<T>(source: SourceText, read: (source: SourceText) => T): T {
  let { text } = source;
  for (let mends = 0; ; mends += 1) {
    try {
      return read(mends === 0 ? source : new SourceText(source.file, text, source.text));
    } catch (error) {
      const at = error instanceof YAMLException && mends < MOST_MENDS ? lineBreakBefore(error, text) : -1;
      if (at < 0) throw error;
      text = `${text.slice(0, at)} ${text.slice(at + 1)}`;
    }
  }
}

function lineBreakBefore(error: YAMLException, text: string): number {
  if (error.reason !== 'deficient indentation') return -1;
  const at = text.lastIndexOf('\n', (error.mark?.position ?? 0) - 1);
  // A comment would swallow the next line.
  return /(?:^|\s)#/.test(text.slice(text.lastIndexOf('\n', at - 1) + 1, at)) ? -1 : at;
}
