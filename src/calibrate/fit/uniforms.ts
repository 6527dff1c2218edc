/**
 * Numbers evenly between 0 and 1, neither included, the same ones every time: a counter through the finalizer lowbias32
 * (hash prospector, public domain). They decide how a test is drawn, never a simulation.
 */
export function uniforms(seed: number): () => number {
  let counter = Math.imul(seed, 0x9e3779b9);
  return () => {
    counter = (counter + 0x9e3779b9) | 0;
    let bits = Math.imul(counter ^ (counter >>> 16), 0x7feb352d);
    bits = Math.imul(bits ^ (bits >>> 15), 0x846ca68b);
    return (((bits ^ (bits >>> 16)) >>> 0) + 0.5) / 2 ** 32;
  };
}
