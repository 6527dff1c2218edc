import fc from 'fast-check';

type Fields = Readonly<Record<string, unknown>>;

const symbol = fc.constantFrom('s', 't', 'u', 'v');
const symbols = fc.uniqueArray(symbol, { minLength: 1, maxLength: 2 });

const provides = fc.oneof(symbol, symbols);

const plainTask = fc.record(
  {
    task: fc.constant(''),
    requires: fc.oneof(symbols, fc.dictionary(fc.constantFrom('a', 'b'), symbol, { minKeys: 1 })),
    provides,
    inject: fc.dictionary(symbol, fc.constant(1), { maxKeys: 1 }),
    revert_requires: symbols,
  },
  { requiredKeys: ['task'] },
);

/** One whose `execute()` says what it takes, so that TaskFlow infers it. */
const inferredTask = fc
  .record(
    {
      task: fc.constant(''),
      arguments: symbols,
      optional: symbols,
      rebind: fc.oneof(fc.dictionary(fc.constantFrom('s', 't', 'z'), symbol, { minKeys: 1, maxKeys: 1 }), symbols),
      auto_extract: fc.constantFrom(true, true, false),
      provides,
      revert_requires: symbols,
    },
    { requiredKeys: ['task', 'arguments'] },
  )
  .map((task) => ({ ...task, optional: (task.optional ?? []).filter((name) => !task.arguments.includes(name)) }));

const retry = fc.oneof(
  fc.record({ name: fc.constant(''), strategy: fc.constant('times'), provides: symbol }),
  fc.record(
    {
      name: fc.constant(''),
      strategy: fc.constant('parameterized_for_each'),
      provides: symbol,
      rebind: fc.record({ values: symbol }),
    },
    { requiredKeys: ['name', 'strategy'] },
  ),
);

interface Drawn {
  readonly item: fc.Arbitrary<Fields>;
  readonly flow: fc.Arbitrary<Fields>;
}

const { flow } = fc.letrec<{ item: Fields; flow: Fields }>(
  (tie): Drawn => ({
    item: fc.oneof({ maxDepth: 3, depthSize: 'small' }, plainTask, plainTask, inferredTask, tie('flow')),
    flow: fc.record(
      {
        flow: fc.constant(''),
        pattern: fc.constantFrom('linear', 'unordered', 'graph', 'graph', 'targeted_graph'),
        retry,
        children: fc.array(tie('item'), { minLength: 1, maxLength: 4 }),
        calls: fc.array(fc.record({ resolve_requires: fc.boolean(), resolve_existing: fc.boolean() }), {
          maxLength: 2,
        }),
        links: fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 2 }),
        target: fc.nat(),
      },
      { requiredKeys: ['flow', 'pattern', 'children'] },
    ),
  }),
);

/** Random documents of the shape `taskflow/1`: most are in order, and TaskFlow refuses the others for many reasons. */
export const randomFlow: fc.Arbitrary<Fields> = fc
  .record({ flow, store: fc.uniqueArray(symbol, { maxLength: 2 }) })
  .map((drawn) => ({ format: 'taskflow/1', store: drawn.store, flow: named(drawn.flow, { tasks: 0, flows: 0 }) }));

/** Every name once; links and the target name children, and the first children have calls of `add()` of their own. */
function named(item: Fields, count: { tasks: number; flows: number }): Fields {
  if ('task' in item) {
    count.tasks += 1;
    return { ...item, task: `t${count.tasks}` };
  }
  count.flows += 1;
  const { calls, links, target, ...rest } = item;
  const name = `f${count.flows}`;
  const children = (item.children as readonly Fields[]).map((child) => named(child, count));
  const names = children.map((child) => child.task ?? child.flow);
  const own = 'retry' in item ? { retry: { ...(item.retry as Fields), name: `${name}_retry` } } : {};
  const base = { ...rest, ...own, flow: name, children };
  if (item.pattern !== 'graph' && item.pattern !== 'targeted_graph') return base;
  const options = (calls as readonly Fields[] | undefined) ?? [];
  const pairs = ((links as readonly (readonly [number, number])[] | undefined) ?? []).map((pair) => {
    const [from, to] = pair.map((index) => index % names.length).sort() as [number, number];
    return { from: names[from], to: names[to] };
  });
  return {
    ...base,
    children: children.map((child, index) => (options[index] ? { ...options[index], add: [child] } : child)),
    links: pairs.filter(({ from, to }) => from !== to),
    ...(item.pattern === 'targeted_graph' && typeof target === 'number'
      ? { target: names[target % names.length] }
      : {}),
  };
}
