import { Suggester } from '../../model/nearest-name.ts';
import { DiagnosticList } from '../diagnostic-list.ts';
import type { DocumentNode } from '../document/node.ts';
import { SourceText } from '../document/source-text.ts';
import type { FrontEnd } from '../load.ts';
import { NodeReader } from '../native/node-reader.ts';
import { reportTags } from '../native/report-tags.ts';
import { codesOfReading, type GraphCode } from './codes.ts';
import { emitGraph } from './graph-draft.ts';
import { readDot } from './read-dot.ts';
import { readNodeList } from './read-node-list.ts';

/** A plain graph of any tool: DOT, or nodes and edges in JSON. */
export const graph: FrontEnd = {
  id: 'graph',
  title: 'a plain graph',
  beginsWith: ['format: makespan-graph/1', 'nodes'],
  recognise,
  load: (document, { file, text, diagnostics }) => {
    const list = new DiagnosticList<GraphCode>(codesOfReading);
    const reader = new NodeReader(list, new Suggester());
    reportTags(document, reader);
    const deployment = emitGraph(readNodeList(document, reader, list), file, list);
    return { deployment, diagnostics: [...diagnostics, ...list.items], files: new Map([[file, text]]) };
  },
  text: {
    recognise: (text) => DOT_START.test(text.slice(0, LONGEST_PREFIX)),
    load: ({ file, text, diagnostics }) => {
      const list = new DiagnosticList<GraphCode>(codesOfReading);
      const deployment = emitGraph(readDot(new SourceText(file, text), list), file, list);
      return { deployment, diagnostics: [...diagnostics, ...list.items], files: new Map([[file, text]]) };
    },
  },
};

/** So far into the text the graph begins, comments before it. */
const LONGEST_PREFIX = 65_536;

/** DOT is no YAML: comments, then `digraph` or `graph`, a name perhaps, and a brace. */
const DOT_START =
  /^\ufeff?(?:\s|\/\/[^\n]*\n|\/\*[\s\S]*?\*\/|#[^\n]*\n)*(?:strict\s+)?(?:di)?graph\b\s*(?:"[^"\n]*"|[\w.-]*)\s*\{/i;

function recognise(document: DocumentNode): number {
  if (document.kind !== 'mapping') return 0;
  const format = document.get('format');
  if (format?.kind === 'scalar' && format.text.startsWith('makespan-graph/')) return 1;
  return document.has('nodes') && (document.has('edges') || document.has('links')) ? 0.5 : 0;
}
