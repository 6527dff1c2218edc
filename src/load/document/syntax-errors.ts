import { parseAllDocuments } from 'yaml';
import type { Diagnostic } from '../../model/diagnostic.ts';
import { SourceText } from './source-text.ts';

/** The `yaml` package recovers after an error but is slow on large texts; beyond this the first error has to do. */
const LONGEST_TEXT = 256 * 1024;
const MOST_ERRORS = 20;

/**
 * Every syntax error of a text that is not YAML. The fast reader stops at the first; this one goes on. It is a file of
 * its own so that a command loads the second parser only when there is something to explain.
 * @returns in the order of the text, at most 20; nothing when the text is too long or this parser accepts it
 */
export function allSyntaxErrors(file: string, text: string): readonly Diagnostic[] {
  if (text.length > LONGEST_TEXT) return [];
  const source = new SourceText(file, text);
  const documents = parseAllDocuments(text, {
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'silent',
  });
  const errors = [...documents].flatMap(({ errors: found }) => found).slice(0, MOST_ERRORS);
  return errors.map(({ message, pos: [start, end] }) => ({
    code: 'yaml-syntax',
    severity: 'error',
    confidence: 'proved',
    message: `not YAML: ${message}`,
    span: source.span(Math.min(start, text.length), Math.min(Math.max(end, start), text.length)),
    related: [],
  }));
}
