import type { Span } from '../../model/span.ts';
import { type Maybe, unknown } from '../../model/unknown.ts';
import type { DiagnosticList } from '../diagnostic-list.ts';
import type { DocumentNode, MappingNode } from '../document/node.ts';
import { isEmpty, type NodeReader, quote } from '../native/node-reader.ts';
import type { TaskflowCode } from './codes.ts';
import type { Item } from './flow-tree.ts';
import { FlowReader } from './read-flow.ts';

export const VERSION = '1';

/** A whole document: the flow, and what the engine is given beside it. */
export interface FlowDocument {
  readonly root: Item | null;
  /** Names of the values that the engine is given. */
  readonly store: ReadonlySet<string>;
  /** How many tasks run at once; null when the document does not say which engine runs it. */
  readonly workers: Maybe<number> | null;
  readonly hostCapacities: ReadonlyMap<string, number>;
  readonly span: Span;
}

const KEYS = ['format', 'engine', 'store', 'hosts', 'flow'];

/** The declarative shape: `schemas/taskflow.schema.json`. */
export function readFlowDocument(
  document: DocumentNode,
  reader: NodeReader,
  diagnostics: DiagnosticList<TaskflowCode>,
): FlowDocument | null {
  const root = reader.fields(document, 'the document', KEYS);
  if (!root) return null;
  checkVersion(root, reader);
  const body = root.get('flow');
  if (!body) diagnostics.add('missing-key', "the document has no 'flow'", root.entries[0]?.key.span ?? root.span);
  return {
    root: body ? new FlowReader(reader, diagnostics).root(body) : null,
    store: new Set(readStore(root.get('store'), reader)),
    workers: readWorkers(root.get('engine'), reader),
    hostCapacities: readHosts(root.get('hosts'), reader),
    span: root.span,
  };
}

function checkVersion(root: MappingNode, { diagnostics }: NodeReader): void {
  const version = root.get('format');
  if (version?.kind === 'scalar' && version.text === `taskflow/${VERSION}`) return;
  const found = version
    ? `the format is ${version.kind === 'scalar' ? quote(version.text) : `a ${version.kind}`}`
    : "the key 'format' is missing";
  const at = version?.span ?? root.entries[0]?.key.span ?? root.span;
  diagnostics.add('unknown-version', `${found}, expected 'format: taskflow/${VERSION}'`, at);
}

/** Names suffice, so a list will do. */
export function readStore(node: DocumentNode | undefined, reader: NodeReader): readonly string[] {
  if (!node || isEmpty(node)) return [];
  if (node.kind === 'mapping') return node.entries.map(({ key }) => key.text);
  if (node.kind === 'scalar') return reader.wrongType(node, "'store'", 'a mapping from symbols to values') ?? [];
  return node.items.flatMap((item) => reader.text(item, "'store'", 'the name of a symbol')?.text ?? []);
}

/** A parallel engine without a number takes futurist's default, five times the CPUs of a machine nobody named. */
function readWorkers(node: DocumentNode | undefined, reader: NodeReader): Maybe<number> | null {
  if (!node || isEmpty(node)) return null;
  const body = reader.fields(node, "'engine'", ['kind', 'workers']);
  const kind = reader.choice(body?.get('kind'), "'kind'", ['serial', 'parallel'] as const) ?? 'parallel';
  const given = reader.count(body?.get('workers'), "'workers'");
  if (kind !== 'serial') return given ?? unknown('workers: five times the CPUs of the machine that runs it', node.span);
  if (given !== null && given > 1) {
    const message = 'a serial engine runs one task at a time whatever its workers';
    reader.diagnostics.add('useless-key', message, body!.entry('workers')!.key.span);
  }
  return 1;
}

function readHosts(node: DocumentNode | undefined, reader: NodeReader): ReadonlyMap<string, number> {
  const capacities = new Map<string, number>();
  if (!node || isEmpty(node)) return capacities;
  if (node.kind !== 'mapping') {
    reader.wrongType(node, "'hosts'", 'a mapping from labels to what they hold');
    return capacities;
  }
  for (const { key, value } of node.entries) {
    const body = isEmpty(value) ? null : reader.fields(value, `the host ${quote(key.text)}`, ['capacity']);
    const capacity = reader.count(body?.get('capacity'), "'capacity'");
    if (capacity !== null) capacities.set(key.text, capacity);
  }
  return capacities;
}
