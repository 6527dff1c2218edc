import fc from 'fast-check';
import type { CaseHandle, CaseSend, CaseTask, WaitingCase } from './waiting-case.ts';

/** What an arbitrary case may have beyond the monotone fragment. */
export interface CaseShape {
  readonly failures?: boolean;
  readonly implicitIds?: boolean;
  readonly edges?: boolean;
  /** None, or one that blocked waits hold or release. */
  readonly pools?: boolean;
  readonly conditions?: boolean;
}

/** Small cases with up to six tasks, two handles and one pool. */
export function arbitraryCase(shape: CaseShape): fc.Arbitrary<WaitingCase> {
  const handle = fc.constantFrom('g', 'h');
  const send: fc.Arbitrary<CaseSend> = fc.record({
    handle,
    id: shape.implicitIds ? fc.constantFrom('1', '2', null) : fc.constantFrom('x', 'y', 'z'),
    when: fc.constantFrom('start', 'end'),
    status: shape.failures ? fc.constantFrom('SUCCESS', 'SUCCESS', 'FAILURE') : fc.constant('SUCCESS'),
    optional: fc.boolean(),
    cond: shape.conditions ? fc.constantFrom(null, 'c', '!c') : fc.constant(null),
  });
  // Now and then a count that nothing is needed for, or one beyond all ids.
  const count = fc.constantFrom(1, 1, 1, 2, 2, 0, 4);
  const wait = fc.option(fc.record({ handle, count }), { freq: 2 });
  const draft = fc.record({
    host: fc.constantFrom('A', 'B'),
    deps: fc.uniqueArray(fc.nat(5), { maxLength: 2 }),
    sends: fc.array(send, { maxLength: 2 }),
    wait,
  });
  return fc
    .record({
      drafts: fc.array(draft, { minLength: 2, maxLength: 6 }),
      edge: fc.boolean(),
      pool: fc.constantFrom('none', 'hold', 'hold', 'release'),
      capacity: fc.integer({ min: 1, max: 2 }),
      order: fc.constantFrom('free', 'seq'),
      dup: fc.constantFrom<CaseHandle['dup']>('overwrite', 'ignore'),
      initial: fc.constantFrom<readonly string[]>([], [], ['x'], ['1']),
    })
    .map(({ drafts, edge, pool, capacity, order, dup, initial }) => {
      const tasks = drafts.map(
        (task, index): CaseTask => ({
          ...task,
          name: `t${index}`,
          // Mostly earlier tasks: a case where everything is stuck shows little.
          deps: task.deps.filter((dep) => dep < index).map((dep) => `t${dep}`),
          reads: [],
        }),
      );
      const trigger = shape.edges && edge ? ('edge' as const) : ('level' as const);
      const handles = ['g', 'h'].map((name): CaseHandle => ({ name, dup, trigger, initial }));
      return {
        hosts: [
          { name: 'A', order: order as 'free' | 'seq', capacity: null, hold: false },
          { name: 'B', order: 'free' as const, capacity: null, hold: false },
        ],
        workers: shape.pools && pool !== 'none' ? { capacity, hold: pool === 'hold' } : null,
        handles,
        conds: shape.conditions ? ['c'] : [],
        tasks,
      };
    });
}
