import { describe, expect, it } from 'vitest';
import { explainSyntax } from './explain-syntax.ts';
import { load } from './index.ts';

describe('explainSyntax', () => {
  it('reports each of several syntax errors in its place', async () => {
    const text = 'makespan: 1\ntasks:\n  a: {duration: 1s\n  b: 2s\n  c: "open\n';
    const first = load('t.yaml', text);
    expect(first.diagnostics.map(({ code }) => code)).toEqual(['yaml-syntax']);
    const { diagnostics } = await explainSyntax('t.yaml', first);
    expect(diagnostics.length).toBeGreaterThan(1);
    expect(new Set(diagnostics.map(({ code }) => code))).toEqual(new Set(['yaml-syntax']));
    for (const { span } of diagnostics) expect(span?.line).toBeGreaterThanOrEqual(3);
  });

  it('leaves a sound template as it is', async () => {
    const result = load('t.yaml', 'makespan: 1\n');
    expect(await explainSyntax('t.yaml', result)).toBe(result);
  });

  it('keeps the first error of a text that is too long to explain', async () => {
    const result = load('t.yaml', `a: b: c\n#${'x'.repeat(300_000)}\n`);
    expect(await explainSyntax('t.yaml', result)).toBe(result);
  });
});
