import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Condition, evaluate, formatCondition } from '../../model/condition.ts';
import { parseWhen } from './parse-when.ts';

const NAMES = ['a', 'b', 'c'];

/** The truth of the text for each environment of a, b, c, or where it could not be read. */
function truths(text: string): string {
  const parsed = parseWhen(text);
  if (!parsed.ok) return `${parsed.offset}: ${parsed.message}`;
  return environments()
    .map((environment) => (evaluate(parsed.condition, environment) ? '1' : '0'))
    .join('');
}

function environments(): readonly ReadonlyMap<string, boolean>[] {
  return Array.from({ length: 8 }, (_, bits) => new Map(NAMES.map((name, index) => [name, (bits >> index) % 2 === 1])));
}

describe('parseWhen', () => {
  it.each<[string, string, string]>([
    ['a name', 'a', '01010101'],
    ['not', 'not a', '10101010'],
    ['! is not', '!a', '10101010'],
    ['and binds tighter than or', 'a or b and c', '01010111'],
    ['parentheses', '(a or b) and c', '00000111'],
    ['not binds tightest', 'not a and b', '00100010'],
    ['literals', 'true and not false', '11111111'],
    ['never', 'a and false', '00000000'],
    ['nothing', '', "0: the formula ends here, expected a condition's name"],
    ['no operand', 'a and', "5: the formula ends here, expected a condition's name"],
    ['an operator in place of a name', 'or a', "0: 'or' was found, expected a condition's name"],
    ['two names', 'a b', "2: 'b' was found, expected 'and', 'or' or the end"],
    ['an open parenthesis', '(a', "0: this '(' is never closed"],
    ['deep nesting', '('.repeat(10_000), '100: nested deeper than 100'],
  ])('%s', (_name, text, expected) => {
    expect(truths(text)).toBe(expected);
  });

  it('names every condition with its place', () => {
    expect(parseWhen('a and !b')).toMatchObject({
      names: [
        { name: 'a', offset: 0 },
        { name: 'b', offset: 7 },
      ],
    });
  });

  it('reads back what the model prints, with the same truth', () => {
    const { formula } = fc.letrec<{ formula: Condition }>((tie) => ({
      formula: fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        fc.constantFrom(...NAMES).map((name): Condition => ({ kind: 'named', name })),
        tie('formula').map((of): Condition => ({ kind: 'not', of })),
        fc.array(tie('formula'), { minLength: 2, maxLength: 3 }).map((of): Condition => ({ kind: 'and', of })),
        fc.array(tie('formula'), { minLength: 2, maxLength: 3 }).map((of): Condition => ({ kind: 'or', of })),
      ),
    }));
    fc.assert(
      fc.property(formula, (condition) => {
        const expected = environments().map((environment) => (evaluate(condition, environment) ? '1' : '0'));
        expect(truths(formatCondition(condition))).toBe(expected.join(''));
      }),
    );
  });
});
