import { and, type Condition } from '../../model/condition.ts';
import type { Span } from '../../model/span.ts';
import { isUnknown } from '../../model/unknown.ts';
import { unknownIn } from '../datum.ts';
import type { DocumentNode } from '../document/node.ts';
import { branchesOf } from './branches.ts';
import { type Call, callOf, listArguments, textOf } from './call.ts';
import { evaluate } from './evaluate.ts';
import type { Stack } from './stack.ts';
import { subMap, subParts } from './sub-text.ts';
import { textual } from './textual.ts';

/** A place where a function names a resource of the same stack. */
export interface Reference {
  readonly resource: string;
  readonly via: 'Ref' | 'Fn::GetAtt' | 'Fn::Sub';
  /** `Outputs.Url`, `Arn`; null when the resource is named alone. */
  readonly attribute: string | null;
  /** Where the value goes: the path in the consumer's properties, down to the first function. */
  readonly input: string;
  readonly span: Span;
  /** Under which condition: the branches of `Fn::If` around it. */
  readonly when: Condition | null;
}

/** A place where a function names a parameter. */
export interface ParameterUse {
  readonly parameter: string;
  readonly input: string;
  readonly when: Condition | null;
}

interface Where {
  readonly input: string;
  /** Below a function the path is that of its arguments, which no input has. */
  readonly inFunction: boolean;
  readonly when: Condition | null;
}

interface Found {
  readonly references: Reference[];
  readonly parameters: ParameterUse[];
}

/** Keys of a resource that hold no values. */
const PLAIN_KEYS = new Set(['Type', 'DependsOn', 'Condition', 'Description', 'DeletionPolicy', 'UpdateReplacePolicy']);

/**
 * Every reference in a resource: in its properties and in each other attribute where the service counts them
 * (Metadata, CreationPolicy, UpdatePolicy).
 */
export function referencesOf(body: Extract<DocumentNode, { kind: 'mapping' }>, stack: Stack): Found {
  const found: Found = { references: [], parameters: [] };
  for (const { key, value } of body.entries) {
    if (PLAIN_KEYS.has(key.text)) continue;
    const input = key.text === 'Properties' ? '' : key.text;
    visit(value, { input, inFunction: false, when: null }, stack, found);
  }
  return found;
}

/** Every reference in any text. */
export function findReferences(node: DocumentNode, stack: Stack): Found {
  const found: Found = { references: [], parameters: [] };
  visit(node, { input: '', inFunction: false, when: null }, stack, found);
  return found;
}

function visit(node: DocumentNode, where: Where, stack: Stack, found: Found): void {
  const call = callOf(node);
  if (call) {
    visitCall(call, where, stack, found);
    return;
  }
  sayUnknownFunction(node, stack);
  if (node.kind === 'sequence') {
    for (const [index, item] of node.items.entries()) visit(item, deeper(where, `[${index}]`), stack, found);
  } else if (node.kind === 'mapping') {
    for (const { key, value } of node.entries) visit(value, deeper(where, `.${key.text}`), stack, found);
  }
}

function deeper(where: Where, step: string): Where {
  if (where.inFunction) return where;
  return { ...where, input: where.input === '' ? step.replace(/^\./, '') : where.input + step };
}

function visitCall(call: Call, where: Where, stack: Stack, found: Found): void {
  const inside: Where = { ...where, inFunction: true };
  switch (call.name) {
    case 'Fn::If':
      for (const { node, when } of branchesOf(call, stack))
        visit(node, { ...where, when: and(where.when, when) }, stack, found);
      return;
    case 'Ref':
      if (call.argument.kind === 'scalar')
        nameOf(call.argument.text, 'Ref', call.argument.span, { where, stack, found });
      else {
        const name = evaluate(call.argument, stack);
        visit(call.argument, inside, stack, found);
        if (typeof name === 'string') nameOf(name, 'Ref', call.argument.span, { where, stack, found });
      }
      return;
    case 'Fn::GetAtt':
      visitGetAtt(call, { where, stack, found });
      return;
    case 'Fn::Sub':
      visitSub(call, { where, stack, found });
      return;
    default:
      visit(call.argument, inside, stack, found);
  }
}

interface Context {
  readonly where: Where;
  readonly stack: Stack;
  readonly found: Found;
}

