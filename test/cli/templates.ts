/** The example that everything must serve, in the native format: fine 18 s, coarse 30 s. */
export const SEED = `makespan: 1
hosts:
  vmA:
    base: 6s
    components: {a1: 2s, a2: 4s, a3: 4s}
  vmB:
    base: 4s
    components:
      b1: {duration: 2s, after: vmA.a1}
      b2: 4s
      b3: 4s
`;

/** With `a3` after `b2` as well: a cycle of machines, and none of components. */
export const MUTUAL = SEED.replace(
  'components: {a1: 2s, a2: 4s, a3: 4s}',
  'components: {a1: 2s, a2: 4s, a3: {duration: 4s, after: vmB.b2}}',
);

/** Two components that wait for each other: no engine can deploy it. */
export const CYCLIC = SEED.replace('a1: 2s,', 'a1: {duration: 2s, after: vmB.b3},');

/** Drawn times, so that a seed matters. */
export const RANDOM = SEED.replace('a1: 2s', "a1: 'uniform(1s, 20s)'");
