import type { DiagnosticList } from '../diagnostic-list.ts';
import type { DocumentCode } from './codes.ts';
import { DOCUMENT_LIMITS } from './limits.ts';
import { mappingOf } from './mapping-of.ts';
import { type DocumentNode, ScalarNode, type ScalarValue, SequenceNode } from './node.ts';
import type { SourceText } from './source-text.ts';

interface OpenCollection {
  readonly start: number;
  readonly isMapping: boolean;
  readonly children: DocumentNode[];
}

/**
 * The tree of a text that `JSON.parse` has accepted. The YAML reader is not used for it, because JSON's scalars are
 * not those of YAML 1.1: `1e3` is a number here and text there.
 * @returns null when the nesting is too deep
 */
export function buildJsonTree(source: SourceText, diagnostics: DiagnosticList<DocumentCode>): DocumentNode | null {
  const { text } = source;
  const open: OpenCollection[] = [];
  let root: DocumentNode | null = null;
  const add = (node: DocumentNode): void => {
    const parent = open.at(-1);
    if (parent) parent.children.push(node);
    else root = node;
  };
  TOKEN.lastIndex = 0;
  for (let token = TOKEN.exec(text); token; token = TOKEN.exec(text)) {
    const [word] = token;
    const start = token.index;
    if (word === '{' || word === '[') {
      open.push({ start, isMapping: word === '{', children: [] });
      if (open.length <= DOCUMENT_LIMITS.depth) continue;
      const message = `collections are nested deeper than ${DOCUMENT_LIMITS.depth} levels, which is the limit`;
      diagnostics.add('document-too-deep', message, source.span(start, start + 1));
      return null;
    }
    if (word === '}' || word === ']') {
      const { children, ...collection } = open.pop() as OpenCollection;
      const place = { start: collection.start, end: start + 1, tag: null };
      const node = collection.isMapping
        ? mappingOf(source, place, children, diagnostics)
        : new SequenceNode(source, place, children);
      add(node);
    } else add(scalarOf(source, start, word));
  }
  return root;
}

/** In accepted JSON everything between tokens is white space, a comma or a colon. */
const TOKEN = /[{}[\]]|"(?:[^"\\]|\\.)*"|[^\s,:{}[\]"\ufeff]+/g;

function scalarOf(source: SourceText, start: number, word: string): ScalarNode {
  const isString = word.startsWith('"');
  const value = JSON.parse(word) as ScalarValue;
  return new ScalarNode(source, {
    start,
    end: start + word.length,
    tag: null,
    value,
    text: isString ? (value as string) : word,
    style: isString ? 'quoted' : 'plain',
    contentStart: isString ? start + 1 : start,
    indent: 0,
  });
}
