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

/** e to the x: x = k ln 2 + r with |r| ≤ 0.35, then Taylor's series of e^r to 16 terms, then times 2^k. */
export function exp(x: number): number {
  if (Number.isNaN(x)) return x;
  if (x > 709.782712893384) return Number.POSITIVE_INFINITY;
  if (x < -745.1332191019412) return 0;
  const k = Math.round(x * INVERSE_LN2);
  const r = x - k * LN2_HIGH - k * LN2_LOW;
  let sum = 1;
  for (let n = 16; n >= 1; n -= 1) sum = 1 + (r / n) * sum;
  return timesPowerOfTwo(sum, k);
}

/** e^x − 1 without cancellation near 0. */
export function expm1(x: number): number {
  if (x < -0.4 || x > 0.4) return exp(x) - 1;
  let sum = 1;
  for (let n = 17; n >= 2; n -= 1) sum = 1 + (x / n) * sum;
  return x * sum;
}

/** The natural logarithm: x = m 2^k with m near 1, log m = 2 artanh((m − 1) / (m + 1)). NaN below 0, −Infinity at 0. */
export function log(x: number): number {
  if (!(x >= 0)) return Number.NaN;
  if (x === 0) return Number.NEGATIVE_INFINITY;
  if (x === Number.POSITIVE_INFINITY) return x;
  let m = x;
  let k = 0;
  for (let step = 512; step >= 1; step >>= 1) {
    for (; m >= powerOfTwo(step); k += step) m *= powerOfTwo(-step);
    for (; m < powerOfTwo(-step); k -= step) m *= powerOfTwo(step);
  }
  if (m < LEAST_MANTISSA) {
    m *= 2;
    k -= 1;
  } else if (m >= 2 * LEAST_MANTISSA) {
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

/** 2 artanh(s) for |s| ≤ 0.18: twelve terms of the series leave less than 10⁻¹⁸. */
function twiceArtanh(s: number): number {
  const square = s * s;
  let sum = 0;
  for (let n = 25; n >= 3; n -= 2) sum = square * (1 / n + sum);
  return 2 * s + 2 * s * sum;
}

/** Powers of two are exact products, unlike what Math.pow promises. */
function powerOfTwo(k: number): number {
  let result = 1;
  let factor = k < 0 ? 0.5 : 2;
  for (let rest = k < 0 ? -k : k; rest > 0; rest >>= 1) {
    if (rest & 1) result *= factor;
    factor *= factor;
  }
  return result;
}

/** In two steps where the power itself would leave the range, though the product does not. */
function timesPowerOfTwo(x: number, k: number): number {
  if (k < -1000) return x * powerOfTwo(-1000) * powerOfTwo(k + 1000);
  return k > 1000 ? x * powerOfTwo(1000) * powerOfTwo(k - 1000) : x * powerOfTwo(k);
}
