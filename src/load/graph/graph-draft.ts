import { DeploymentBuilder, isReservedName, ROOT } from '../../model/builder.ts';
import type { Deployment, Reason, TaskKind } from '../../model/deployment.ts';
import type { Duration } from '../../model/durations/duration.ts';
import type { Span } from '../../model/span.ts';
import type { DiagnosticList } from '../diagnostic-list.ts';
import { quote } from '../native/node-reader.ts';
import type { GraphCode } from './codes.ts';

export interface NodeDraft {
  readonly id: string;
  readonly type: string;
  readonly kind: TaskKind;
  /** The machine or cluster it belongs to. */
  readonly host: string | null;
  readonly duration: Duration | null;
  readonly tracked: boolean;
  readonly span: Span;
}

export interface EdgeDraft {
  readonly prerequisite: string;
  readonly dependent: string;
  /** The value that passes, where the graph says so. */
  readonly value: string | null;
  readonly span: Span;
}

/** A plain graph as it was read: nodes by id, in the order of the text. */
export interface GraphDraft {
  readonly nodes: ReadonlyMap<string, NodeDraft>;
  readonly edges: readonly EdgeDraft[];
}

/** States a plain graph: a node is a task, a cluster a machine; an edge is an order, or a value that passes. */
export function emitGraph(
  { nodes, edges }: GraphDraft,
  file: string,
  diagnostics: DiagnosticList<GraphCode>,
): Deployment {
  const builder = new DeploymentBuilder({ file, format: 'graph', version: '1' });
  const hosts = addHosts(nodes, builder);
  for (const { id, type, kind, host, duration, tracked, span } of nodes.values()) {
    if (isReservedName(id)) {
      diagnostics.add('reserved-name', `${quote(id)} is a reserved name, choose another`, span);
      continue;
    }
    const group = host === null ? ROOT : hosts.get(host)!;
    builder.addResource({ id, name: id, type, stack: ROOT, when: null, span });
    builder.addTask({ id, type, kind, group, resource: id, duration, tracked, span });
  }
  const seen = new Set<string>();
  for (const edge of edges) {
    // The same arrow again says nothing more.
    const key = JSON.stringify([edge.prerequisite, edge.dependent, edge.value]);
    if (!seen.has(key)) addEdge(edge, builder, diagnostics);
    seen.add(key);
  }
  return builder.build();
}

/** A label that is also a node's name gets a sign: both would be groups. */
function addHosts(nodes: ReadonlyMap<string, NodeDraft>, builder: DeploymentBuilder): ReadonlyMap<string, string> {
  const hosts = new Map<string, string>();
  for (const { host, span } of nodes.values()) {
    if (host === null || hosts.has(host)) continue;
    let id = host === '' ? '#' : host;
    while (nodes.has(id) || builder.hasGroup(id)) id = `${id}#`;
    hosts.set(host, id);
    builder.addGroup({ id, kind: 'host', parent: ROOT, host: { order: 'free', capacity: null }, span });
  }
  return hosts;
}

function addEdge(edge: EdgeDraft, builder: DeploymentBuilder, diagnostics: DiagnosticList<GraphCode>): void {
  const { prerequisite, dependent, value, span } = edge;
  if (!builder.hasTask(prerequisite) || !builder.hasTask(dependent)) return;
  if (prerequisite === dependent) {
    diagnostics.add('self-dependency', `${quote(dependent)} is ordered after itself`, span);
    return;
  }
  const passed = value === null ? null : { provided: value, consumed: value };
  const why: Reason = { kind: passed ? 'value' : 'explicit', via: 'edge', span, value: passed, when: null };
  if (passed) {
    builder.addProvided({ task: prerequisite, name: passed.provided, span });
    builder.addConsumed({ task: dependent, name: passed.consumed, span });
  }
  builder.addDependency(prerequisite, dependent, why);
  builder.addResourceDependency(prerequisite, dependent, why);
}
