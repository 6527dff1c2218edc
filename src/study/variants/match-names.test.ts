import { expect, it } from 'vitest';
import { matchesGlob } from './match-names.ts';

it.each([
  ['vmA.*', 'vmA.a1', true],
  ['*', '', true],
  ['a?c', 'abc', true],
  ['a?c', 'ac', false],
  ['*.b*', 'vmB.base', true],
  ['a*b*c', 'aXbYbZc', true],
  ['a*b*c', 'aXbYbZ', false],
  ['vm.', 'vmX', false],
  ['[ab]', 'a', false],
])('%s and %s: %s', (glob, name, expected) => {
  expect(matchesGlob(glob, name)).toBe(expected);
});

it('takes no longer for a hostile pattern', () => {
  expect(matchesGlob(`${'*a'.repeat(2000)}b`, 'a'.repeat(4000))).toBe(false);
});
