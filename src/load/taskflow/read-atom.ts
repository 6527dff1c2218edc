import type { RetryRule } from '../../model/deployment.ts';
import { unknown } from '../../model/unknown.ts';
import type { DocumentNode, MappingNode } from '../document/node.ts';
import { isEmpty } from '../native/node-reader.ts';
import type { Atom, Provided } from './flow-tree.ts';
import { readArguments, readRevertArguments } from './read-arguments.ts';
import type { FlowReader } from './read-flow.ts';

const ATOM_KEYS = [
  'requires',
  'revert_requires',
  'optional',
  'rebind',
  'arguments',
  'auto_extract',
  'provides',
  'inject',
];

export const TASK_KEYS = ['task', 'type', ...ATOM_KEYS, 'returns', 'duration', 'revert_duration', 'priority', 'host'];

export const RETRY_KEYS = ['name', 'strategy', 'attempts', 'values', 'on_exhausted', 'defer_reverts', ...ATOM_KEYS];

const STRATEGIES = ['times', 'for_each', 'parameterized_for_each', 'always_revert', 'always_revert_all'] as const;

interface AtomShape {
  readonly kind: Atom['kind'];
  /** The key that holds its name, and the name when there is none. */
  readonly key: string;
  readonly fallback: string | null;
}

export function readAtom(body: MappingNode, { kind, key, fallback }: AtomShape, flows: FlowReader): Atom | null {
  const { reader } = flows;
  const given = body.get(key);
  const scalar = given || fallback === null ? flows.name(given, `a ${kind}`, body) : null;
  const name = scalar?.text ?? (given ? null : fallback);
  if (name === null) return null;
  const strategy = reader.choice(body.get('strategy'), "'strategy'", STRATEGIES) ?? 'times';
  const ownArgs = kind === 'retry' && strategy === 'parameterized_for_each' ? ['values'] : [];
  const place = { name, ownArgs, flows };
  return {
    kind,
    name,
    type: reader.text(body.get('type'), "'type'", "a class's name")?.text ?? (kind === 'retry' ? strategy : 'task'),
    args: readArguments(body, place),
    revertArgs: readRevertArguments(body, place),
    provides: readProvides(body, flows),
    injected: new Set(readInjected(body.get('inject'), flows)),
    duration: reader.duration(body.get('duration'), "'duration'"),
    undoDuration: reader.duration(body.get('revert_duration'), "'revert_duration'"),
    priority: readPriority(body.get('priority'), flows),
    retry: kind === 'retry' ? readRetry(body, strategy, flows) : null,
    host: reader.text(body.get('host'), "'host'", "a machine's label")?.text ?? null,
    span: (scalar ?? body.entries[0]?.key ?? body).span,
  };
}

/** `times` tries so often (once unless it says otherwise), `for_each` once with each value. */
function readRetry(body: MappingNode, strategy: (typeof STRATEGIES)[number], { reader }: FlowReader): RetryRule {
  const attempts = reader.count(body.get('attempts'), "'attempts'");
  const values = body.get('values');
  const onExhausted = reader.choice(body.get('on_exhausted'), "'on_exhausted'", ['revert', 'revert_all'] as const);
  const all = strategy === 'always_revert_all' || onExhausted === 'revert_all';
  return { attempts: attemptsOf(), onExhausted: all ? 'revert-all' : 'revert' };

  function attemptsOf(): RetryRule['attempts'] {
    if (strategy === 'times') return attempts ?? 1;
    if (strategy === 'always_revert' || strategy === 'always_revert_all') return 1;
    if (values?.kind === 'sequence' || values?.kind === 'mapping') {
      return Math.max(1, values.kind === 'sequence' ? values.items.length : values.entries.length);
    }
    return unknown('the values to try come from elsewhere', body.span);
  }
}

function readPriority(node: DocumentNode | undefined, { reader }: FlowReader): number {
  if (!node) return 0;
  const value = node.kind === 'scalar' ? node.value : null;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  reader.wrongType(node, "'priority'", 'a number');
  return 0;
}

function readInjected(node: DocumentNode | undefined, { reader }: FlowReader): readonly string[] {
  if (!node || isEmpty(node)) return [];
  if (node.kind === 'mapping') return node.entries.map(({ key }) => key.text);
  return reader.list(node).flatMap((item) => reader.text(item, "'inject'", 'the name of a symbol')?.text ?? []);
}

/** A text is the whole result, a list its items by position, a mapping its items by key. */
function readProvides(body: MappingNode, { reader }: FlowReader): readonly Provided[] {
  const node = body.get('provides');
  if (!node || isEmpty(node)) return [];
  if (node.kind === 'mapping')
    return node.entries.map(({ key }) => ({ symbol: key.text, isReturned: true, index: null, span: key.span }));
  const returned = returnedCount(body.get('returns'), reader);
  const isWhole = node.kind === 'scalar';
  const seen = new Map<string, Provided>();
  reader.list(node).forEach((item, index) => {
    const scalar = reader.text(item, "'provides'", 'the name of a symbol');
    if (!scalar) return;
    const isReturned = isWhole || index < returned;
    seen.set(scalar.text, { symbol: scalar.text, isReturned, index: isWhole ? null : index, span: scalar.span });
  });
  return [...seen.values()];
}

/** How many results a task hands back; `none` or 0 is Python's None. */
function returnedCount(node: DocumentNode | undefined, reader: FlowReader['reader']): number {
  if (!node) return Number.POSITIVE_INFINITY;
  if (node.kind === 'scalar' && (node.value === 0 || node.value === null || node.text === 'none')) return 0;
  return reader.count(node, "'returns'") ?? Number.POSITIVE_INFINITY;
}
