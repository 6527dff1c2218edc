import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Duration } from './duration.ts';
import { type Given, makeDuration, type Parameter } from './family.ts';
import { durationFamilies } from './index.ts';
import { constant, parseDuration } from './parse-duration.ts';

function parsed(text: string): Duration {
  const result = parseDuration(text);
  if (!result.ok) throw new Error(`${text}: ${result.message} at ${result.offset}`);
  return result.duration;
}

describe('a time is read in the ways people write it', () => {
  it.each([
    ['45s', 45, '45s'],
    ['45', 45, '45s'],
    ['2m30s', 150, '2m30s'],
    [' 2m 30s ', 150, '2m30s'],
    ['1h', 3600, '1h'],
    ['250ms', 0.25, '0.25s'],
    ['1.5m', 90, '1m30s'],
    ['PT15M', 900, '15m'],
    ['PT1H30M', 5400, '1h30m'],
    ['PT1.5M', 90, '1m30s'],
    ['P1W', 604800, '168h'],
    ['P1DT1S', 86401, '24h1s'],
    ['1d', 86400, '24h'],
    ['0', 0, '0s'],
    ['1e-3', 0.001, '0.001s'],
    ['constant(90s)', 90, '1m30s'],
  ])('%s is %d seconds, canonically %s', (text, seconds, expression) => {
    const duration = parsed(text);
    expect([duration.meanSeconds, duration.expression, duration.family]).toEqual([seconds, expression, 'constant']);
    expect([duration.quantile(0), duration.quantile(1)]).toEqual([seconds, seconds]);
  });
});

describe('a distribution is read by position or by name', () => {
  it.each([
    ['lognormal(median=45s, p95=2m)', 'lognormal(median=45s, p95=2m)'],
    ['lognormal(45s, 2m)', 'lognormal(median=45s, p95=2m)'],
    ['lognormal(p95 = 2m , median = 45)', 'lognormal(median=45s, p95=2m)'],
    ['Uniform( 10s,20s )', 'uniform(10s, 20s)'],
    ['uniform(max=20s, min=10s)', 'uniform(10s, 20s)'],
    ['lognormal(mu=-1, sigma=0.5)', 'lognormal(mu=-1, sigma=0.5)'],
    ['exponential(30s)', 'exponential(mean=30s)'],
    ['empirical(1s, 2s, 5s)', 'empirical(1s, 2s, 5s)'],
    ['shift( uniform(1, 2) , 3 )', 'shift(uniform(1s, 2s), 3s)'],
    ['scale(shift(2m, by=1s), by=0.5)', 'scale(shift(2m, 1s), 0.5)'],
    ['truncate(normal(30s, 5s), max = 1m)', 'truncate(normal(30s, 5s), max=1m)'],
    ['truncate(normal(30s, 5s), max=1m, min=10)', 'truncate(normal(30s, 5s), 10s, 1m)'],
    [
      'mixture(9*45s,1 * mixture(1 * 1s, 1*pert(1, 2, 3)))',
      'mixture(9 * 45s, 1 * mixture(1 * 1s, 1 * pert(1s, 2s, 3s)))',
    ],
  ])('%s is canonically %s', (text, expression) => expect(parsed(text).expression).toBe(expression));
});

