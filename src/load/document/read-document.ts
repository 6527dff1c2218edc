import { YAMLException } from 'js-yaml';
import type { Diagnostic } from '../../model/diagnostic.ts';
import { DiagnosticList } from '../diagnostic-list.ts';
import { buildJsonTree } from './build-json-tree.ts';
import { buildYamlTree } from './build-yaml-tree.ts';
import { type DocumentCode, documentCodes } from './codes.ts';
import { type Uncommented, withoutComments } from './json-comments.ts';
import { DOCUMENT_LIMITS } from './limits.ts';
import { withLooseFlow } from './loose-flow.ts';
import type { DocumentNode } from './node.ts';
import { BYTE_ORDER_MARK, SourceText } from './source-text.ts';

export interface ReadDocument {
  /** Null when the text is not a document at all; the diagnostics say why. */
  readonly root: DocumentNode | null;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads YAML or JSON into a tree that knows every node's place. Never throws on bad input. As Heat does, JSON is
 * tried first, so that its numbers and strings are JSON's.
 */
export function readDocument(file: string, text: string): ReadDocument {
  const source = new SourceText(file, text);
  const diagnostics = new DiagnosticList<DocumentCode>(documentCodes);
  const root = isReadable(source, diagnostics) ? readTree(source, diagnostics) : null;
  return { root, diagnostics: diagnostics.items };
}

/** Whether a text may be read at all: not too long, and no binary file. What is wrong is reported. */
export function isReadable(source: SourceText, diagnostics: DiagnosticList<DocumentCode>): boolean {
  const { text } = source;
  if (text.length > DOCUMENT_LIMITS.textLength) {
    const message = `the text has ${text.length} characters; at most ${DOCUMENT_LIMITS.textLength} are read`;
    diagnostics.add('document-too-large', message, source.firstCharacter);
    return false;
  }
  const nul = text.indexOf('\0');
  if (nul >= 0) {
    const message = 'a NUL byte was found, so this is a binary file (or UTF-16); a template is UTF-8 text';
    diagnostics.add('not-text', message, source.span(nul, nul + 1));
    return false;
  }
  const replaced = text.indexOf('\ufffd');
  if (replaced >= 0) {
    const message = 'a byte was found here that is not UTF-8 (or a literal replacement character U+FFFD)';
    diagnostics.add('not-text', message, source.span(replaced, replaced + 1));
  }
  return true;
}

function readTree(source: SourceText, diagnostics: DiagnosticList<DocumentCode>): DocumentNode | null {
  if (isJson(source.text)) return buildJsonTree(source, diagnostics);
  const uncommented = withoutComments(source.text);
  if (uncommented !== null) {
    sayComments(uncommented, source, diagnostics);
    return readTree(new SourceText(source.file, uncommented.text, source.text), diagnostics);
  }
  try {
    const root = withLooseFlow(source, (mended) => buildYamlTree(mended, diagnostics));
    if (root === null && diagnostics.items.length === 0) {
      diagnostics.add('empty-document', 'the file is empty; expected a template', source.firstCharacter);
    }
    return root;
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    reportSyntax(error, source, diagnostics);
    return null;
  }
}

/** Every engine refuses them; the rest is read all the same, so that what else is wrong is said too. */
function sayComments({ comments }: Uncommented, source: SourceText, diagnostics: DiagnosticList<DocumentCode>): void {
  for (const { start, end } of comments.slice(0, MOST_COMMENTS)) {
    const word = source.text.slice(start, start + 2);
    const message = `found a comment (${word}); JSON has no comments: remove it, or write the template in YAML, with #`;
    const line = source.text.slice(start, end).split(/\r?\n/, 1)[0]!;
    diagnostics.add('json-comment', message, source.span(start, start + line.length));
  }
}

/** Beyond that nobody needs to be told of each. */
const MOST_COMMENTS = 20;

function reportSyntax(error: YAMLException, source: SourceText, diagnostics: DiagnosticList<DocumentCode>): void {
  const at = Math.min(error.mark?.position ?? 0, source.text.length);
  const span = source.span(at, Math.min(at + 1, source.text.length));
  if (/maxDepth|nesting/i.test(error.reason)) {
    const message = `collections are nested deeper than ${DOCUMENT_LIMITS.depth} levels, which is the limit`;
    diagnostics.add('document-too-deep', message, span);
    return;
  }
  const language = JSON_START.test(source.text) ? 'neither JSON nor YAML' : 'not YAML';
  diagnostics.add('yaml-syntax', `${language}: ${error.reason}`, span);
}

const JSON_START = /^\ufeff?\s*[{[]/;

/** `JSON.parse` is the judge (iterative and fast); the tree is then built without looking for errors. */
function isJson(text: string): boolean {
  if (!JSON_START.test(text)) return false;
  try {
    JSON.parse(text.charCodeAt(0) === BYTE_ORDER_MARK ? text.slice(1) : text);
    return true;
  } catch {
    return false;
  }
}
