import { describe, expect, it } from 'vitest';
import { resolveScalar } from './scalars.ts';

/** What PyYAML 6.0 makes of each with Heat's loader (timestamps stay strings). `=` and `<<` raise there. */
const PYYAML: readonly (readonly [text: string, value: unknown])[] = [
  ...['yes', 'Yes', 'on', 'ON', 'true', 'True', 'TRUE'].map((text) => [text, true] as const),
  ...['no', 'NO', 'off', 'False'].map((text) => [text, false] as const),
  ...['', '~', 'null', 'Null'].map((text) => [text, null] as const),
  ...['y', 'n', 'Y', '0o10', '01:30', '12e03', '1e3', '1e-3', '1.2.3', '08', '09', '80:8080'].map(asText),
  ...['2013-05-23', '2016-10-14', '2001-12-14t21:59:43.10-05:00', '2001-12-14 21:59:43'].map(asText),
  ...['3600:3600', '1e', '0x', '0b', '_1', '=', '<<', '-', '.', '+', '0x_', '-0b_', '1:60', 'null '].map(asText),
  ['010', 8],
  ['0777', 511],
  ['0x1F', 31],
  ['-0x1F', -31],
  ['0b101', 5],
  ['1_000', 1000],
  ['1__0', 10],
  ['+12', 12],
  ['-0', 0],
  ['1:30', 90],
  ['190:20:30', 685230],
  ['22:22', 1342],
  ['1:30.5', 90.5],
  ['1.5e+3', 1500],
  ['.5', 0.5],
  ['5.', 5],
  ['0.', 0],
  ['0.1', 0.1],
  ['1_0.5', 10.5],
  ['685.230_15e+03', 685230.15],
  ['.inf', Number.POSITIVE_INFINITY],
  ['+.inf', Number.POSITIVE_INFINITY],
  ['-.INF', Number.NEGATIVE_INFINITY],
  ['.NaN', Number.NaN],
  ['9223372036854775808', 9223372036854775808n],
];

function asText(text: string): readonly [string, unknown] {
  return [text, text];
}

describe('a plain scalar is what PyYAML makes of it', () => {
  it.each(PYYAML)('%s', (text, value) => {
    expect(resolveScalar(text)).toEqual(value);
  });

  it('an integer with more digits than Python takes stays text', () => {
    const digits = '9'.repeat(5000);
    expect(resolveScalar(digits)).toBe(digits);
    expect(resolveScalar(`${'9'.repeat(400)}:30`)).toBe(Number.POSITIVE_INFINITY);
  });
});
