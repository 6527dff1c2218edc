import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { and, type Condition, conditionNames, evaluate, formatCondition, named, not, or } from './condition.ts';

const NAMES = ['p', 'q', 'r'] as const;

type Values = ReadonlyMap<string, boolean>;

/** A formula as the builder functions make it, beside a plain function of the same meaning. */
interface Formula {
  readonly condition: Condition | null;
  readonly meaning: (values: Values) => boolean;
}

const { formula } = fc.letrec<{ formula: Formula }>((tie) => ({
  formula: fc.oneof(
    { maxDepth: 4 },
    fc
      .constantFrom(...NAMES)
      .map((name) => ({ condition: named(name), meaning: (v: Values) => v.get(name)! }) as Formula),
    fc.boolean().map((value) => ({ condition: { kind: 'literal', value }, meaning: () => value }) as Formula),
    tie('formula').map(({ condition, meaning }) => ({
      condition: not(condition ?? { kind: 'literal', value: true }),
      meaning: (v: Values) => !meaning(v),
    })),
    fc.array(tie('formula'), { maxLength: 3 }).map((parts) => ({
      condition: and(...parts.map(({ condition }) => condition)),
      meaning: (v: Values) => parts.every(({ meaning }) => meaning(v)),
    })),
    fc.array(tie('formula'), { maxLength: 3 }).map((parts) => ({
      condition: or(...parts.map(({ condition }) => condition)),
      meaning: (v: Values) => parts.some(({ meaning }) => meaning(v)),
    })),
  ),
}));

const partial = fc.array(fc.constantFrom<true | false | 'open'>(true, false, 'open'), { minLength: 3, maxLength: 3 });

describe('conditions', () => {
  it('a full environment gives the truth table’s value', () => {
    fc.assert(
      fc.property(formula, partial, ({ condition, meaning }, values) => {
        const environment = new Map(NAMES.map((name, index) => [name as string, values[index] === true]));
        expect(evaluate(condition, environment)).toBe(meaning(environment));
      }),
    );
  });

  it('a partial environment never contradicts any completion of it (Kleene)', () => {
    fc.assert(
      fc.property(formula, partial, ({ condition, meaning }, values) => {
        const known = new Map(NAMES.flatMap((name, i) => (values[i] === 'open' ? [] : [[name, values[i]!] as const])));
        const truth = evaluate(condition, known as ReadonlyMap<string, boolean>);
        if (truth === 'unknown') return;
        for (let bits = 0; bits < 8; bits += 1) {
          const full = new Map<string, boolean>(NAMES.map((name, index) => [name, ((bits >> index) & 1) === 1]));
          for (const [name, value] of known) full.set(name, value as boolean);
          expect(meaning(full)).toBe(truth);
        }
      }),
    );
  });

  it.each<readonly [string, Condition | null, unknown]>([
    ['false and unknown is false', and(named('no'), named('open')), false],
    ['true or unknown is true', or(named('yes'), named('open')), true],
    ['true and unknown is unknown', and(named('yes'), named('open')), 'unknown'],
    ['not unknown is unknown', not(named('open')), 'unknown'],
    ['nothing at all is always', null, true],
    ['or of nothing is never', or(), false],
    ['an or with an always is always', or(named('open'), null), true],
  ])('%s', (_name, condition, truth) => {
    expect(
      evaluate(
        condition,
        new Map([
          ['yes', true],
          ['no', false],
        ]),
      ),
    ).toBe(truth);
  });

  it('reads as people write it, and names what it speaks of', () => {
    const condition = and(named('with_db'), not(or(named('small'), named('b'))!));
    expect(formatCondition(condition)).toBe('with_db and not (small or b)');
    expect(conditionNames(condition)).toEqual(['b', 'small', 'with_db']);
  });
});
