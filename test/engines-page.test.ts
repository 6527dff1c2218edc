import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { engines } from '../src/simulate/engines/index.ts';

const page = readFileSync('docs/engines.md', 'utf8');

describe('docs/engines.md', () => {
  it('has every engine, and every option of each with its default', () => {
    const missing = Object.values(engines).flatMap(({ id, options }) => [
      ...(page.includes(`| \`${id}\``) ? [] : [id]),
      ...options
        .filter(({ name, default: value }) => !page.includes(`| \`${name}\` | ${value === '' ? 'none' : value} |`))
        .map(({ name }) => `${id}: ${name}`),
    ]);
    expect(missing).toEqual([]);
  });
});
