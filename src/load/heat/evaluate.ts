import type { Condition } from '../../model/condition.ts';
import { unknown } from '../../model/unknown.ts';
import { type Datum, isList, isMap, jsonKey, unknownIn } from '../datum.ts';
import type { DocumentNode } from '../document/node.ts';
import { branchesOf } from './branches.ts';
import { type Call, callOf, isIf, listArguments } from './call.ts';
import { follow, PLAIN_FUNCTIONS, replaceDeep } from './functions.ts';
import type { Scope } from './scope.ts';

/**
 * The value of a node before anything is created, as the engine sees it when it builds its graph: `get_resource`
 * gives the resource's name, `get_attr` gives nothing (null). What the input does not decide is unknown.
 */
export function evaluate(node: DocumentNode, scope: Scope): Datum {
  return evaluateGiven(node, scope) ?? null;
}

/** As `evaluate`; undefined where an `if` without an else leaves the value out, as if it had not been written. */
export function evaluateGiven(node: DocumentNode, scope: Scope): Datum | undefined {
  const value = evaluateOrOmit(node, scope);
  if (value === undefined || !scope.index) return value;
  return replaceDeep(value, scope.index.variable, scope.index.value);
}

/** Whether the value of this node is only known when the deployment runs: it reads an attribute somewhere. */
export function readsAttributes(node: DocumentNode, scope: Scope): boolean {
  const call = callOf(node, scope.dialect);
  if (call && isIf(call)) return branchesOf(call, scope).some((branch) => readsAttributes(branch.node, scope));
  if (call?.name === 'get_attr' || call?.name === 'Fn::GetAtt') return true;
  if (node.kind === 'sequence') return node.items.some((item) => readsAttributes(item, scope));
  return node.kind === 'mapping' && node.entries.some(({ value }) => readsAttributes(value, scope));
}

/** Undefined where an `if` without an else leaves the whole entry out. */
function evaluateOrOmit(node: DocumentNode, scope: Scope): Datum | undefined {
  if (node.kind === 'scalar') return node.value;
  if (node.kind === 'sequence') return omitting(node.items, scope);
  const call = callOf(node, scope.dialect);
  if (call) return evaluateCall(call, scope);
  const map = new Map<string, Datum>();
  for (const { key, value } of node.entries) {
    const item = evaluateOrOmit(value, scope);
    if (item !== undefined) map.set(jsonKey(key), item);
  }
  return map;
}

function omitting(items: readonly DocumentNode[], scope: Scope): readonly Datum[] {
  return items.map((item) => evaluateOrOmit(item, scope)).filter((item): item is Datum => item !== undefined);
}

function evaluateCall(call: Call, scope: Scope): Datum | undefined {
  if (scope.dialect.removed.has(call.name)) return unknown(`'${call.name}' is not supported any more`, call.key.span);
  switch (call.name) {
    case 'if':
    case 'Fn::If': {
      const branches = branchesOf(call, scope);
      if (branches.length > 1) return unknown('a condition is not decided by the parameters', call.node.span);
      return branches[0] && evaluateOrOmit(branches[0].node, scope);
    }
    case 'get_param':
      return getParameter(evaluateOrOmit(call.argument, scope) ?? null, call, scope);
    case 'Ref':
      return evaluateRef(call, scope);
    case 'get_resource':
      return evaluateOrOmit(call.argument, scope) ?? null;
    case 'get_attr':
    case 'Fn::GetAtt':
      return null;
    case 'get_file':
      return fileText(call, scope);
    case 'Fn::FindInMap':
      return findInMap(call, scope);
    case 'Fn::GetAZs':
      return ['nova'];
    case 'equals':
    case 'not':
    case 'and':
    case 'or':
    case 'Fn::Equals':
    case 'Fn::Not':
    case 'Fn::And':
    case 'Fn::Or':
      return truthValue(scope.conditions.of(call.node, scope));
    default:
      return plainCall(call, scope);
  }
}

