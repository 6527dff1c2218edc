import { YAMLException } from 'js-yaml';
import { SourceText } from './source-text.ts';

/** Each mend reads the text once more, so there is an end to it. */
const MOST_MENDS = 100;

/**
 * PyYAML, and so Heat, does not care how the lines inside brackets and quotes are indented; YAML's grammar, and so
 * js-yaml, does, and takes a tab between two values for an indentation too. Where it stumbles, the tab or the line
 * break before is read as a space, which is what it means there; offsets stay as they are, and so do the lines that
 * spans speak of.
 * @throws YAMLException what is wrong beyond that
 */
export function withLooseFlow<T>(source: SourceText, read: (source: SourceText) => T): T {
  let { text } = source;
  for (let mends = 0; ; mends += 1) {
    try {
      return read(mends === 0 ? source : new SourceText(source.file, text, source.text));
    } catch (error) {
      const at = error instanceof YAMLException && mends < MOST_MENDS ? spaceBefore(error, text) : -1;
      if (at < 0) throw error;
      text = `${text.slice(0, at)} ${text.slice(at + 1)}`;
    }
  }
}

/** The last tab of the line before the place, else the line break before it; -1 when neither can be a space. */
function spaceBefore(error: YAMLException, text: string): number {
  if (error.reason !== 'deficient indentation') return -1;
  const at = text.lastIndexOf('\n', (error.mark?.position ?? 0) - 1);
  const tab = lastTab(text.slice(at + 1, error.mark?.position ?? 0));
  if (tab >= 0) return at + 1 + tab;
  // A comment would swallow the next line.
  return /(?:^|\s)#/.test(text.slice(text.lastIndexOf('\n', at - 1) + 1, at)) ? -1 : at;
}

/** The last tab that is no part of a quoted text; a quote within a word opens none. */
function lastTab(line: string): number {
  let quote = '';
  let found = -1;
  for (let index = 0; index < line.length; index += 1) {
    const character = line[index]!;
    if (quote === '"' && character === '\\') index += 1;
    else if (quote !== '') quote = character === quote ? '' : quote;
    else if (/["']/.test(character) && /^$|[\s,:[{]/.test(line.slice(0, index).slice(-1))) quote = character;
    else if (character === '\t') found = index;
  }
  return found;
}
