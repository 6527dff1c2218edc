import { ALWAYS, and, type Condition, NEVER, named, not, or } from '../../model/condition.ts';
import type { NamedCondition } from '../../model/deployment.ts';
import type { Span } from '../../model/span.ts';
import { isUnknown, type Maybe, type Unknown, unknown } from '../../model/unknown.ts';
import { type Datum, isEqual, unknownIn } from '../datum.ts';
import type { DocumentNode, MappingEntry } from '../document/node.ts';
import { type Call, callOf, listArguments } from './call.ts';
import { insideConditions } from './dialect.ts';
import { evaluate } from './evaluate.ts';
import { wrongShape } from './function-shapes.ts';
import type { ConditionTable, Scope } from './scope.ts';
import { isNull } from './template.ts';

/**
 * The conditions of one stack. What the parameters decide becomes true or false at once; a condition that they do
 * not decide keeps its name, so that rules can speak of it. Names of nested stacks are preceded by the stack's id.
 */
export class Conditions implements ConditionTable {
  readonly #entries: ReadonlyMap<string, MappingEntry>;
  readonly #decided = new Map<string, Condition>();
  readonly #inProgress = new Set<string>();
  #isListing = false;
  readonly #scope: () => Scope;

  constructor(entries: ReadonlyMap<string, MappingEntry>, scope: () => Scope) {
    this.#entries = entries;
    this.#scope = scope;
  }

  has(name: string): boolean {
    return this.#entries.has(name);
  }

  names(): Iterable<string> {
    return this.#entries.keys();
  }

  get(name: string, at: Span): Condition {
    const scope = this.#scope();
    if (!this.#entries.has(name)) {
      const message = `there is no condition '${name}'${scope.reporter.didYouMean(name, this.#entries.keys())}`;
      scope.reporter.say('heat-unknown-condition', message, at, { isLate: this.#isListing });
      return { kind: 'unknown', unknown: unknown(`condition '${name}' is not defined`, at) };
    }
    const formula = this.#decide(name);
    // What is made of other conditions only is said in terms of these, so that `not a` and `a` are never both true.
    const isShown = formula.kind === 'literal' || (sizeOf(formula) <= LONGEST_FORMULA && isDerived(formula));
    return isShown ? formula : named(this.#qualified(name));
  }

  of(node: DocumentNode, scope: Scope): Condition {
    // Conditions are computed before anything else, in nested templates too.
    return conditionOf(node, { ...scope, isChecked: true });
  }

  /** All conditions with what the parameters make of them. */
  list(): readonly NamedCondition[] {
    this.#checkDefinitions();
    this.#isListing = true;
    const conditions = [...this.#entries].map(([name, { key }]) => ({
      name: this.#qualified(name),
      value: decisionOf(this.#decide(name), name, key.span),
      span: key.span,
    }));
    this.#isListing = false;
    return conditions;
  }

  /** Heat wants a function or a truth value: the name of another condition alone is refused. */
  #checkDefinitions(): void {
    for (const [name, { value }] of this.#entries) {
      if (value.kind === 'mapping' || (value.kind === 'scalar' && typeof value.value === 'boolean')) continue;
      const message = `condition '${name}' must be a function, true or false`;
      this.#scope().reporter.say('heat-unknown-condition', message, value.span);
    }
  }

  #qualified(name: string): string {
    const { stack } = this.#scope();
    return stack === '' ? name : `${stack}/${name}`;
  }

