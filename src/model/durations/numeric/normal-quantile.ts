import { log } from './exponential.ts';

/**
 * The inverse of Φ: Wichura's rational approximations AS 241 (PPND16, Appl. Statist. 37, 1988), relative error about
 * 10⁻¹⁶. For a mass near 1 give the mass above instead and change the sign.
 */
export function normalQuantile(p: number): number {
  if (p <= 0) return Number.NEGATIVE_INFINITY;
  if (p >= 1) return Number.POSITIVE_INFINITY;
  const q = p - 0.5;
  if (Math.abs(q) <= 0.425) {
    const r = 0.180625 - q * q;
    return (q * polynomial(CENTRE_ABOVE, r)) / polynomial(CENTRE_BELOW, r);
  }
  const r = Math.sqrt(-log(q < 0 ? p : 1 - p));
  const z =
    r <= 5
      ? polynomial(MIDDLE_ABOVE, r - 1.6) / polynomial(MIDDLE_BELOW, r - 1.6)
      : polynomial(FAR_ABOVE, r - 5) / polynomial(FAR_BELOW, r - 5);
  return q < 0 ? -z : z;
}

const REMEMBERED = 4096;
const masses = new Float64Array(REMEMBERED);
const quantiles = new Float64Array(REMEMBERED);
const mass = new Float64Array(1);
const halves = new Uint32Array(mass.buffer);

/**
 * `normalQuantile`, and the same number, for callers that ask for the same masses again and again: samplers fill a
 * table of each lognormal at the same 2,048 edges. What is remembered has its place by the first bits of the mass.
 * Both sides share it: 1 − p is exact above ½, and Φ⁻¹(1 − p) = −Φ⁻¹(p) to the bit.
 */
export function rememberedNormalQuantile(p: number): number {
  const isUpper = p > 0.5;
  const tail = isUpper ? 1 - p : p;
  if (!(tail > 0)) return normalQuantile(p);
  mass[0] = tail;
  const place = ((halves[1] as number) >>> 15) % REMEMBERED;
  if (masses[place] !== tail) {
    masses[place] = tail;
    quantiles[place] = normalQuantile(tail);
  }
  const z = quantiles[place] as number;
  return isUpper ? -z : z;
}

/** Eight coefficients by rising power; written out, since a loop or a pattern costs twice as much. */
function polynomial(c: Coefficients, x: number): number {
  return ((((((c[7] * x + c[6]) * x + c[5]) * x + c[4]) * x + c[3]) * x + c[2]) * x + c[1]) * x + c[0];
}

type Coefficients = readonly [number, number, number, number, number, number, number, number];

const CENTRE_ABOVE: Coefficients = [
  3.3871328727963665, 133.14166789178438, 1971.5909503065513, 13731.69376550946, 45921.95393154987, 67265.7709270087,
  33430.57558358813, 2509.0809287301227,
];
const CENTRE_BELOW: Coefficients = [
  1, 42.31333070160091, 687.1870074920579, 5394.196021424751, 21213.794301586597, 39307.89580009271, 28729.085735721943,
  5226.495278852854,
];
const MIDDLE_ABOVE: Coefficients = [
  1.4234371107496835, 4.630337846156546, 5.769497221460691, 3.6478483247632045, 1.2704582524523684, 0.2417807251774506,
  0.022723844989269184, 0.0007745450142783414,
];
const MIDDLE_BELOW: Coefficients = [
  1, 2.053191626637759, 1.6763848301838038, 0.6897673349851, 0.14810397642748008, 0.015198666563616457,
  0.0005475938084995345, 1.0507500716444169e-9,
];
const FAR_ABOVE: Coefficients = [
  6.657904643501103, 5.463784911164114, 1.7848265399172913, 0.29656057182850487, 0.026532189526576124,
  0.0012426609473880784, 0.000027115555687434876, 2.0103343992922881e-7,
];
const FAR_BELOW: Coefficients = [
  1, 0.599832206555888, 0.1369298809227358, 0.014875361290850615, 0.0007868691311456133, 0.000018463183175100548,
  1.421511758316446e-7, 2.0442631033899397e-15,
];
