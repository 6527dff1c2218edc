/**
 * The probes of `semantics.json` as documents of our own: what each one's name says, in the declarative shape. `shows`
 * says which part of the recorded outcome the model has to agree with.
 */
export interface Probe {
  /** The number that its recorded name begins with. */
  readonly id: string;
  readonly shows: 'error' | 'links' | 'order' | 'sources' | 'names' | 'compiled' | 'arguments' | 'requires';
  readonly document: object;
}

type Item = Readonly<Record<string, unknown>>;

/** A task that requires and provides one symbol each: `t('c', 'x')`, `t('p', null, 'x')`. */
function t(name: string, requires: unknown = null, provides: unknown = null, more: object = {}): Item {
  return {
    task: name,
    ...(requires === null ? {} : { requires }),
    ...(provides === null ? {} : { provides }),
    ...more,
  };
}

function f(name: string, pattern: string, children: readonly unknown[], more: object = {}): Item {
  return { flow: name, pattern, children, ...more };
}

function linear(...children: readonly unknown[]): Item {
  return f('l', 'linear', children);
}

function graph(...children: readonly unknown[]): Item {
  return f('g', 'graph', children);
}

/** Each child by a call of `add()` of its own. */
function oneByOne(...children: readonly Item[]): Item {
  return graph(...children.map((child) => ({ add: [child] })));
}

function document(flow: Item, more: object = {}): object {
  return { format: 'taskflow/1', ...more, flow };
}

const seedA = [t('base-vmA', null, 'vmA'), t('a1', ['vmA'], 'a1.val'), t('a2', ['vmA', 'a1.val'], 'a2.val')];
const seedB = [t('base-vmB', null, 'vmB'), t('b1', ['vmB', 'a1.val'], 'b1.val'), t('b2', ['vmB', 'b1.val'], 'b2.val')];
const [a3, b3] = [t('a3', ['vmA', 'a2.val', 'b2.val']), t('b3', ['vmB', 'b2.val'])];
const vmA = f('vmA', 'linear', [t('a1', null, 'a1.val'), t('a2', null, 'a2.val'), t('a3', ['b2.val'])]);
const vmB = f('vmB', 'linear', [t('b1', ['a1.val'], 'b1.val'), t('b2', null, 'b2.val')]);
const vmAAlone = f('vmA', 'linear', [t('a1', null, 'a1.val'), t('a2'), t('a3')]);
const p = (name: string): Item => t(name, null, 'x');
const c = t('c', ['x']);
const optionalY = t('o', ['x'], null, { optional: ['y'] });
const retried = (name: string): object => ({ retry: { name, strategy: 'times', attempts: 3 } });
const unbound = { add: [c], resolve_requires: false };
const noise = ['t0', 't1', 't2', 't3', 't4'];

const errors: Readonly<Record<string, object>> = {
  '1': document(graph(t('a', ['y'], 'x'), t('b', ['x'], 'y'))),
  '1b': document(
    f('g', 'graph', [t('a'), t('b')], {
      links: [
        { from: 'a', to: 'b' },
        { from: 'b', to: 'a' },
      ],
    }),
  ),
  '1d': document(graph(t('a', ['x'], 'x'))),
  '2b': document(f('top', 'graph', [vmA, vmB])),
  '2d': document(f('lin', 'linear', [vmA, vmB])),
  '2e': document(f('uno', 'unordered', [vmA, vmB])),
  '3': document(graph(p('p1'), p('p2'), c)),
  '4': document(linear(t('a', ['nope']))),
  '4b': document(graph(t('a', ['n1']), t('b', ['n2']))),
  '4c': document(t('a', ['nope'])),
  '4d': document(linear(c, p('p'))),
  '4e': document(f('u', 'unordered', [c, p('p')])),
  '5b': document(graph(t('p', null, 'y'), optionalY), { store: ['x'] }),
  '6b': document(linear(t('a', null, null, { arguments: ['x'], rebind: { zz: 'q' } })), { store: ['x', 'q'] }),
  '6c': document(linear(t('a', null, null, { arguments: ['x'], auto_extract: false }))),
  '6e': document(linear(t('p', null, ['x', 'y'], { returns: 1 }), t('c', ['y']))),
  '7': document(linear(t('a'), t('a'))),
  '8': document(f('g', 'graph', [t('b')], { links: [{ from: 'a', to: 'b' }] })),
  '11d': document(
    f('g', 'graph', [t('a'), t('b', null, 'x'), c], { links: [{ from: 'a', to: 'b', decider: 'no', depth: 'ATOM' }] }),
  ),
  '11e': document(f('g', 'graph', [t('a'), t('b')], { links: [{ from: 'a', to: 'b', decider: 'd', depth: 'deep' }] })),
  '18': document(linear(t('r', null, null, { revert_requires: ['z'] }))),
  '20c': document(oneByOne(f('s1', 'linear', [p('p1')]), f('s2', 'linear', [p('p2')]), c)),
  '20e': document(oneByOne(p('p0'), t('inc', ['x'], 'x'), c)),
  '21b': document(linear(t('n', null, ['x'], { returns: 'none' }), c)),
};

