import { and, type Condition } from '../../model/condition.ts';
import type { Span } from '../../model/span.ts';
import { isUnknown, unknown } from '../../model/unknown.ts';
import { toText } from '../datum.ts';
import type { DocumentNode } from '../document/node.ts';
import { branchesOf } from './branches.ts';
import { type Call, callOf, isIf, listArguments, mapArgument } from './call.ts';
import { versionThatAdded } from './dialect.ts';
import { evaluate } from './evaluate.ts';
import { wrongShape } from './function-shapes.ts';
import type { Scope } from './scope.ts';

/** A place where a function names a resource of the same stack. */
export interface Reference {
  readonly resource: string;
  /** The function in the template's words: `get_attr`, `Ref`. */
  readonly via: string;
  /** The attribute with its path, as far as it is literal: `networks.private.0`; null when a resource is named alone. */
  readonly attribute: string | null;
  /** Where the value goes: the property's path in the consumer, down to the first function. */
  readonly input: string;
  /** The text that names the resource. */
  readonly span: Span;
  /** Both branches of an undecided `if` count, each under its condition. */
  readonly when: Condition | null;
}

/** A place where a function names a parameter. */
export interface ParameterUse {
  readonly parameter: string;
  readonly input: string;
  readonly when: Condition | null;
}

export interface FoundReferences {
  readonly references: readonly Reference[];
  readonly parameters: readonly ParameterUse[];
}

/**
 * Every reference that Heat finds in a piece of text: `get_resource`, `get_attr`, `Ref` and `Fn::GetAtt`, however deep
 * in data or in other functions, in the chosen branch of each `if`. Source: `Function.dependencies` in
 * heat/engine/function.py. Dangling names are found by the caller, who knows who asks.
 */
export function findReferences(node: DocumentNode, scope: Scope, input = ''): FoundReferences {
  const references: Reference[] = [];
  const parameters: ParameterUse[] = [];
  const visit = (at: DocumentNode, where: Where): void => {
    if (at.kind === 'scalar') return;
    if (at.kind === 'sequence') {
      for (const [index, item] of at.items.entries())
        visit(item, where.inFunction ? where : deeper(where, `[${index}]`));
      return;
    }
    const call = callOf(at, scope.dialect);
    if (!call) {
      sayFunctionOfAnotherVersion(at, scope);
      for (const { key, value } of at.entries) visit(value, where.inFunction ? where : deeper(where, `.${key.text}`));
      return;
    }
    if (isIf(call)) {
      for (const branch of branchesOf(call, scope))
        visit(branch.node, { ...where, when: and(where.when, branch.when) });
      return;
    }
    checkCall(call, scope);
    visit(call.argument, { ...where, inFunction: true });
    const reference = referenceOf(call, scope);
    if (reference) references.push({ ...reference, input: where.input, when: where.when });
    const parameter = parameterOf(call, scope);
    if (parameter !== null) parameters.push({ parameter, input: where.input, when: where.when });
  };
  visit(node, { input, inFunction: false, when: null });
  return { references, parameters };
}

/** Says what is wrong with the arguments of functions, in the branches that count, where nothing else is looked at. */
export function checkCalls(node: DocumentNode, scope: Scope): void {
  if (node.kind === 'sequence') for (const item of node.items) checkCalls(item, scope);
  if (node.kind !== 'mapping') return;
  const call = callOf(node, scope.dialect);
  if (call && isIf(call)) {
    for (const branch of branchesOf(call, scope)) checkCalls(branch.node, scope);
    return;
  }
  if (call) checkCall(call, scope);
  for (const { value } of node.entries) checkCalls(value, scope);
}

interface Where {
  readonly input: string;
  /** Below a function the path is that of its arguments, which no input has. */
  readonly inFunction: boolean;
  readonly when: Condition | null;
}

function deeper(where: Where, step: string): Where {
  const input = where.input === '' ? step.replace(/^\./, '') : where.input + step;
  return { ...where, input };
}

type Found = Pick<Reference, 'resource' | 'via' | 'attribute' | 'span'>;

