import { type Condition, not } from '../../model/condition.ts';
import type { DocumentNode } from '../document/node.ts';
import { type Call, listArguments } from './call.ts';
import type { Scope } from './scope.ts';

/** One branch of an `if`, and when it counts (null: always). */
export interface Branch {
  readonly node: DocumentNode;
  readonly when: Condition | null;
}

/**
 * The branches of an `if` that can count: one when the condition is decided, both when it is not. Heat parses the
 * chosen branch only, so nothing in the other one makes an edge.
 */
export function branchesOf(call: Call, scope: Scope): readonly Branch[] {
  const items = listArguments(call.argument);
  const least = scope.dialect.hasNullableIf ? 2 : 3;
  if (!items || items.length < least || items.length > 3) {
    const message = `'${call.name}' takes [condition, value if true, value if false]`;
    scope.reporter.say('heat-function-arguments', message, call.argument.span);
    return [];
  }
  const condition = scope.conditions.of(items[0]!, scope);
  const [, whenTrue, whenFalse] = items;
  if (condition.kind === 'literal') {
    const chosen = condition.value ? whenTrue : whenFalse;
    return chosen ? [{ node: chosen, when: null }] : [];
  }
  const branches: Branch[] = [{ node: whenTrue!, when: condition }];
  if (whenFalse) branches.push({ node: whenFalse, when: not(condition) });
  return branches;
}
