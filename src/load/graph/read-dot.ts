import type { TaskKind } from '../../model/deployment.ts';
import type { Duration } from '../../model/durations/duration.ts';
import { parseDuration } from '../../model/durations/parse-duration.ts';
import type { DiagnosticList } from '../diagnostic-list.ts';
import type { SourceText } from '../document/source-text.ts';
import type { GraphCode } from './codes.ts';
import type { EdgeDraft, GraphDraft, NodeDraft } from './graph-draft.ts';
import { type DotEdge, type DotGraph, type DotNode, parseDot } from './parse-dot.ts';

/**
 * A graph in DOT. A node's `duration` is its time, its `host` or its cluster the machine; what TaskFlow prints as the
 * ends of a flow, and Terraform as variables, outputs and providers, takes no time.
 */
export function readDot(source: SourceText, diagnostics: DiagnosticList<GraphCode>): GraphDraft {
  const graph = parseDot(source, diagnostics);
  const isBackward = pointsToPrerequisites(graph);
  if (isBackward) {
    const message = 'the arrows are read as pointing to what is needed first, as Terraform draws them';
    diagnostics.add('arrows-to-prerequisites', message, source.firstCharacter);
  }
  const names = namesOf(graph);
  const nodes = new Map<string, NodeDraft>();
  for (const node of graph.nodes.values()) {
    const draft = nodeOf(node, { id: names.get(node.id)!, isTerraform: isBackward, diagnostics });
    nodes.set(draft.id, draft);
  }
  const edges = graph.edges.flatMap((edge) => {
    const [first, second] = isBackward ? [edge.to, edge.from] : [edge.from, edge.to];
    const ends = { prerequisite: names.get(first)!, dependent: names.get(second)!, span: edge.span };
    const isAmongTasks = [ends.prerequisite, ends.dependent].every((id) => nodes.get(id)?.kind !== 'milestone');
    return valuesOf(edge, isAmongTasks).map((value): EdgeDraft => ({ ...ends, value }));
  });
  return { nodes, edges };
}

/** `value`, or the set of symbols that TaskFlow prints as Python does: `reasons="{'x1', 'x2'}"`. Null is pure order. */
function valuesOf({ attributes }: DotEdge, isAmongTasks: boolean): readonly (string | null)[] {
  const value = attributes.get('value');
  if (value !== undefined) return [value];
  const reasons = isAmongTasks ? (attributes.get('reasons') ?? '') : '';
  const symbols = [...reasons.matchAll(/'([^']*)'/g)].map((match) => match[1]!);
  return symbols.length > 0 ? symbols : [null];
}

/**
 * Terraform's arrows lead from the dependent to its prerequisite. Its graphs are told by their own attributes: `rankdir
 * = "RL"` since 1.7, `compound` with `newrank` before. `dependencies` in the graph decides otherwise.
 */
function pointsToPrerequisites({ attributes }: DotGraph): boolean {
  const said = attributes.get('dependencies');
  if (said !== undefined) return said === 'backward';
  return attributes.get('rankdir') === 'RL' || (attributes.get('compound') === 'true' && attributes.has('newrank'));
}

/** `[root] aws_instance.web (expand)` is `aws_instance.web`, TaskFlow's `a1==1.0` is `a1`: unless that is another node. */
function namesOf({ nodes }: DotGraph): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  const taken = new Set(nodes.keys());
  for (const [id, { attributes }] of nodes) {
    const isAtom = attributes.get('kind') === 'task' || attributes.get('kind') === 'retry';
    const short = (isAtom ? /^(.*)==\d+\.\d+$/ : /^\[root\] (.*?)(?: \(expand\))?$/).exec(id)?.[1] ?? id;
    const name = short !== id && !taken.has(short) && short !== '' ? short : id;
    taken.add(name);
    names.set(id, name);
  }
  return names;
}

interface Reading {
  readonly id: string;
  readonly isTerraform: boolean;
  readonly diagnostics: DiagnosticList<GraphCode>;
}

function nodeOf({ attributes, cluster, span }: DotNode, { id, isTerraform, diagnostics }: Reading): NodeDraft {
  const said = attributes.get('duration');
  const label = cluster?.attributes.get('label') ?? cluster?.id.replace(/^cluster_?/, '') ?? null;
  const type = attributes.get('type') ?? (isTerraform ? terraformType(id) : (attributes.get('kind') ?? 'task'));
  return {
    id,
    type,
    kind: kindOf(attributes, isTerraform ? type : null),
    host: attributes.get('host') ?? label,
    duration: said === undefined ? null : durationOf(said, { id, span, diagnostics }),
    tracked: attributes.get('tracked') !== 'false',
    span,
  };
}

function durationOf(
  text: string,
  { id, span, diagnostics }: Pick<NodeDraft, 'id' | 'span'> & Pick<Reading, 'diagnostics'>,
): Duration | null {
  const parsed = parseDuration(text);
  if (parsed.ok) return parsed.duration;
  diagnostics.add('bad-duration', `the duration of '${id.slice(0, 60)}': ${parsed.message}`, span);
  return null;
}

/** What exists only to order other things. */
function kindOf(attributes: ReadonlyMap<string, string>, terraform: string | null): TaskKind {
  const kind = attributes.get('kind');
  if (kind === 'flow' || kind === 'flow_end' || kind === 'milestone' || attributes.get('noop') === 'True')
    return 'milestone';
  return terraform !== null && TERRAFORM_TIMELESS.has(terraform) ? 'milestone' : 'create';
}

const TERRAFORM_TIMELESS = new Set(['var', 'output', 'local', 'provider', 'root', 'meta']);

/** `module.net.aws_subnet.a` is an `aws_subnet`; a data source keeps its `data`. */
function terraformType(id: string): string {
  if (/^provider[[.]/.test(id)) return 'provider';
  const [first = 'task', second] = id.replace(/^(?:module\.[^.]+\.)+/, '').split('.');
  return first === 'data' && second !== undefined ? `data.${second}` : first;
}