describe('what is wrong is said with its place', () => {
  it.each([
    ['', 0, 'expected a duration'],
    ['soon', 0, "'soon' is not a duration"],
    ['-5s', 0, "'-5s' is not a duration"],
    ['-5', 0, 'not negative'],
    ['45sec', 2, "unknown unit 'sec' (did you mean 's'?)"],
    ['2M', 1, "did you mean 'm'?"],
    ['30s2m', 4, "unit 'm' comes after"],
    ['2m30', 4, 'a number without a unit'],
    ['1e999', 0, 'too large'],
    ['PT', 0, 'ISO 8601'],
    ['PT1..5M', 0, 'ISO 8601'],
    ['lognormal', 0, 'lognormal(median, p95)'],
    ['lognorml(1s, 2s)', 0, "did you mean 'lognormal'?"],
    [' zipf(1s)', 1, 'known are constant, uniform'],
    ['lognormal(medain=45s, p95=2m)', 10, "did you mean 'median'?"],
    ['lognormal(median=45s)', 0, 'lognormal(median, p95) or lognormal(mean, sd)'],
    ['lognormal(median=45s, sd=2m)', 0, 'lognormal takes'],
    ['uniform(10s)', 0, 'uniform takes uniform(min, max); 1 given'],
    ['uniform(10s, max=20s)', 13, 'by position or by name'],
    ['uniform(min=1s, min=2s)', 16, "'min' is given twice"],
    ['uniform(10s, )', 13, 'expected a value'],
    ['uniform(10s, 20x)', 15, "max: unknown unit 'x'"],
    ['uniform(20s, 10s)', 8, 'uniform: expected 0 ≤ min ≤ max'],
    ['uniform(10s, 20s', 16, "missing ')'"],
    ['uniform(10s, 20s) + 1', 18, "after ')'"],
    ['gamma(shape=5s, scale=2s)', 12, "shape: '5s' is not a number"],
    ['empirical()', 0, 'empirical(value, …)'],
    ['shift(uniform(10s, 20x), 5s)', 21, "max: unknown unit 'x'"],
    ['shift(lognorml(1s, 2s), 5s)', 6, "did you mean 'lognormal'?"],
    ['shift(5s)', 0, 'shift takes shift(duration, by); 1 given'],
    ['scale(5s, 0)', 6, 'scale: expected a number above 0'],
    ['truncate(uniform(1s, 2s), 3s, 4s)', 9, 'expected a part of the duration between min and max'],
    ['truncate(uniform(1s, 2s))', 0, 'truncate takes truncate(duration, min, max) or'],
    ['mixture(45s)', 8, 'expected a weight and a duration, such as 0.9 * 45s'],
    ['mixture(0.5 * 45s, 0.5 * 1x)', 26, "unknown unit 'x'"],
    ['mixture(0 * 45s)', 8, 'expected weights above 0'],
    ['mixture()', 0, 'mixture(weight * duration, …)'],
    [`${'shift('.repeat(30)}1s${', 1s)'.repeat(30)}`, 126, 'nested more than 20 deep'],
    ['normal(10s, 0s)', 7, 'sd > 0'],
    ['lognormal(mu=1, sigma=99)', 10, 'too wide'],
  ])("'%s' at %d: %s", (text, offset, message) => {
    const result = parseDuration(text);
    expect(result).toMatchObject({ ok: false, offset });
    expect((result as { message: string }).message).toContain(message);
  });

  it('never throws, whatever the text', () => {
    const piece = fc.constantFrom(
      'uniform',
      '(',
      ')',
      ',',
      '=',
      '5',
      's',
      'm',
      ' ',
      '-',
      '.',
      'e',
      'P',
      'T',
      'min',
      'µ',
    );
    fc.assert(fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => void parseDuration(pieces.join(''))));
    fc.assert(fc.property(fc.string(), (text) => void parseDuration(text)));
  });

  it('a negative or endless constant is a bug of the caller', () => {
    expect(() => constant(-1)).toThrow(RangeError);
    expect(() => constant(Number.POSITIVE_INFINITY)).toThrow(RangeError);
  });
});

describe('the canonical expression reads back to the same duration', () => {
  const value = fc.double({ min: 1e-3, max: 1e5, noNaN: true });
  const givenOf = ({ unit }: Parameter, number: number): Given => ({
    ...(unit === 'duration' ? {} : { value: number }),
    ...(unit === 'duration' || unit === 'weighted' ? { duration: parsed(`uniform(1s, ${2 + number}s)`) } : {}),
  });

  it.each(durationFamilies.map((family) => [family.name, family] as const))('%s', (_name, family) => {
    for (const example of family.examples.slice(family.name === 'constant' ? 1 : 0)) {
      expect(parsed(example).expression).toBe(example);
    }
    for (const form of family.forms) {
      fc.assert(
        fc.property(
          fc.array(value, { minLength: form.parameters.length, maxLength: form.parameters.length }),
          (values) => {
            let made: Duration;
            try {
              made = makeDuration(
                family,
                form,
                values.sort((a, b) => a - b).map((number, at) => givenOf(form.parameters[at] as Parameter, number)),
              );
            } catch (error) {
              if (error instanceof RangeError) return;
              throw error;
            }
            const again = parsed(made.expression);
            expect([again.meanSeconds, again.varianceSeconds2]).toEqual([made.meanSeconds, made.varianceSeconds2]);
            expect(again.quantile(0.3)).toBe(made.quantile(0.3));
          },
        ),
        { numRuns: 30 },
      );
    }
  });

  it('constants of any size', () => {
    fc.assert(
      fc.property(fc.oneof(value, fc.nat(), fc.double({ min: 0, noNaN: true, noDefaultInfinity: true })), (seconds) => {
        expect(parsed(constant(seconds).expression).meanSeconds).toBe(seconds);
      }),
    );
  });
});
