import { isUnknown } from '../../../model/unknown.ts';
import { toText, unknownIn } from '../../datum.ts';
import { type DocumentNode, ScalarNode } from '../../document/node.ts';
import { SourceText } from '../../document/source-text.ts';
import { resolvePath } from '../../paths.ts';
import type { Piece } from '../../script/script-text.ts';
import { branchesOf } from '../branches.ts';
import { type Call, callOf, isIf, listArguments, mapArgument } from '../call.ts';
import type { Emission } from '../emit/emission.ts';
import { type Source, sourcesOf } from '../emit/sources.ts';
import { evaluate } from '../evaluate.ts';
import { replaceKeys } from '../functions.ts';
import type { Origin, Scope } from '../scope.ts';

/** The text of a script as the template makes it, through `str_replace`, `list_join`, `get_file` and parameters. */
export function renderText({ node, scope }: Origin, emission: Emission): readonly Piece<Source>[] {
  if (node.kind === 'scalar') return literal(node, scope);
  const call = callOf(node, scope.dialect);
  if (!call) return [gap('a part of the script is data, not text', node)];
  if (isIf(call)) {
    const branches = branchesOf(call, scope);
    if (branches.length > 1) return [gap('a condition decides a part of the script', node)];
    return branches[0] ? renderText({ node: branches[0].node, scope }, emission) : [];
  }
  return renderCall(call, scope, emission);
}

function renderCall(call: Call, scope: Scope, emission: Emission): readonly Piece<Source>[] {
  const items = listArguments(call.argument);
  switch (call.name) {
    case 'str_replace':
    case 'str_replace_strict':
    case 'str_replace_vstrict':
      return replaced(
        mapArgument(call.argument, 'template'),
        mapArgument(call.argument, 'params'),
        call,
        scope,
        emission,
      );
    case 'Fn::Replace':
      return replaced(items?.[1], items?.[0], call, scope, emission);
    case 'list_join':
    case 'Fn::Join':
      return joined(call, scope, emission);
    case 'Fn::Base64':
      return renderText({ node: call.argument, scope }, emission);
    case 'get_file':
      return fileText(call, scope);
    case 'get_attr':
    case 'Fn::GetAtt':
    case 'get_resource':
      return references(call, scope, emission);
    case 'Ref':
    case 'get_param':
      return parameterOrReference(call, scope, emission);
    default:
      return evaluated(call.node, scope);
  }
}

function literal(node: ScalarNode, scope: Scope): readonly Piece<Source>[] {
  const text = typeof node.value === 'string' ? node.text : toText(node.value);
  if (!scope.index) return [{ kind: 'text', text, node, start: 0 }];
  const { variable, value } = scope.index;
  return replaceKeys<Piece<Source>>(text, [variable], {
    text: (part, start) => ({ kind: 'text', text: part, node, start }),
    key: () => ({ kind: 'text', text: value, node: null, start: 0 }),
  });
}

function gap(cause: string, node: DocumentNode): Piece<Source> {
  return { kind: 'gap', cause, span: node.span };
}

function replaced(
  template: DocumentNode | undefined,
  params: DocumentNode | undefined,
  call: Call,
  scope: Scope,
  emission: Emission,
): readonly Piece<Source>[] {
  if (!template || params?.kind !== 'mapping' || callOf(params, scope.dialect)) return evaluated(call.node, scope);
  const values = new Map(params.entries.map(({ key, value }) => [key.text, value]));
  const keys = [...values.keys()];
  // Rendered once, however often the template uses it: nested replacements would double the work at every level.
  const rendered = new Map<string, readonly Piece<Source>[]>();
  const valueOfKey = (key: string): readonly Piece<Source>[] => {
    const known = rendered.get(key) ?? renderText({ node: values.get(key)!, scope }, emission);
    rendered.set(key, known);
    return known;
  };
  const pieces: Piece<Source>[] = [];
  for (const piece of renderText({ node: template, scope }, emission)) {
    if (piece.kind !== 'text') {
      pieces.push(piece);
      continue;
    }
    const parts = replaceKeys<readonly Piece<Source>[]>(piece.text, keys, {
      text: (text, start) => [{ ...piece, text, start: piece.start + start }],
      key: valueOfKey,
    });
    for (const part of parts) {
      if (pieces.length + part.length > MOST_PIECES) return [gap('the script is made of too many pieces', call.node)];
      pieces.push(...part);
    }
  }
  return pieces;
}

/** A script of more pieces than this is not put together. */
const MOST_PIECES = 20_000;

function joined(call: Call, scope: Scope, emission: Emission): readonly Piece<Source>[] {
  const [first, ...lists] = listArguments(call.argument) ?? [];
  const delimiter = first ? evaluate(first, scope) : null;
  if (typeof delimiter !== 'string' || lists.some((list) => list.kind !== 'sequence'))
    return evaluated(call.node, scope);
  const items = lists.flatMap((list) => (list.kind === 'sequence' ? list.items : []));
  return items.flatMap((item, index) => {
    const pieces = renderText({ node: item, scope }, emission);
    return index === 0 || delimiter === ''
      ? pieces
      : [{ kind: 'text', text: delimiter, node: null, start: 0 } as const, ...pieces];
  });
}

/** The text of the file is a scalar of its own, so that places in it can be named. */
function fileText(call: Call, scope: Scope): readonly Piece<Source>[] {
  const path = evaluate(call.argument, scope);
  const text = typeof path === 'string' ? scope.readFile(path, call.argument.span) : null;
  if (text === null) return [gap('a file of the script cannot be read', call.argument)];
  const source = new SourceText(resolvePath(scope.file, String(path)), text);
  const place = { start: 0, end: text.length, contentStart: 0, indent: 0, tag: null };
  const node = new ScalarNode(source, { ...place, value: text, text, style: 'literal' });
  return [{ kind: 'text', text, node, start: 0 }];
}

function references(call: Call, scope: Scope, emission: Emission): readonly Piece<Source>[] {
  const sources = sourcesOf({ node: call.node, scope }, emission);
  const [source] = sources;
  return source
    ? [{ kind: 'reference', source }]
    : [gap('a part of the script refers to what does not exist', call.node)];
}

/** A parameter's text, in a nested template that of the parent's property. */
function parameterOrReference(call: Call, scope: Scope, emission: Emission): readonly Piece<Source>[] {
  const name = call.argument.kind === 'scalar' ? call.argument.value : null;
  if (call.name === 'Ref' && typeof name === 'string' && scope.resources.when(name) !== undefined) {
    return references(call, scope, emission);
  }
  const origin = typeof name === 'string' ? scope.parameters.get(name)?.origin : undefined;
  return origin ? renderText(origin, emission) : evaluated(call.node, scope);
}

function evaluated(node: DocumentNode, scope: Scope): readonly Piece<Source>[] {
  const value = evaluate(node, scope);
  const cause = unknownIn(value);
  if (cause || isUnknown(value)) return [gap(cause?.cause ?? 'unknown', node)];
  return [{ kind: 'text', text: toText(value), node: null, start: 0 }];
}
