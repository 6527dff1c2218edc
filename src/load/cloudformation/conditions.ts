import { ALWAYS, and, type Condition, named, not, or } from '../../model/condition.ts';
import type { NamedCondition } from '../../model/deployment.ts';
import type { Span } from '../../model/span.ts';
import { unknown } from '../../model/unknown.ts';
import type { DocumentNode } from '../document/node.ts';
import { type Call, conditionCallOf, listArguments, textOf } from './call.ts';
import type { Stack } from './stack.ts';

/**
 * A formula larger than this is spoken of by its condition's name alone: what it has to do with others is then not
 * known, and no template is so heavy with conditions that reading it does not end.
 */
const LARGEST_FORMULA = 64;

/** The conditions of one stack as formulas over facts that the parameters leave open. */
export class Conditions {
  readonly #stack: Stack;
  readonly #decided = new Map<string, Condition>();
  readonly #inProgress = new Set<string>();

  constructor(stack: Stack) {
    this.#stack = stack;
    // A plain comparison gives its name to the fact that it asks for; so these come first.
    for (const [name, { value }] of stack.template.conditions) {
      if (conditionCallOf(value)?.name === 'Fn::Equals') this.#decide(name);
    }
  }

  /** The formula of a condition that a text names. */
  get(name: string, at: Span): Condition {
    const { template, session } = this.#stack;
    if (template.conditions.has(name)) return this.#decide(name);
    const hint = session.didYouMean(name, template.conditions.keys());
    session.say('cfn-unknown-condition', `there is no condition '${name}'${hint}`, at);
    return { kind: 'unknown', unknown: unknown(`condition '${name}' is not defined`, at) };
  }

  /** All conditions with what the chosen parameters make of them. */
  list(): readonly NamedCondition[] {
    return [...this.#stack.template.conditions].map(([name, { key }]) => {
      const formula = this.#decide(name);
      const open = unknown(`condition '${name}' is not decided by the parameters that were chosen`, key.span);
      const value = formula.kind === 'literal' ? formula.value : open;
      return { name: this.#stack.qualified(name), value, span: key.span };
    });
  }

  #decide(name: string): Condition {
    const known = this.#decided.get(name);
    if (known) return known;
    const { key, value } = this.#stack.template.conditions.get(name)!;
    if (this.#inProgress.has(name)) {
      const message = `condition '${name}' is defined by itself`;
      this.#stack.session.say('cfn-circular-condition', message, key.span);
      return { kind: 'unknown', unknown: unknown(message, key.span) };
    }
    this.#inProgress.add(name);
    const formula = this.#formula(value, this.#stack.qualified(name));
    this.#inProgress.delete(name);
    const bounded = sizeOf(formula) > LARGEST_FORMULA ? named(this.#stack.qualified(name)) : formula;
    this.#decided.set(name, bounded);
    return bounded;
  }

  /** @param name of the condition whose whole definition this is; null inside a larger one */
  #formula(node: DocumentNode, name: string | null): Condition {
    const call = conditionCallOf(node);
    if (!call) {
      const other = name === null ? textOf(node) : null;
      return other === null ? this.#wrong(node, 'a condition is a function of conditions') : this.get(other, node.span);
    }
    const items = listArguments(call.argument);
    switch (call.name) {
      case 'Condition': {
        const other = textOf(call.argument);
        return other === null ? this.#wrong(node, "'Condition' takes a name") : this.get(other, call.argument.span);
      }
      case 'Fn::Not':
        return items?.length === 1
          ? not(this.#formula(items[0]!, null))
          : this.#wrong(node, "'Fn::Not' takes one condition");
      case 'Fn::And':
      case 'Fn::Or':
        return this.#junction(call, items);
      case 'Fn::Equals':
        if (items?.length !== 2) return this.#wrong(node, "'Fn::Equals' takes two values");
        return this.#stack.comparisons.equality(items[0]!, items[1]!, this.#stack, name);
      default:
        return this.#stack.comparisons.opaque(node, this.#stack, name);
    }
  }

  #junction(call: Call, items: readonly DocumentNode[] | null): Condition {
    if (!items || items.length === 0) return this.#wrong(call.node, `'${call.name}' takes a list of conditions`);
    const parts = items.map((item) => this.#formula(item, null));
    return (call.name === 'Fn::And' ? and(...parts) : or(...parts)) ?? ALWAYS;
  }

  #wrong(node: DocumentNode, message: string): Condition {
    this.#stack.session.say('cfn-function-arguments', message, node.span);
    return { kind: 'unknown', unknown: unknown('a condition cannot be read', node.span) };
  }
}

function sizeOf(condition: Condition): number {
  if (condition.kind === 'not') return 1 + sizeOf(condition.of);
  if (condition.kind !== 'and' && condition.kind !== 'or') return 1;
  return condition.of.reduce((sum, part) => sum + sizeOf(part), 1);
}