const links: Readonly<Record<string, object>> = {
  '1c': document(graph(t('a', ['x'], 'x'))),
  '2': document(graph(...seedA, ...seedB, a3, b3)),
  '2c': document(f('top', 'graph', [vmAAlone, vmB])),
  '3b': document(graph(c, p('p1'), p('p2'))),
  '3c': document(oneByOne(c, p('p1'), p('p2'))),
  '3d': document(graph(p('p1'), c, p('p2'))),
  '3j': document(graph(p('p'), t('c', ['x'], null, { inject: { x: 1 } }))),
  '14': document(oneByOne(p('a'), t('b', ['x'], 'y'), t('c', ['x', 'y']))),
  '14b': document(graph(p('a'), t('b', ['x'], 'y'), t('c', ['x', 'y']))),
  '20d': document(oneByOne(p('p0'), f('s', 'linear', [t('inc', ['x'], 'x')]))),
};

const handLinked = [{ from: 'p2', to: 'c' }];
const sources: Readonly<Record<string, object>> = {
  '3e': document(f('g', 'graph', [{ add: [p('p1'), p('p2')] }, unbound], { links: handLinked })),
  '3f': document(
    f('g', 'graph', [{ add: [p('p1'), p('p2')] }, unbound], { links: [{ from: 'p1', to: 'c' }, ...handLinked] }),
  ),
  '3g': document(linear(p('p1'), p('p2'), c)),
  '3h': document(linear(p('p1'), c), { store: { x: 'from-store' } }),
  '3i': document(linear(p('p1'), t('c', ['x'], null, { inject: { x: 'from-inject' } })), { store: ['x'] }),
  '3k': document(linear(p('outer'), f('s', 'linear', [p('inner'), c]))),
  '3l': document(linear(f('s', 'linear', [p('inner')]), c)),
  '5c': document(
    graph(
      t('p', null, 'why'),
      t('o', null, null, { arguments: ['x'], optional: ['y'], inject: { x: 1 }, rebind: { y: 'why' } }),
    ),
  ),
  '5d': document(linear(t('p', null, 'y'), optionalY), { store: { x: 1 } }),
  '10f': document(
    linear(
      t('seed', null, 'vals'),
      f('inner', 'linear', [t('a', ['v'])], {
        retry: { name: 'r', strategy: 'for_each', requires: ['vals'], provides: 'v' },
      }),
    ),
  ),
  '17': document(linear(t('p', null, 'vmA.a1/value'), t('c', { x: 'vmA.a1/value' }))),
  '21': document(linear(t('n', null, 'x', { returns: 'none' }), c)),
};

