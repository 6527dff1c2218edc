import { describe, expect, it } from 'vitest';
import { drawnDeployment } from '../../model/testing/drawn-deployment.ts';
import { analyze } from '../index.ts';
import { checkFindings } from '../testing/check-findings.ts';
import { dependencyCycle } from './dependency-cycle.ts';
import { implicitCycle } from './implicit-cycle.ts';

const rows: readonly (readonly [string, string, readonly string[]])[] = [
  ['a chain is no cycle', 'a\nb\na -> b', []],
  [
    'a cycle starts at its earliest place and each arrow says why',
    'a\nb\nb -> a\na => b',
    ["error proved 3: 'a' depends on 'b' (after), 'b' takes 'out' from 'a' (consumes): none of them can ever start"],
  ],
  ['a task that depends on itself', 'a\na -> a', ["error proved 2: 'a' depends on 'a' (after): it can never start"]],
  [
    'the shortest cycle of a component speaks for it, and the rest is counted',
    'a\nb\nc\na -> b\nb -> c\nc -> a\nb -> a',
    [
      "error proved 7: 'a' depends on 'b' (after), 'b' depends on 'a' (after): none of them can ever start; 1 more is caught in cycles with these",
    ],
  ],
  ['a cycle through something that does not exist', 'condition c = false\na when c\nb\na -> b\nb -> a', []],
  ['a cycle through a reason that does not hold', 'condition c = false\na\nb\na -> b when c\nb -> a', []],
  [
    'a cycle that an open condition decides says which value makes it',
    'condition c = unknown\na\nb\na -> b when not c\nb -> a',
    [
      "error possible 5: when not 'c', 'a' depends on 'b' (after), 'b' depends on 'a' (after): none of them can ever start",
    ],
  ],
  [
    'conditions that exclude each other make no cycle',
    'condition c = unknown\na\nb\na -> b when not c\nb -> a when c',
    [],
  ],
  [
    'a cycle between two hosts that their components do not have',
    'host A: a1 a2\nhost B: b1 b2\na1 -> b1\nb2 -> a2',
    [],
  ],
  ['a cycle of stacks that their components do not have', 'stack A: a1 a2\nstack B: b1 b2\na1 => b1\nb2 => a2', []],
  [
    'a cycle of components through two stacks is said once, by the names of the stacks',
    'stack A: a1\nstack B: b1\na1 -> b1\nb1 -> a1',
    ["error proved 4: 'A' depends on 'B' (after), 'B' depends on 'A' (after): none of them can ever start"],
  ],
];

describe('dependency-cycle', () => {
  it.each(rows)('%s', (_name, drawing, expected) => {
    checkFindings(dependencyCycle, drawing, expected);
  });

  it('shows each arrow with the text that makes it', () => {
    const [finding] = analyze(drawnDeployment('a\nb\nb -> a\na -> b'), { rules: [dependencyCycle] });
    expect(finding?.related.map(({ span }) => span.line)).toEqual([3, 4]);
    expect(finding?.evidence).toMatchObject([
      { kind: 'path', closed: true, steps: [{ subject: 'a' }, { subject: 'b' }] },
    ]);
  });
});

describe('implicit-cycle', () => {
  it.each<readonly [string, string, readonly string[]]>([
    [
      'names the hidden rule that closes the cycle',
      'a\nb\na -> b\nb ~> a',
      [
        "error proved 4: 'a' comes after 'b' (rule: drawn rule), 'b' depends on 'a' (after): only the hidden rule 'drawn rule' of the engine closes the cycle",
      ],
    ],
    ['is silent when written dependencies close it too', 'a\nb\na -> b\nb ~> a\nb -> a', []],
  ])('%s', (_name, drawing, expected) => {
    checkFindings(implicitCycle, drawing, expected);
  });
});