function referenceOf(call: Call, scope: Scope): Found | null {
  // A removed function names nothing: Heat refuses it, and knows no edge of it.
  if (scope.dialect.removed.has(call.name)) return null;
  switch (call.name) {
    case 'get_resource':
      return named(call.argument, call, null, scope);
    case 'Ref': {
      // Heat looks at the text as written: a `Ref` to what is no resource of the template is one to a parameter.
      const name = call.argument.kind === 'scalar' ? call.argument.value : null;
      const isResource = typeof name === 'string' && scope.resources.when(name) !== undefined;
      return isResource ? named(call.argument, call, null, scope) : null;
    }
    case 'get_attr':
    case 'Fn::GetAtt': {
      const items = listArguments(call.argument);
      if (!items || items.length === 0) return null;
      const path = items.slice(1).map((item) => evaluate(item, scope));
      return named(items[0]!, call, path.length === 0 ? '' : path.map(toText).join('.'), scope);
    }
    default:
      return null;
  }
}

function named(node: DocumentNode, call: Call, attribute: string | null, scope: Scope): Found | null {
  // A `Ref` names what is written there; other names may be computed.
  const name = call.name === 'Ref' && node.kind === 'scalar' ? node.value : evaluate(node, scope);
  if (typeof name === 'string') return { resource: name, via: call.name, attribute, span: node.span };
  if (isUnknown(name))
    scope.noteUnknown(unknown(`${name.cause}, so what '${call.name}' names here is unknown`, node.span));
  else {
    const isLate = !scope.isChecked && attribute === null;
    scope.reporter.say('heat-function-arguments', `'${call.name}' takes the name of a resource`, node.span, { isLate });
  }
  return null;
}

function parameterOf(call: Call, scope: Scope): string | null {
  if (scope.dialect.removed.has(call.name)) return null;
  const node = call.name === 'get_param' ? (listArguments(call.argument)?.[0] ?? call.argument) : call.argument;
  if (call.name !== 'get_param' && call.name !== 'Ref') return null;
  const name = evaluate(node, scope);
  if (typeof name !== 'string') return null;
  return scope.parameters.has(name) ? name : sayAndForget(call, scope);
}

/** Evaluating says what is wrong with an unknown name. */
function sayAndForget(call: Call, scope: Scope): null {
  evaluate(call.node, scope);
  return null;
}

function checkCall(call: Call, scope: Scope): void {
  if (scope.dialect.removed.has(call.name)) {
    const message = `'${call.name}' is not supported in version ${scope.dialect.version}`;
    scope.reporter.say('heat-removed-function', message, call.key.span);
    return;
  }
  // The client sends every file that is named, whether anything comes of it or not.
  if (call.name === 'get_file' && call.argument.kind === 'scalar' && typeof call.argument.value === 'string') {
    scope.readFile(call.argument.value, call.argument.span);
  }
  const expected = wrongShape(call, scope.dialect);
  if (expected === null) return;
  scope.reporter.say('heat-function-arguments', `'${call.name}' takes ${expected}`, call.argument.span);
}

/** A map that looks like a function which this version does not have: Heat takes it for data and says nothing. */
function sayFunctionOfAnotherVersion(node: DocumentNode, scope: Scope): void {
  if (node.kind !== 'mapping' || node.entries.length !== 1) return;
  const [entry] = node.entries;
  const name = entry!.key.text;
  if (!looksLikeFunction(name, entry!.value)) return;
  const added = versionThatAdded(name);
  const from = scope.dialect.style === 'hot' && added !== undefined ? `; it came with ${added}` : '';
  const message = `'${name}' is not a function of version ${scope.dialect.version}, so this is plain data${from}`;
  scope.reporter.say('heat-function-version', message, entry!.key.span);
}

const TELLING_NAMES = new Set([
  ...'get_attr get_file get_param get_resource list_join resource_facade str_replace str_replace_strict'.split(' '),
  ...'str_replace_vstrict str_split map_merge map_replace list_concat list_concat_unique make_url Ref'.split(' '),
]);

function looksLikeFunction(name: string, argument: DocumentNode): boolean {
  if (TELLING_NAMES.has(name) || name.startsWith('Fn::')) return true;
  if (name === 'if') return argument.kind === 'sequence' && argument.items.length >= 2;
  if (name === 'yaql') return mapArgument(argument, 'expression') !== undefined;
  return name === 'repeat' && mapArgument(argument, 'for_each') !== undefined;
}
