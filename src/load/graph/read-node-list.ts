import type { TaskKind } from '../../model/deployment.ts';
import type { DiagnosticList } from '../diagnostic-list.ts';
import type { DocumentNode, MappingNode, ScalarNode } from '../document/node.ts';
import { isEmpty, type NodeReader, quote } from '../native/node-reader.ts';
import type { GraphCode } from './codes.ts';
import type { EdgeDraft, GraphDraft, NodeDraft } from './graph-draft.ts';

/** networkx and d3 say of the whole what a deployment graph is anyway: directed, without parallel edges. */
const KEYS = ['format', 'nodes', 'edges', 'links', 'directed', 'multigraph', 'graph'];
const NODE_KEYS = ['id', 'duration', 'type', 'kind', 'host', 'tracked'];
const EDGE_KEYS = ['from', 'to', 'source', 'target', 'value'];
const KINDS = ['create', 'server', 'boot', 'component', 'milestone'] as const satisfies readonly TaskKind[];

/**
 * The JSON form: `{format: makespan-graph/1, nodes: [{id, duration, …}], edges: [{from, to, value}]}`, edges in the way
 * time runs. `links` with `source` and `target`, as d3 and networkx write them, are taken as well.
 */
export function readNodeList(
  document: DocumentNode,
  reader: NodeReader,
  diagnostics: DiagnosticList<GraphCode>,
): GraphDraft {
  const root = reader.fields(document, 'the graph', KEYS);
  if (!root) return { nodes: new Map(), edges: [] };
  const version = root.get('format');
  if (version && !(version.kind === 'scalar' && version.text === 'makespan-graph/1')) {
    const found = version.kind === 'scalar' ? quote(version.text) : `a ${version.kind}`;
    diagnostics.add('unknown-version', `the format is ${found}, expected 'makespan-graph/1'`, version.span);
  }
  const nodes = readNodes(root.get('nodes'), reader, diagnostics);
  const edges = ['edges', 'links'].flatMap((key) => listOf(root.get(key), `'${key}'`, reader));
  return { nodes, edges: edges.flatMap((edge) => readEdge(edge, nodes, reader) ?? []) };
}

function listOf(node: DocumentNode | undefined, what: string, reader: NodeReader): readonly DocumentNode[] {
  if (!node || isEmpty(node)) return [];
  return node.kind === 'sequence' ? node.items : (reader.wrongType(node, what, 'a list') ?? []);
}

/** A list of names or of mappings with an `id`, or a mapping from names to the rest. */
function readNodes(
  node: DocumentNode | undefined,
  reader: NodeReader,
  diagnostics: DiagnosticList<GraphCode>,
): ReadonlyMap<string, NodeDraft> {
  const nodes = new Map<string, NodeDraft>();
  const add = (id: ScalarNode | null, body: MappingNode | null): void => {
    if (!id) return;
    const known = nodes.get(id.text);
    if (!known) nodes.set(id.text, nodeOf(id, body, reader));
    else {
      const related = [{ message: 'the first is here', span: known.span }];
      diagnostics.add('duplicate-name', `two nodes are called ${quote(id.text)}`, id.span, { related });
    }
  };
  if (node?.kind === 'mapping')
    for (const { key, value } of node.entries)
      add(reader.text(key, 'a node', 'a name'), isEmpty(value) ? null : reader.fields(value, 'a node', NODE_KEYS));
  else
    for (const item of listOf(node, "'nodes'", reader)) {
      if (item.kind === 'scalar') add(reader.text(item, 'a node', 'a name'), null);
      else {
        const body = reader.fields(item, 'a node', NODE_KEYS);
        if (body && !body.has('id')) diagnostics.add('missing-key', "a node has no 'id'", item.span);
        add(reader.text(body?.get('id'), "'id'", 'a name'), body);
      }
    }
  return nodes;
}

function nodeOf(id: ScalarNode, body: MappingNode | null, reader: NodeReader): NodeDraft {
  const tracked = body?.get('tracked');
  return {
    id: id.text,
    type: reader.text(body?.get('type'), "'type'", "a type's name")?.text ?? 'task',
    kind: reader.choice(body?.get('kind'), "'kind'", KINDS) ?? 'create',
    host: reader.text(body?.get('host'), "'host'", "a machine's name")?.text ?? null,
    duration: reader.duration(body?.get('duration'), "'duration'"),
    tracked: tracked ? reader.flag(tracked, "'tracked'") : true,
    span: id.span,
  };
}

function readEdge(item: DocumentNode, nodes: ReadonlyMap<string, NodeDraft>, reader: NodeReader): EdgeDraft | null {
  const body = item.kind === 'sequence' ? null : reader.fields(item, 'an edge', EDGE_KEYS);
  const [from, to] =
    item.kind === 'sequence'
      ? [item.items[0], item.items[1]]
      : [body?.get('from') ?? body?.get('source'), body?.get('to') ?? body?.get('target')];
  const ends = [from, to].map((end, index) => {
    const key = index === 0 ? 'from' : 'to';
    if (!end && (body || item.kind === 'sequence'))
      reader.diagnostics.add('missing-key', `an edge has no '${key}'`, item.span);
    const scalar = reader.text(end, `'${key}'`, 'the name of a node');
    if (!scalar || nodes.has(scalar.text)) return scalar?.text ?? null;
    const hint = reader.suggester.didYouMean(scalar.text, nodes.keys());
    reader.diagnostics.add('unknown-name', `${quote(scalar.text)} is not a node${hint}`, scalar.span);
    return null;
  });
  const value = reader.text(body?.get('value'), "'value'", "a value's name")?.text ?? null;
  const [prerequisite, dependent] = ends;
  if (prerequisite == null || dependent == null) return null;
  return { prerequisite, dependent, value, span: item.span };
}
