import fc from 'fast-check';

/** Random native documents without circles: each task comes after earlier ones only, by order or by a value. */
export const randomNative: fc.Arbitrary<string> = fc
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
    const task = (id: string): object => ({ duration: '1s', provides: ['out'], ...fields.get(id) });
    const machines = hosts.map(({ parallel, base, size }, host) => {
      const names = Array.from({ length: size }, (_, index) => [`c${index}`, task(`h${host}.c${index}`)]);
      const own = { ...(base ? { base: task(`h${host}.base`) } : {}), ...(parallel ? { parallel } : {}) };
      return [`h${host}`, { ...own, components: Object.fromEntries(names) }];
    });
    const tasks = Array.from({ length: loose }, (_, index) => [`t${index}`, task(`t${index}`)]);
    return JSON.stringify({ makespan: 1, hosts: Object.fromEntries(machines), tasks: Object.fromEntries(tasks) });
  });
