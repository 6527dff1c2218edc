import { type Condition, not } from '../../model/condition.ts';
import type { DocumentNode } from '../document/node.ts';
import { type Call, listArguments, textOf } from './call.ts';
import type { Stack } from './stack.ts';

/** One branch of an `Fn::If`, and when it counts (null: always). */
export interface Branch {
  readonly node: DocumentNode;
  readonly when: Condition | null;
}

/**
 * The branches of an `Fn::If`: one when chosen parameters decide it, else both, each under its condition. A branch
 * that no allowed value reaches is kept under a condition that is never true.
 */
export function branchesOf(call: Call, stack: Stack): readonly Branch[] {
  const items = listArguments(call.argument);
  const name = textOf(items?.[0]);
  if (items?.length !== 3 || name === null) {
    stack.session.say(
      'cfn-function-arguments',
      "'Fn::If' takes [condition, value if true, value if false]",
      call.node.span,
    );
    return [];
  }
  const condition = stack.conditions.get(name, items[0]!.span);
  const [, whenTrue, whenFalse] = items;
  if (condition.kind === 'literal' && stack.session.hasChosen)
    return [{ node: condition.value ? whenTrue! : whenFalse!, when: null }];
  return [
    { node: whenTrue!, when: condition },
    { node: whenFalse!, when: not(condition) },
  ];
}
