import { type DocumentNode, type MappingEntry, MappingNode, type ScalarNode, SequenceNode } from '../document/node.ts';
import { callOf, listArguments, mappingOf, textOf } from './call.ts';
import type { Session } from './session.ts';

/** What a loop may run over: lists of the template, of a parameter's default or choice, of a mapping. */
export interface LoopContext {
  readonly parameters: ReadonlyMap<string, MappingEntry>;
  readonly mappings: MappingNode | null;
  readonly session: Session;
}

const PREFIX = 'Fn::ForEach::';

/** How deep loops may stand in one another. Source: five nested loops are allowed, by the user guide. */
const DEEPEST_LOOP = 5;

/**
 * The mapping with every `Fn::ForEach` replaced by what it makes: the body once for each item, the identifier
 * replaced where it stands as `${Identifier}` or `&{Identifier}`, or in a `Ref`. A loop whose collection the template
 * does not decide makes nothing, which is said.
 */
export function expandLoops(node: MappingNode, context: LoopContext): MappingNode {
  return expandMapping(node, context, 0);
}

function expand(node: DocumentNode, context: LoopContext, depth: number): DocumentNode {
  if (node.kind === 'scalar') return node;
  if (node.kind === 'mapping') return expandMapping(node, context, depth);
  const items = node.items.map((item) => expand(item, context, depth));
  return items.every((item, index) => item === node.items[index]) ? node : new SequenceNode(node.source, node, items);
}

function expandMapping(node: MappingNode, context: LoopContext, depth: number): MappingNode {
  let isSame = true;
  const entries = new Map<string, MappingEntry>();
  for (const entry of node.entries) {
    if (entry.key.text.startsWith(PREFIX)) {
      isSame = false;
      for (const made of loopEntries(entry, context, depth + 1)) entries.set(made.key.text, made);
      continue;
    }
    const value = expand(entry.value, context, depth);
    if (value !== entry.value) isSame = false;
    entries.set(entry.key.text, value === entry.value ? entry : { key: entry.key, value });
  }
  return isSame ? node : new MappingNode(node.source, node, [...entries.values()]);
}

function loopEntries({ key, value }: MappingEntry, context: LoopContext, depth: number): readonly MappingEntry[] {
  const { session } = context;
  const [identifier, collection, body] = listArguments(value) ?? [];
  const name = textOf(identifier);
  if (name === null || !collection || body?.kind !== 'mapping' || depth > DEEPEST_LOOP) {
    const message = `'${key.text}' takes [identifier, collection, body]; at most ${DEEPEST_LOOP} stand in one another`;
    session.say('cfn-function-arguments', message, key.span);
    return [];
  }
  const items = itemsOf(collection, context);
  if (items === null || !session.takeRoom(items.length)) {
    const message = `'${key.text}' runs over what the template does not decide; what it makes is not known here`;
    session.say('cfn-unexpanded-loop', message, collection.span);
    session.note(`what the loop '${key.text}' makes`, collection.span);
    return [];
  }
  return items.flatMap((item) => {
    const replaced = substitute(body, name, item);
    return replaced.kind === 'mapping' ? expandMapping(replaced, context, depth).entries : [];
  });
}

function itemsOf(node: DocumentNode, context: LoopContext): readonly string[] | null {
  const call = callOf(node);
  if (!call) {
    const items = listArguments(node)?.map((item) => {
      const inner = callOf(item);
      return inner?.name === 'Ref' ? parameterText(textOf(inner.argument), context) : textOf(item);
    });
    return items?.every((item): item is string => item !== null) ? items : null;
  }
  if (call.name === 'Ref') {
    const text = parameterText(textOf(call.argument), context);
    return text === null ? null : text.split(',').map((item) => item.trim());
  }
  if (call.name !== 'Fn::FindInMap') return null;
  let found: DocumentNode | undefined = context.mappings ?? undefined;
  for (const step of listArguments(call.argument)?.slice(0, 3) ?? []) {
    const key = textOf(step);
    found = key === null ? undefined : mappingOf(found)?.get(key);
  }
  return found ? itemsOf(found, { ...context, mappings: null }) : null;
}

/** The chosen value of a parameter, else its default; null for what only the service knows. */
function parameterText(name: string | null, { parameters, session }: LoopContext): string | null {
  if (name === null) return null;
  const schema = mappingOf(parameters.get(name)?.value);
  const chosen = session.input.options.parameters?.get(name) ?? textOf(schema?.get('Default'));
  return textOf(schema?.get('Type'))?.startsWith('AWS::SSM::') ? null : chosen;
}

function substitute(node: DocumentNode, identifier: string, item: string): DocumentNode {
  const inText = (text: string): string =>
    text.replaceAll(`\${${identifier}}`, item).replaceAll(`&{${identifier}}`, item.replace(/[^A-Za-z0-9]/g, ''));
  const visit = (at: DocumentNode): DocumentNode => {
    const call = callOf(at);
    if (call?.name === 'Ref' && textOf(call.argument) === identifier && call.argument.kind === 'scalar')
      return call.argument.withText(item);
    if (at.kind === 'scalar') return scalar(at);
    if (at.kind === 'sequence') return new SequenceNode(at.source, at, at.items.map(visit));
    const entries = at.entries.map(({ key, value }) => ({ key: scalar(key), value: visit(value) }));
    return new MappingNode(at.source, at, entries);
  };
  const scalar = (at: ScalarNode): ScalarNode => {
    const text = inText(at.text);
    return text === at.text ? at : at.withText(text);
  };
  return visit(node);
}
