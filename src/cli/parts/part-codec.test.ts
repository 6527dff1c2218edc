import { expect, it } from 'vitest';
import { decodePart, encodePart } from './part-codec.ts';

it('gives every bit back', () => {
  const value = {
    f64: Float64Array.of(0.1, -0, Number.POSITIVE_INFINITY, 5e-324),
    i32: Int32Array.of(-1, 2 ** 31 - 1),
    u8: Uint8Array.of(0, 255),
    part: Float64Array.of(1, 2, 3, 4).subarray(1, 3),
    nothing: new Float64Array(0),
    plain: { list: [1, 'a', null, true], endless: Number.POSITIVE_INFINITY },
  };
  const back = decodePart(encodePart(value)) as typeof value;
  expect(back).toEqual(value);
  expect(Object.is(back.f64[1], -0)).toBe(true);
});

it('keeps a NaN, and refuses an array of a kind that it does not know', () => {
  expect((decodePart(encodePart({ time: Number.NaN })) as { time: number }).time).toBeNaN();
  expect(() => decodePart('{"a":{"$kind":"__proto__","data":""}}')).toThrow('unknown kind');
});
