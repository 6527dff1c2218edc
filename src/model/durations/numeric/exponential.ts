/**
 * exp, log and their kin from + − × ÷ alone. The last bits of Math.exp, Math.log and Math.pow differ between machines
 * and engines; these give equal bytes everywhere, within a few units in the last place.
 */

/**
 * ln 2 in two parts: the first has 21 zero bits at its end, so its product with an exponent is exact (Cody and
 * Waite).
 */
const LN2_HIGH = 0.6931471803691238;
const LN2_LOW = 1.9082149292705877e-10;
/** Only chooses the range of the argument. */
const INVERSE_LN2 = 1 / LN2_HIGH;
const LEAST_MANTISSA = 0.71;
/** Where a number is taken apart; nothing stays in it. */
const BITS = new DataView(new ArrayBuffer(8));

/** e to the x: x = k ln 2 + r with |r| ≤ 0.35, then Taylor's series of e^r, then times 2^k. */
export function exp(x: number): number {
  if (Number.isNaN(x)) return x;
  if (x > 709.782712893384) return Number.POSITIVE_INFINITY;
  if (x < -745.1332191019412) return 0;
  const k = Math.round(x * INVERSE_LN2);
  const r = x - k * LN2_HIGH - k * LN2_LOW;
  return timesPowerOfTwo(1 + r * seriesOfExp(r), k);
}

/** e^x − 1 without cancellation near 0. */
export function expm1(x: number): number {
  if (x < -0.4 || x > 0.4) return exp(x) - 1;
  return x * seriesOfExp(x);
}

/** 1/18!, 1/17!, … 1/1!. */
const INVERSE_FACTORIALS = inverseFactorials(18).reverse();

function inverseFactorials(count: number): number[] {
  let factorial = 1;
  return Array.from({ length: count }, (_, at) => {
    factorial *= at + 1;
    return 1 / factorial;
  });
}

/** (e^r − 1) / r for |r| ≤ 0.4 by Taylor's series; what it leaves out is below 10⁻²⁴. */
function seriesOfExp(r: number): number {
  let sum = 0;
  for (let n = 0; n < INVERSE_FACTORIALS.length; n += 1) sum = sum * r + (INVERSE_FACTORIALS[n] as number);
  return sum;
}

/** The natural logarithm: x = m 2^k with m near 1, log m = 2 artanh((m − 1) / (m + 1)). NaN below 0, −Infinity at 0. */
export function log(x: number): number {
  if (!(x >= 0)) return Number.NaN;
  if (x === 0) return Number.NEGATIVE_INFINITY;
  if (x === Number.POSITIVE_INFINITY) return x;
  // Below 2⁻¹⁰²² a number has no leading bit of its own; 2⁵⁴ times it has.
  const isTiny = x < 2.2250738585072014e-308;
  BITS.setFloat64(0, isTiny ? x * 18_014_398_509_481_984 : x);
  const high = BITS.getUint32(0);
  let k = (high >>> 20) - (isTiny ? 1023 + 54 : 1023);
  BITS.setUint32(0, (high & 0xfffff) | 0x3ff00000);
  let m = BITS.getFloat64(0);
  if (m >= 2 * LEAST_MANTISSA) {
    m *= 0.5;
    k += 1;
  }
  return k * LN2_HIGH + (k * LN2_LOW + twiceArtanh((m - 1) / (m + 1)));
}

/** log(1 + x) without cancellation near 0. */
export function log1p(x: number): number {
  return x > -0.29 && x < 0.41 ? twiceArtanh(x / (2 + x)) : log(1 + x);
}

/** x to the y for x ≥ 0, as exp(y log x): the relative error grows with |y log x|, about 10⁻¹⁶ times it. */
export function pow(x: number, y: number): number {
  if (y === 0) return 1;
  if (y === 1) return x;
  return exp(y * log(x));
}

/** 1/25, 1/23, … 1/3. */
const ODD_INVERSES = [25, 23, 21, 19, 17, 15, 13, 11, 9, 7, 5, 3].map((n) => 1 / n);

/** 2 artanh(s) for |s| ≤ 0.18: twelve terms of the series leave less than 10⁻¹⁸. */
function twiceArtanh(s: number): number {
  const square = s * s;
  let sum = 0;
  for (let n = 0; n < ODD_INVERSES.length; n += 1) sum = square * ((ODD_INVERSES[n] as number) + sum);
  return 2 * s + 2 * s * sum;
}

/** Exact, unlike what Math.pow promises. @param k −1022 … 1023 */
function powerOfTwo(k: number): number {
  BITS.setUint32(0, (k + 1023) << 20);
  BITS.setUint32(4, 0);
  return BITS.getFloat64(0);
}

/** In two steps where the power itself would leave the range, though the product does not. */
function timesPowerOfTwo(x: number, k: number): number {
  if (k < -1000) return x * powerOfTwo(-1000) * powerOfTwo(k + 1000);
  return k > 1000 ? x * powerOfTwo(1000) * powerOfTwo(k - 1000) : x * powerOfTwo(k);
}