function plainCall(call: Call, scope: Scope): Datum {
  const compute = PLAIN_FUNCTIONS.get(call.name);
  const argument = evaluateOrOmit(call.argument, scope) ?? null;
  if (!compute) return unknown(`'${call.name}' is computed by the engine`, call.key.span);
  return unknownIn(argument) ?? compute(argument) ?? unknown(`'${call.name}' has the wrong arguments`, call.key.span);
}

/** Functions of conditions may stand inside each other's values: `equals: [{not: c}, true]`. */
function truthValue(condition: Condition): Datum {
  return condition.kind === 'literal' ? condition.value : unknown('a condition is not decided by the parameters');
}

function evaluateRef(call: Call, scope: Scope): Datum {
  const name = call.argument.kind === 'scalar' ? call.argument.value : null;
  if (typeof name === 'string' && scope.resources.when(name) !== undefined) return name;
  return getParameter(name, call, scope);
}

/** `get_param` and `Ref` of a parameter; a path that leads nowhere gives an empty text. */
function getParameter(argument: Datum, call: Call, scope: Scope): Datum {
  const cause = unknownIn(argument);
  if (cause) return cause;
  const [name, ...path] = isList(argument) ? argument : [argument];
  if (typeof name !== 'string') {
    scope.reporter.say('heat-function-arguments', `'${call.name}' takes the name of a parameter`, call.argument.span, {
      isLate: !scope.isChecked,
    });
    return unknown(`'${call.name}' cannot be read`, call.argument.span);
  }
  const parameter = scope.parameters.get(name);
  if (!parameter) {
    sayUnknownParameter(name, call, scope);
    return unknown(`parameter '${name}' is not declared`, call.argument.span);
  }
  if (path.length === 0) return parameter.value;
  const found = unknownIn(parameter.value) ?? follow(parameter.value, path);
  return found === undefined ? '' : found;
}

/** Heat's validation takes a `Ref` to nothing for a parameter and says nothing; the creation then fails. */
function sayUnknownParameter(name: string, call: Call, scope: Scope): void {
  const candidates = [...scope.parameters.names(), ...(call.name === 'Ref' ? scope.resources.names() : [])];
  const hint = scope.reporter.didYouMean(name, candidates);
  if (call.name === 'Ref') {
    const message = `'Ref' names '${name}', which is neither a resource nor a parameter${hint}`;
    scope.reporter.say('heat-dangling-ref', message, call.argument.span);
    return;
  }
  const message = `there is no parameter '${name}'${hint}`;
  scope.reporter.say('heat-unknown-parameter', message, call.argument.span, { isLate: !scope.isChecked });
}

function fileText(call: Call, scope: Scope): Datum {
  const path = evaluateOrOmit(call.argument, scope) ?? null;
  if (typeof path !== 'string')
    return unknownIn(path) ?? unknown('the name of a file is not a text', call.argument.span);
  return scope.readFile(path, call.argument.span) ?? unknown(`file '${path}' was not read`, call.argument.span);
}

function findInMap(call: Call, scope: Scope): Datum {
  const items = listArguments(call.argument)?.map((item) => evaluateOrOmit(item, scope) ?? null);
  if (items?.length !== 3) return unknown(`'${call.name}' has the wrong arguments`, call.argument.span);
  const cause = unknownIn(items);
  if (cause) return cause;
  const mappings = scope.mappings ? evaluateOrOmit(scope.mappings, scope) : null;
  const found = isMap(mappings ?? null) ? follow(mappings as Datum, items) : undefined;
  if (found !== undefined) return found;
  const message = `the mappings have no ${items.map(String).join(' → ')}`;
  scope.reporter.say('heat-mapping', message, call.argument.span, { isLate: !scope.isChecked });
  return unknown('a mapping lookup that finds nothing', call.argument.span);
}