  #decide(name: string): Condition {
    const known = this.#decided.get(name);
    if (known !== undefined) return known;
    const { key, value: node } = this.#entries.get(name)!;
    if (this.#inProgress.has(name)) {
      const message = `condition '${name}' is defined by itself`;
      // Heat decides conditions when something asks for them: a cycle that nothing uses goes unnoticed.
      if (!this.#isListing) this.#scope().reporter.say('heat-circular-condition', message, key.span);
      return { kind: 'unknown', unknown: unknown(message, key.span) };
    }
    if (this.#inProgress.size > DEEPEST) {
      return { kind: 'unknown', unknown: unknown(`conditions stand on more than ${DEEPEST} others`, key.span) };
    }
    this.#inProgress.add(name);
    const condition = conditionOf(node, { ...this.#scope(), isChecked: !this.#isListing });
    this.#inProgress.delete(name);
    this.#decided.set(name, condition);
    return condition;
  }
}

/** Conditions that stand on each other in a longer row than this are taken for unknown. */
const DEEPEST = 300;

/** A formula of more parts than this is called by its name. */
const LONGEST_FORMULA = 100;

/** How many parts a formula has; no formula that is made here has more parts than a few times the longest. */
function sizeOf(condition: Condition): number {
  if (condition.kind === 'not') return 1 + sizeOf(condition.of);
  if (condition.kind !== 'and' && condition.kind !== 'or') return 1;
  return condition.of.reduce((sum, part) => sum + sizeOf(part), 1);
}

/** Whether a formula speaks of named conditions only. */
function isDerived(condition: Condition): boolean {
  if (condition.kind === 'not') return isDerived(condition.of);
  if (condition.kind === 'and' || condition.kind === 'or') return condition.of.every(isDerived);
  return condition.kind === 'named' || condition.kind === 'literal';
}

function decisionOf(condition: Condition, name: string, span: Span): Maybe<boolean> {
  if (condition.kind === 'literal') return condition.value;
  return firstUnknown(condition) ?? unknown(`condition '${name}' is not decided by the parameters`, span);
}

/** The formula that a condition expression stands for; a literal when the parameters decide it. */
export function conditionOf(node: DocumentNode, scope: Scope): Condition {
  const call = conditionCall(node, scope);
  if (call) return callCondition(call, scope);
  if (node.kind === 'scalar') {
    // No condition at all is one that holds.
    if (node.value === null) return ALWAYS;
    if (typeof node.value === 'boolean') return node.value ? ALWAYS : NEVER;
    if (typeof node.value === 'string') return scope.conditions.get(node.value, node.span);
  }
  scope.reporter.say('heat-unknown-condition', 'expected the name of a condition, or a function', node.span);
  return { kind: 'unknown', unknown: unknown('the condition cannot be read', node.span) };
}

/** A function in a condition: a single-key map, of functions that conditions have. */
function conditionCall(node: DocumentNode, scope: Scope): Call | null {
  if (node.kind !== 'mapping' || node.entries.length !== 1) return null;
  const [entry] = node.entries;
  const name = entry!.key.text;
  const call = { name, key: entry!.key, argument: entry!.value, node };
  if (scope.dialect.conditionFunctions.has(name)) return call;
  const message = `function '${name}' cannot be used in a condition`;
  scope.reporter.say('heat-condition-function', message, entry!.key.span);
  return null;
}

function callCondition(call: Call, scope: Scope): Condition {
  const items = listArguments(call.argument);
  switch (call.name) {
    case 'not':
      return isNull(call.argument) ? wrongArguments(call, scope) : not(conditionOf(call.argument, scope));
    case 'Fn::Not':
      return items?.length === 1 ? not(conditionOf(items[0]!, scope)) : wrongArguments(call, scope);
    case 'and':
    case 'Fn::And':
      if (!items || items.length < 2) return wrongArguments(call, scope);
      return and(...untilDecided(items, NEVER, scope)) ?? ALWAYS;
    case 'or':
    case 'Fn::Or':
      if (!items || items.length < 2) return wrongArguments(call, scope);
      return or(...untilDecided(items, ALWAYS, scope)) ?? ALWAYS;
    case 'equals':
    case 'Fn::Equals':
      if (items?.length !== 2) return wrongArguments(call, scope);
      return equality(inCondition(items[0]!, scope), inCondition(items[1]!, scope));
    default:
      return truth(inCondition(call.node, scope), call, scope);
  }
}

/**
 * The members of an `and` or `or`. As the engine does, functions are computed before any name is looked up, and names
 * are looked up until one decides: what comes after may be undefined, or defined by this very condition.
 */
function untilDecided(items: readonly DocumentNode[], decisive: Condition, scope: Scope): readonly Condition[] {
  const computed = new Map(items.map((item) => [item, item.kind === 'mapping' ? conditionOf(item, scope) : null]));
  const members: Condition[] = [];
  for (const item of items) {
    const member = computed.get(item) ?? conditionOf(item, scope);
    members.push(member);
    if (member === decisive) break;
  }
  return members;
}

/** A value inside a condition, after checking that its functions are those that conditions have. */
function inCondition(node: DocumentNode, scope: Scope): Datum {
  checkFunctions(node, scope);
  return evaluate(node, { ...scope, dialect: insideConditions(scope.dialect) });
}

function checkFunctions(node: DocumentNode, scope: Scope): void {
  if (node.kind === 'sequence') for (const item of node.items) checkFunctions(item, scope);
  if (node.kind !== 'mapping') return;
  const call = callOf(node, insideConditions(scope.dialect));
  const expected = call && wrongShape(call, scope.dialect);
  if (call && expected !== null) {
    scope.reporter.say('heat-function-arguments', `'${call.name}' takes ${expected}`, call.argument.span);
  } else if (callOf(node, scope.dialect)) conditionCall(node, scope);
  for (const { value } of node.entries) checkFunctions(value, scope);
}

function equality(a: Datum, b: Datum): Condition {
  const cause = unknownIn(a) ?? unknownIn(b);
  if (cause && !isEqual(a, b)) return { kind: 'unknown', unknown: cause };
  return isEqual(a, b) ? ALWAYS : NEVER;
}

function truth(value: Datum, call: Call, scope: Scope): Condition {
  if (typeof value === 'boolean') return value ? ALWAYS : NEVER;
  if (isUnknown(value)) return { kind: 'unknown', unknown: value };
  // A parameter may hold the name of a condition.
  if (typeof value === 'string' && scope.conditions.has(value)) return scope.conditions.get(value, call.node.span);
  scope.reporter.say('heat-unknown-condition', `'${call.name}' gives neither true nor false`, call.node.span);
  return { kind: 'unknown', unknown: unknown('the condition cannot be read', call.node.span) };
}

function wrongArguments(call: Call, scope: Scope): Condition {
  scope.reporter.say('heat-function-arguments', `'${call.name}' has the wrong arguments`, call.argument.span);
  return { kind: 'unknown', unknown: unknown(`'${call.name}' cannot be read`, call.argument.span) };
}

function firstUnknown(condition: Condition): Unknown | null {
  if (condition.kind === 'unknown') return condition.unknown;
  if (condition.kind === 'not') return firstUnknown(condition.of);
  if (condition.kind === 'and' || condition.kind === 'or') {
    for (const part of condition.of) {
      const found = firstUnknown(part);
      if (found) return found;
    }
  }
  return null;
}
