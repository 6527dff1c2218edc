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

  it('does not mend what PyYAML refuses too', () => {
    expect(readDocument('t.yaml', 'a: [1,\nb: 2\n').root).toBeNull();
  });
});
