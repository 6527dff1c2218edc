import { ALWAYS, and, type Condition, NEVER, named, not, or } from '../../model/condition.ts';
import { isUnknown } from '../../model/unknown.ts';
import { unknownIn } from '../datum.ts';
import type { DocumentNode } from '../document/node.ts';
import { callOf, textOf } from './call.ts';
import { evaluate } from './evaluate.ts';
import type { Parameter } from './parameters.ts';
import type { Stack } from './stack.ts';
import { textual } from './textual.ts';

/** So many allowed values are told apart; a comparison with more of them keeps a name of its own. */
const MOST_VALUES = 12;

/** A parameter that nobody chose, in the stack where it is declared. */
interface Free {
  readonly stack: Stack;
  readonly parameter: Parameter;
}

/**
 * Turns comparisons of parameters into formulas. A parameter that nobody chose may take any of its `AllowedValues`, so
 * "is v1", "is v2", … are made of one chain of named facts: v1 = a, v2 = not a and b, …; of a closed list the last is
 * "none of the others". So two of them are never true together, and one that is not allowed is never true.
 */
export class Comparisons {
  readonly #chains = new Map<Parameter, { readonly values: string[]; readonly atoms: Condition[] }>();
  /** Facts that are no conditions of the template, by name. */
  readonly names = new Set<string>();

  /** @param name of the condition that is this comparison and nothing else; null inside a larger one */
  equality(a: DocumentNode, b: DocumentNode, stack: Stack, name: string | null): Condition {
    const free = new Map<Parameter, Free>();
    collectFree(a, stack, free);
    collectFree(b, stack, free);
    const [left, right] = [evaluate(a, stack), evaluate(b, stack)];
    if (free.size === 0 && !unknownIn(left) && !unknownIn(right))
      return textual(left) === textual(right) ? ALWAYS : NEVER;
    const [only] = free.values();
    if (only && free.size === 1) {
      const found = this.#ofOne(a, b, { stack, only, name });
      if (found) return found;
    }
    return this.#opaque(`${source(a)} = ${source(b)}`, stack, name);
  }

  /** A condition that nobody can say more of than its text. */
  opaque(node: DocumentNode, stack: Stack, name: string | null): Condition {
    return this.#opaque(source(node), stack, name);
  }

  #opaque(text: string, stack: Stack, name: string | null): Condition {
    const atom = name ?? stack.qualified(text);
    if (name === null) this.names.add(atom);
    return named(atom);
  }

  #ofOne(
    a: DocumentNode,
    b: DocumentNode,
    { stack, only, name }: { stack: Stack; only: Free; name: string | null },
  ): Condition | null {
    const { allowed } = only.parameter;
    if (allowed === null) {
      const compared = isDirect(a, only, stack) ? b : isDirect(b, only, stack) ? a : null;
      const value = compared && evaluate(compared, stack);
      return value === null || unknownIn(value) ? null : this.#is(only, textual(value), name);
    }
    if (allowed.length > MOST_VALUES) {
      const value = isDirect(a, only, stack)
        ? evaluate(b, stack)
        : isDirect(b, only, stack)
          ? evaluate(a, stack)
          : null;
      if (value === null || unknownIn(value)) return null;
      return allowed.includes(textual(value)) ? this.#is(only, textual(value), name) : NEVER;
    }
    const fitting: string[] = [];
    for (const value of new Set(allowed)) {
      const assumed = { parameter: only.parameter, value };
      const [left, right] = [evaluate(a, stack, assumed), evaluate(b, stack, assumed)];
      if (unknownIn(left) || unknownIn(right)) return null;
      if (textual(left) === textual(right)) fitting.push(value);
    }
    const nameOfOne = fitting.length === 1 ? name : null;
    return or(...fitting.map((value) => this.#is(only, value, nameOfOne))) ?? ALWAYS;
  }

  /** The formula for "the parameter is this value". */
  #is({ stack, parameter }: Free, value: string, name: string | null): Condition {
    let chain = this.#chains.get(parameter);
    if (!chain) {
      chain = { values: [], atoms: [] };
      this.#chains.set(parameter, chain);
    }
    const allowed = parameter.allowed && new Set(parameter.allowed).size;
    let index = chain.values.indexOf(value);
    if (index < 0) {
      index = chain.values.push(value) - 1;
      const isLast = allowed !== null && index === allowed - 1;
      const atom = name ?? stack.qualified(`${parameter.name} = '${value}'`);
      if (name === null && !isLast) this.names.add(atom);
      chain.atoms.push(isLast ? ALWAYS : named(atom));
    }
    return and(...chain.atoms.slice(0, index).map(not), chain.atoms[index]!) ?? ALWAYS;
  }
}

function source(node: DocumentNode): string {
  return node.source.text.slice(node.start, node.end).replace(/\s+/g, ' ').trim().slice(0, 80);
}

function isDirect(node: DocumentNode, { parameter }: Free, stack: Stack): boolean {
  const call = callOf(node);
  const name = call?.name === 'Ref' ? textOf(call.argument) : null;
  return name !== null && freeOf(name, stack)?.parameter === parameter;
}

/** The parameter that decides this one: itself, or that of a parent whose `Ref` gives it; null when it is settled. */
function freeOf(name: string, stack: Stack): Free | null {
  const parameter = stack.parameters.get(name);
  if (!parameter || parameter.isChosen) return null;
  if (!parameter.origin) return { stack, parameter };
  const call = callOf(parameter.origin.node);
  const outer = call?.name === 'Ref' ? textOf(call.argument) : null;
  if (outer !== null) return freeOf(outer, parameter.origin.stack);
  return isUnknown(parameter.value) ? { stack, parameter } : null;
}

function collectFree(node: DocumentNode, stack: Stack, into: Map<Parameter, Free>): void {
  const call = callOf(node);
  if (call?.name === 'Ref') {
    const free = freeOf(textOf(call.argument) ?? '', stack);
    if (free) into.set(free.parameter, free);
  }
  if (call?.name === 'Fn::Sub') {
    const text = textOf(call.argument) ?? '';
    for (const [, name] of text.matchAll(/\$\{([\w.:]+)\}/g)) {
      const free = freeOf(name!, stack);
      if (free) into.set(free.parameter, free);
    }
  }
  const inner = call ? call.argument : node;
  if (inner.kind === 'sequence') for (const item of inner.items) collectFree(item, stack, into);
  else if (inner.kind === 'mapping') for (const { value } of inner.entries) collectFree(value, stack, into);
}
