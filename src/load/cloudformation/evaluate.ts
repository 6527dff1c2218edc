import { isUnknown, type Maybe, unknown } from '../../model/unknown.ts';
import { type Datum, isList, isMap, toJson, unknownIn } from '../datum.ts';
import type { DocumentNode } from '../document/node.ts';
import { branchesOf } from './branches.ts';
import { type Call, callOf, listArguments, mappingOf, textOf } from './call.ts';
import type { Parameter } from './parameters.ts';
import type { Stack } from './stack.ts';
import { subParts } from './sub-text.ts';
import { textual } from './textual.ts';

/** A value that a parameter is taken to have, to see what follows from it. */
export interface Assumed {
  readonly parameter: Parameter;
  readonly value: string;
}

/**
 * The value of a node before anything is created. What only the service knows (attributes, imports, the account) is
 * unknown; a parameter that nobody chose has its default.
 */
export function evaluate(node: DocumentNode, stack: Stack, assumed: Assumed | null = null): Datum {
  const call = callOf(node);
  if (call) return evaluateCall(call, stack, assumed);
  if (node.kind === 'scalar') return node.value;
  if (node.kind === 'sequence') return node.items.map((item) => evaluate(item, stack, assumed));
  return new Map(node.entries.map(({ key, value }) => [key.text, evaluate(value, stack, assumed)]));
}

/** A number as properties hold it, mostly written as a text. */
export function evaluateNumber(node: DocumentNode, stack: Stack, what: string): Maybe<number> {
  const value = evaluate(node, stack);
  if (isUnknown(value)) return value;
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : unknown(`${what} is not a number`, node.span);
}

function evaluateCall(call: Call, stack: Stack, assumed: Assumed | null): Datum {
  const value = (node: DocumentNode): Datum => evaluate(node, stack, assumed);
  const items = listArguments(call.argument);
  switch (call.name) {
    case 'Ref':
      return reference(textOf(call.argument), call, stack, assumed);
    case 'Fn::If': {
      const branches = branchesOf(call, stack);
      if (branches.length !== 1) return unknown('a condition is not decided by the parameters', call.node.span);
      return value(branches[0]!.node);
    }
    case 'Fn::Base64':
      return value(call.argument);
    case 'Fn::Sub':
      return substituted(call, stack, assumed);
    case 'Fn::FindInMap':
      return items ? findInMap(items, call, stack, assumed) : unknown('a lookup cannot be read', call.node.span);
    case 'Fn::Join':
    case 'Fn::Split':
    case 'Fn::Select':
    case 'Fn::Length':
    case 'Fn::ToJsonString': {
      const argument = value(call.argument);
      return (
        unknownIn(argument) ?? compute(call.name, argument) ?? unknown(`'${call.name}' cannot be read`, call.node.span)
      );
    }
    default:
      return unknown(`'${call.name}' is known only to the service`, call.node.span);
  }
}

function reference(name: string | null, call: Call, stack: Stack, assumed: Assumed | null): Datum {
  const parameter = name === null ? undefined : stack.parameters.get(name);
  if (!parameter) return unknown(`'${name ?? 'Ref'}' is known only when the stack is created`, call.node.span);
  if (assumed?.parameter === parameter) return assumed.value;
  if (parameter.origin && assumed) return evaluate(parameter.origin.node, parameter.origin.stack, assumed);
  return parameter.value;
}

function substituted(call: Call, stack: Stack, assumed: Assumed | null): Datum {
  const texts: string[] = [];
  for (const part of subParts(call)) {
    const datum =
      part.kind === 'text'
        ? part.text
        : part.value
          ? evaluate(part.value, stack, assumed)
          : reference(part.name, call, stack, assumed);
    const cause = unknownIn(datum);
    if (cause) return cause;
    texts.push(textual(datum));
  }
  return texts.join('');
}

function findInMap(items: readonly DocumentNode[], call: Call, stack: Stack, assumed: Assumed | null): Datum {
  const path = items.slice(0, 3).map((item) => evaluate(item, stack, assumed));
  const cause = unknownIn(path);
  if (cause) return cause;
  let found: DocumentNode | undefined = stack.template.mappings ?? undefined;
  for (const step of path) found = mappingOf(found)?.get(textual(step));
  if (found) return evaluate(found, stack, assumed);
  const fallback = mappingOf(items[3])?.get('DefaultValue');
  if (fallback) return evaluate(fallback, stack, assumed);
  return unknown(`the mappings have no ${path.map(textual).join(' → ')}`, call.node.span);
}

function compute(name: string, argument: Datum): Datum | undefined {
  if (name === 'Fn::ToJsonString') return JSON.stringify(toJson(argument));
  if (!isList(argument)) return undefined;
  const [first, second] = argument;
  switch (name) {
    case 'Fn::Length':
      return argument.length;
    case 'Fn::Join':
      return typeof first === 'string' && isList(second) ? second.map(textual).join(first) : undefined;
    case 'Fn::Split':
      return typeof first === 'string' && typeof second === 'string' ? second.split(first) : undefined;
    default:
      return isList(second) && !isMap(first) ? second[Number(first)] : undefined;
  }
}
