import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { load } from '../src/load/index.ts';

const page = readFileSync(new URL('../docs/native-format.md', import.meta.url), 'utf8');
const schema = readFileSync(new URL('../schemas/native.schema.json', import.meta.url), 'utf8');
const examples = [...page.matchAll(/```yaml\n([\s\S]*?)```/g)].map((match) => match[1] as string);

describe('docs/native-format.md', () => {
  it('has examples', () => {
    expect(examples.length).toBeGreaterThan(5);
  });

  it.each(examples)('every example loads clean: %#', (text) => {
    const { deployment, diagnostics } = load('example.yaml', text);
    expect(diagnostics).toEqual([]);
    expect(deployment.tasks.order).toBeGreaterThan(0);
  });

  it('begins with the seed example of the fixtures', () => {
    const seed = readFileSync(new URL('../fixtures/native/seed/input.yaml', import.meta.url), 'utf8');
    expect(examples[0]).toBe(seed.replace(/^(#.*\n)+/, ''));
  });

  it('explains every key of the schema', () => {
    const named = [...propertiesOf(JSON.parse(schema))];
    expect(named.length).toBeGreaterThan(20);
    for (const key of named) expect(page, key).toMatch(new RegExp(`\`${key}\`|^  ?${key}:`, 'm'));
  });
});

function propertiesOf(schema: unknown, into: Set<string> = new Set()): ReadonlySet<string> {
  if (typeof schema !== 'object' || schema === null) return into;
  for (const [key, value] of Object.entries(schema)) {
    if (key === 'properties') for (const name of Object.keys(value as object)) into.add(name);
    propertiesOf(value, into);
  }
  return into;
}
