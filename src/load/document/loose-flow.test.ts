import { describe, expect, it } from 'vitest';
import { readDocument } from './read-document.ts';

describe('indentation inside brackets', () => {
  it('may be less than that of the key, as PyYAML has it, and spans keep their lines', () => {
    const { root, diagnostics } = readDocument('t.yaml', 'a:\n    b: [\n    1,\n  2\n]\n    c: 3\n');
    expect(diagnostics).toEqual([]);
    const a = root?.kind === 'mapping' ? root.get('a') : undefined;
    const b = a?.kind === 'mapping' ? a.get('b') : undefined;
    expect(b?.kind === 'sequence' ? b.items.map((item) => item.span.line) : []).toEqual([3, 4]);
    expect(a?.kind === 'mapping' ? a.get('c')?.span.line : 0).toBe(6);
  });

  it('ends a list with a lone pair at its bracket', () => {
    const { root } = readDocument('t.yaml', 'a: [\n  b: {c: d}\n]\ne: f\n');
    const list = root?.kind === 'mapping' ? root.get('a') : undefined;
    expect(list?.span).toMatchObject({ line: 1, column: 4, endLine: 3, endColumn: 2 });
    expect(list?.kind === 'sequence' ? list.items[0]?.span : undefined).toMatchObject({ line: 2, endColumn: 12 });
  });

  it('does not mend what PyYAML refuses too', () => {
    expect(readDocument('t.yaml', 'a: [1,\nb: 2\n').root).toBeNull();
  });
});

describe('tabs inside brackets', () => {
  it.each(['a: [1,\t2]', 'a:\t[1, 2]', 'a: {b:\t1, c:\t"x\ty"}', 'a: {"b"\t: 1}\t', "a: {it's:\t1}"])(
    '%j is read, as PyYAML does',
    (text) => {
      expect(readDocument('t.yaml', text).diagnostics).toEqual([]);
    },
  );

  it('stay what they are in quotes', () => {
    const { root } = readDocument('t.yaml', 'a: {b:\t"x\ty"}');
    const a = root?.kind === 'mapping' ? root.get('a') : undefined;
    const b = a?.kind === 'mapping' ? a.get('b') : undefined;
    expect(b?.kind === 'scalar' ? b.value : undefined).toBe('x\ty');
  });
});
