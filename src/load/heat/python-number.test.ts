import { describe, expect, it } from 'vitest';
import { numberIn, wholeNumberIn } from './python-number.ts';

describe('numbers as Python reads them', () => {
  it.each([
    ['5', 5],
    [' +5 ', 5],
    ['-1_000', -1000],
    ['007', 7],
    ['12345678901234567890', 12345678901234567890n],
  ])("int('%s')", (text, number) => {
    expect(wholeNumberIn(text)).toBe(number);
    expect(numberIn(text)).toBe(number);
  });

  it.each([
    ['1.5', 1.5],
    ['.5', 0.5],
    ['5.', 5],
    ['1e3', 1000],
    [' -2_0.5E-1 ', -2.05],
    ['inf', Number.POSITIVE_INFINITY],
    ['-Infinity', Number.NEGATIVE_INFINITY],
    ['NaN', Number.NaN],
  ])("float('%s'), which is no int", (text, number) => {
    expect(wholeNumberIn(text)).toBeUndefined();
    expect(numberIn(text)).toBe(number);
  });

  it.each(['', ' ', 'abc', '0x10', '1__0', '_1', '1_', '1e', '.', '--1', '1 0', 'info', 'true'])("not '%s'", (text) => {
    expect(numberIn(text)).toBeUndefined();
  });
});