const orders: Readonly<Record<string, object>> = {
  '9': document(linear(t('a'), t('b'), t('c'))),
  '9b': document(graph(t('a', null, 'x'), t('b', ['x']), t('c', ['x'], 'y'), t('d', ['x', 'y']))),
  '10': document(f('l', 'linear', [t('a'), t('f')], retried('r'))),
  '10b': document(linear(t('pre'), f('inner', 'linear', [t('a'), t('f')], retried('r')))),
  '10c': document(linear(t('pre'), f('inner', 'linear', [t('a'), t('f')], retried('r')))),
  '10d': document(f('l', 'linear', [t('a', ['v'])], { retry: { name: 'r', strategy: 'for_each', provides: 'v' } })),
  '11': document(
    f('g', 'graph', [t('a'), t('d'), t('b', null, 'x'), c], { links: [{ from: 'a', to: 'b', decider: 'no' }] }),
  ),
  '11b': document(
    f('g', 'graph', [t('a'), t('b'), t('c')], {
      links: [
        { from: 'a', to: 'b', decider: 'no', depth: 'ATOM' },
        { from: 'b', to: 'c' },
      ],
    }),
  ),
  '11c': document(f('g', 'graph', [t('a', null, ['k']), t('b')], { links: [{ from: 'a', to: 'b', decider: 'd' }] })),
  '12': document(f('g', 'targeted_graph', [t('a', null, 'x'), t('b', ['x']), t('z')], { target: 'b' })),
  '13': document(linear()),
  '13b': document(linear(t('a'), f('e', 'linear', []), t('b'))),
  '16': document(
    f(
      'u',
      'unordered',
      noise.map((name, index) => t(name, null, null, { priority: index })),
    ),
  ),
  '19': document(
    f(
      'u',
      'unordered',
      ['t0', 't1', 't2', 't3'].map((name) => t(name)),
    ),
  ),
  '19b': document(graph(t('boom'), t('a', null, 'x'), c)),
};

const others: readonly Probe[] = [
  { id: '5', shows: 'arguments', document: document(linear(optionalY), { store: ['x'] }) },
  {
    id: '6',
    shows: 'arguments',
    document: document(linear(...['list', 'dict', 'short list'].map(rebinding)), { store: ['p', 'q', 'x', 'y'] }),
  },
  {
    id: '6d',
    shows: 'names',
    document: document(linear(t('a', null, 'x'), t('b', null, ['x', 'y']), t('c', null, { x: 1, y: 2 }))),
  },
  { id: '7b', shows: 'error', document: {} },
  { id: '7c', shows: 'names', document: {} },
  { id: '7d', shows: 'names', document: document(linear(f('s', 'linear', [t('a')]), f('s', 'linear', [t('b')]))) },
  {
    id: '10e',
    shows: 'compiled',
    document: document(f('g', 'graph', [t('a', null, 'x'), t('b', ['x'])], retried('g_retry'))),
  },
  {
    id: '15',
    shows: 'compiled',
    document: document(f('out', 'graph', [f('in', 'graph', [t('fast', null, 'x'), t('slow')]), c])),
  },
  { id: '20', shows: 'requires', document: document(f('top', 'linear', [f('u', 'unordered', [p('p'), c])])) },
  { id: '20b', shows: 'requires', document: document(f('top', 'linear', [f('u', 'linear', [p('p'), c])])) },
];

function rebinding(form: string): Item {
  const rebind = { list: ['p', 'q'], dict: { x: 'p' }, 'short list': ['p'] }[form];
  return t(form, null, null, { arguments: ['x', 'y'], rebind });
}

/** One object at two places: only an alias can say that. */
export const aliased: Readonly<Record<string, string>> = {
  '7b': 'format: taskflow/1\nflow: {name: l, children: [{flow: s, children: [&a {task: a, type: __main__.T}]}, {flow: s2, children: [*a]}]}',
  '7c': 'format: taskflow/1\nflow: {name: g, pattern: graph, children: [&a {task: a}, *a]}',
};

function all(shows: Probe['shows'], documents: Readonly<Record<string, object>>): readonly Probe[] {
  return Object.entries(documents).map(([id, one]) => ({ id, shows, document: one }));
}

export const probes: readonly Probe[] = [
  ...all('error', errors),
  ...all('links', links),
  ...all('sources', sources),
  ...all('order', orders),
  ...others,
];