function nameOf(name: string, via: Reference['via'], span: Span, { where, stack, found }: Context): void {
  const { input, when } = where;
  if (stack.template.resources.has(name))
    found.references.push({ resource: name, via, attribute: null, input, span, when });
  else if (stack.template.parameters.has(name)) found.parameters.push({ parameter: name, input, when });
  else if (!name.startsWith('AWS::'))
    sayUnknown(name, span, stack, [...stack.template.resources.keys(), ...stack.template.parameters.keys()]);
}

/** `[Resource, Attribute]` or `Resource.Attribute`; the attribute may be a function, by the extensions the resource too. */
function visitGetAtt(call: Call, { where, stack, found }: Context): void {
  const items = listArguments(call.argument);
  const [first, ...rest] = items ?? [call.argument];
  for (const item of items ?? []) if (callOf(item)) visit(item, { ...where, inFunction: true }, stack, found);
  const said = first && (textOf(first) ?? (stack.template.hasExtensions ? evaluate(first, stack) : null));
  if (isUnknown(said)) {
    stack.session.note(said.cause, call.node.span);
    return;
  }
  const text = typeof said === 'string' ? said : null;
  if (text === null || (items && items.length < 2) || (!items && !text.includes('.'))) {
    const message = "'Fn::GetAtt' takes [resource, attribute] or 'resource.attribute'";
    stack.session.say('cfn-function-arguments', message, call.node.span);
    return;
  }
  const dot = text.indexOf('.');
  const resource = items ? text : text.slice(0, dot);
  const attribute = items ? rest.map((item) => attributeText(item, stack)).join('.') : text.slice(dot + 1);
  attributeOf({ resource, attribute, via: 'Fn::GetAtt', span: first!.span }, { where, stack, found });
}

/** An attribute that is known only later is called as it is written. */
function attributeText(item: DocumentNode, stack: Stack): string {
  const value = textOf(item) ?? evaluate(item, stack);
  return unknownIn(value) ? item.source.text.slice(item.start, item.end) : textual(value);
}

function attributeOf(
  reference: { resource: string; attribute: string; via: Reference['via']; span: Span },
  { where, stack, found }: Context,
): void {
  const { resource, span } = reference;
  if (!stack.template.resources.has(resource)) sayUnknown(resource, span, stack, stack.template.resources.keys());
  else found.references.push({ ...reference, input: where.input, when: where.when });
}

function visitSub(call: Call, { where, stack, found }: Context): void {
  const items = listArguments(call.argument);
  if ((items ? items[0] : call.argument)?.kind !== 'scalar') {
    stack.session.say('cfn-function-arguments', "'Fn::Sub' takes a text, or [text, map]", call.node.span);
  }
  for (const part of subParts(call)) {
    if (part.kind === 'text' || part.value !== null) continue;
    const dot = part.name.indexOf('.');
    const { span } = part;
    if (dot < 0) nameOf(part.name, 'Fn::Sub', span, { where, stack, found });
    else {
      const [resource, attribute] = [part.name.slice(0, dot), part.name.slice(dot + 1)];
      attributeOf({ resource, attribute, via: 'Fn::Sub', span }, { where, stack, found });
    }
  }
  for (const value of subMap(call)) visit(value, { ...where, inFunction: true }, stack, found);
}

/** What a macro will add may well have the name; then nothing is said. */
function sayUnknown(name: string, span: Span, stack: Stack, candidates: Iterable<string>): void {
  if (stack.template.macros.length > 0) return;
  const hint = stack.session.didYouMean(name, candidates);
  stack.session.say('cfn-unknown-reference', `'${name}' is no resource, parameter or pseudo parameter${hint}`, span);
}

function sayUnknownFunction(node: DocumentNode, stack: Stack): void {
  const tag = node.tag?.startsWith('!') && !node.tag.startsWith('!!') ? node.tag : null;
  const [entry] = node.kind === 'mapping' && node.entries.length === 1 ? node.entries : [];
  const name = tag ?? (entry?.key.text.startsWith('Fn::') ? entry.key.text : null);
  if (name === null || name.startsWith('Fn::ForEach') || stack.template.macros.length > 0) return;
  stack.session.say(
    'cfn-unknown-function',
    `'${name}' is not a function of CloudFormation`,
    entry?.key.span ?? node.span,
  );
}
