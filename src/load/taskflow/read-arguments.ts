import type { Span } from '../../model/span.ts';
import type { DocumentNode, MappingNode } from '../document/node.ts';
import { isEmpty } from '../native/node-reader.ts';
import type { Argument } from './flow-tree.ts';
import type { FlowReader } from './read-flow.ts';

interface Place {
  readonly name: string;
  /** What the class itself takes, such as the values of a ParameterizedForEach. */
  readonly ownArgs: readonly string[];
  readonly flows: FlowReader;
}

interface Bound {
  readonly symbol: string;
  readonly span: Span;
}

/**
 * What `execute()` takes and from which symbol, as `_build_arg_mapping` of TaskFlow's atom.py puts it together: its own
 * parameters (`arguments`) one to one, then `requires`, then `rebind` by name or by position. Binding an optional
 * argument makes it required. Without `arguments` it is taken to accept anything (`**kwargs`).
 */
export function readArguments(body: MappingNode, { name, ownArgs, flows }: Place): readonly Argument[] {
  const { reader, diagnostics } = flows;
  const own = [...pairs(body.get('arguments'), "'arguments'", flows).keys()];
  const optional = pairs(body.get('optional'), "'optional'", flows);
  const isInferred = !body.has('auto_extract') || reader.flag(body.get('auto_extract'), "'auto_extract'");
  const positional = [...own, ...ownArgs].filter((argument) => !optional.has(argument));
  const required = new Map<string, Bound>();
  if (isInferred) for (const argument of positional) required.set(argument, { symbol: argument, span: body.span });
  for (const [argument, bound] of pairs(body.get('arguments'), "'arguments'", flows))
    if (required.has(argument)) required.set(argument, bound);
  for (const [argument, bound] of pairs(body.get('requires'), "'requires'", flows)) required.set(argument, bound);
  for (const [argument, bound] of rebound(body.get('rebind'), positional, flows)) required.set(argument, bound);
  const at = body.entries[0]?.key.span ?? body.span;
  const accepted = new Set([...own, ...ownArgs, ...optional.keys()]);
  const extra = [...required.keys()].filter((argument) => body.has('arguments') && !accepted.has(argument));
  const missing = positional.filter((argument) => !required.has(argument));
  for (const [found, list] of [
    ['Extra', extra],
    ['Missing', missing],
  ] as const) {
    if (list.length === 0) continue;
    const listed = list.map((argument) => `'${argument}'`).join(', ');
    const what = found === 'Extra' ? `takes no ${listed}` : `is not given ${listed}`;
    const engine = `ValueError: ${found} arguments for atom ${name}: [${listed}]`.replace(
      'Extra arguments for',
      'Extra arguments given to',
    );
    diagnostics.add('bad-arguments', `'${name}' ${what} (${engine})`, at);
  }
  const needed = [...required].map(([argument, { symbol, span }]) => ({
    name: argument,
    symbol,
    isOptional: false,
    span,
  }));
  const others = [...optional]
    .filter(([argument]) => isInferred && !required.has(argument))
    .map(([argument, { symbol, span }]) => ({ name: argument, symbol, isOptional: true, span }));
  return [...needed, ...others];
}

/**
 * What `revert()` takes: its own parameters (`revert_requires`), then all that the constructor is told of `execute()`,
 * for TaskFlow's own `revert(*args, **kwargs)` accepts anything. A mapping says all of it.
 */
export function readRevertArguments(body: MappingNode, { name, flows }: Place): readonly Argument[] {
  const { reader, diagnostics } = flows;
  const given = body.get('revert_requires');
  const own = pairs(given, "'revert_requires'", flows);
  const isInferred = !body.has('auto_extract') || reader.flag(body.get('auto_extract'), "'auto_extract'");
  const required = new Map<string, Bound>(isInferred || given?.kind === 'mapping' ? own : []);
  if (given?.kind !== 'mapping') {
    if (body.get('arguments')?.kind === 'mapping')
      for (const [argument, bound] of pairs(body.get('arguments'), "'arguments'", flows)) required.set(argument, bound);
    for (const [argument, bound] of pairs(body.get('requires'), "'requires'", flows)) required.set(argument, bound);
    const positional = [...own.keys()];
    for (const [argument, bound] of rebound(body.get('rebind'), positional, flows)) required.set(argument, bound);
  }
  const missing = [...own.keys()].filter((argument) => !required.has(argument)).map((argument) => `'${argument}'`);
  if (missing.length > 0) {
    const engine = `ValueError: Missing arguments for atom ${name}: [${missing.join(', ')}]`;
    const what = `'revert()' of '${name}' is not given ${missing.join(', ')}`;
    diagnostics.add('bad-arguments', `${what} (${engine})`, given!.span);
  }
  return [...required].map(([argument, { symbol, span }]) => ({ name: argument, symbol, isOptional: false, span }));
}

/** A mapping binds arguments to symbols; a list or a single name binds each to itself. */
function pairs(node: DocumentNode | undefined, what: string, { reader }: FlowReader): ReadonlyMap<string, Bound> {
  const found = new Map<string, Bound>();
  if (!node || isEmpty(node)) return found;
  if (node.kind === 'mapping') {
    for (const { key, value } of node.entries) {
      const symbol = reader.text(value, what, 'the name of a symbol');
      if (symbol) found.set(key.text, { symbol: symbol.text, span: symbol.span });
    }
    return found;
  }
  for (const item of reader.list(node)) {
    const symbol = reader.text(item, what, 'the name of a symbol');
    if (symbol) found.set(symbol.text, { symbol: symbol.text, span: symbol.span });
  }
  return found;
}

/** A list binds the required arguments by position; what is too much binds to itself. */
function rebound(
  node: DocumentNode | undefined,
  positional: readonly string[],
  flows: FlowReader,
): ReadonlyMap<string, Bound> {
  if (node?.kind !== 'sequence') return pairs(node, "'rebind'", flows);
  const symbols = node.items.flatMap((item) => flows.reader.text(item, "'rebind'", 'the name of a symbol') ?? []);
  return new Map(symbols.map(({ text, span }, index) => [positional[index] ?? text, { symbol: text, span }]));
}
