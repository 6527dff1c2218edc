import fc from 'fast-check';

type Fields = Record<string, unknown>;

interface NativeDocument {
  readonly makespan: 1;
  readonly hosts: Record<string, { readonly base?: Fields; readonly components: Record<string, Fields> }>;
  readonly tasks: Record<string, Fields>;
}

const randomDocument: fc.Arbitrary<NativeDocument> = fc
  .record({
    hosts: fc.array(fc.record({ parallel: fc.boolean(), base: fc.boolean(), size: fc.integer({ min: 1, max: 4 }) }), {
      maxLength: 4,
    }),
    loose: fc.integer({ min: 0, max: 3 }),
    links: fc.array(fc.tuple(fc.nat(), fc.nat(), fc.boolean()), { maxLength: 12 }),
  })
  .filter(({ hosts, loose }) => hosts.length + loose > 0)
  .map(({ hosts, loose, links }) => {
    const ids = [
      ...hosts.flatMap(({ base, size }, host) => [
        ...(base ? [`h${host}.base`] : []),
        ...Array.from({ length: size }, (_, index) => `h${host}.c${index}`),
      ]),
      ...Array.from({ length: loose }, (_, index) => `t${index}`),
    ];
    const fields = new Map(ids.map((id) => [id, { after: [] as string[], consumes: {} as Record<string, string> }]));
    links.forEach(([a, b, isValue], index) => {
      const [from, to] = [a % ids.length, b % ids.length].sort((x, y) => x - y) as [number, number];
      if (from === to) return;
      const dependent = fields.get(ids[to]!)!;
      if (isValue) dependent.consumes[`in${index}`] = `${ids[from]}.out`;
      else dependent.after.push(ids[from]!);
    });
    const task = (id: string): Fields => ({ duration: '1s', provides: ['out'], ...fields.get(id) });
    const machines = hosts.map(({ parallel, base, size }, host) => {
      const names = Array.from({ length: size }, (_, index) => [`c${index}`, task(`h${host}.c${index}`)]);
      const own = { ...(base ? { base: task(`h${host}.base`) } : {}), ...(parallel ? { parallel } : {}) };
      return [`h${host}`, { ...own, components: Object.fromEntries(names) }];
    });
    const tasks = Array.from({ length: loose }, (_, index) => [`t${index}`, task(`t${index}`)]);
    return { makespan: 1, hosts: Object.fromEntries(machines), tasks: Object.fromEntries(tasks) };
  });

/** Random native documents without cycles: each task comes after earlier ones only, by order or by a value. */
export const randomNative: fc.Arbitrary<string> = randomDocument.map((document) => JSON.stringify(document));

const randomSignal = fc.record({
  sender: fc.nat(),
  id: fc.constantFrom(undefined, 'one', 'two'),
  at: fc.constantFrom('end', 'end', 'end', 'start'),
  status: fc.constantFrom('SUCCESS', 'SUCCESS', 'SUCCESS', 'FAILURE'),
  optional: fc.constantFrom(false, false, false, true),
  untracked: fc.boolean(),
});

/** The same with signals, and with waits for some or all of them, of which a format may say much, little or nothing. */
export const randomSignalling: fc.Arbitrary<string> = fc
  .tuple(
    randomDocument,
    fc.array(fc.tuple(fc.array(randomSignal, { maxLength: 3 }), fc.option(fc.nat(3))), { maxLength: 3 }),
  )
  .map(([document, waits]) => {
    const copy: NativeDocument = structuredClone(document);
    const senders = [...Object.values(copy.hosts).flatMap(({ components }) => Object.values(components))];
    const handles: Record<string, Fields> = {};
    const untrackedOnes: Record<string, Fields> = {};
    for (const [index, [signals, count]] of waits.entries()) {
      handles[`h${index}`] = index === 0 ? { duplicates: 'ignore' } : {};
      for (const { sender, untracked, ...signal } of signals) {
        const sent = { handle: `h${index}`, ...signal };
        const task = senders[sender % Math.max(1, senders.length)];
        if (untracked || !task)
          untrackedOnes[`u${Object.keys(untrackedOnes).length}`] = { untracked: true, signals: [sent] };
        else task.signals = [...((task.signals as Fields[] | undefined) ?? []), sent];
      }
      copy.tasks[`w${index}`] = {
        wait: { handle: `h${index}`, count: count === null ? Math.max(1, signals.length) : count + 1, timeout: '600s' },
      };
      copy.tasks[`next${index}`] = { after: `w${index}`, duration: '1s' };
    }
    const extra = Object.keys(untrackedOnes).length > 0 ? { extra: { parallel: true, components: untrackedOnes } } : {};
    return JSON.stringify({ ...copy, hosts: { ...copy.hosts, ...extra }, handles });
  });
