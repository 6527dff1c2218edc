import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { load } from '../index.ts';
import { memoryFileSource } from '../memory-file-source.ts';

const FIXTURES = new URL('../../../fixtures/heat/', import.meta.url).pathname;
const texts = readdirSync(FIXTURES).flatMap((name) =>
  readdirSync(`${FIXTURES}${name}`)
    .filter((file) => file === 'input.yaml')
    .map((file) => readFileSync(`${FIXTURES}${name}/${file}`, 'utf8')),
);

/** What people and editors do to a template by mistake, one token or line at a time. */
const WORDS = [
  'null',
  '[]',
  '{}',
  '7',
  "''",
  'true',
  '{get_resource: vm}',
  '{get_attr: []}',
  '{if: [a]}',
  '{get_param: }',
];

describe('templates that are broken in some place', () => {
  it('are read without throwing, whatever is lost, doubled or replaced', () => {
    const change = fc.record({
      text: fc.constantFrom(...texts),
      line: fc.nat(),
      how: fc.constantFrom('drop', 'double', 'cut', 'value', 'word'),
      word: fc.constantFrom(...WORDS),
    });
    fc.assert(
      fc.property(change, fc.nat(), ({ text, line, how, word }, seed) => {
        const lines = text.split('\n');
        const at = line % lines.length;
        lines.splice(at, 1, ...changed(lines[at]!, how, word, seed));
        const broken = lines.join('\n');
        const files = memoryFileSource({
          'half.yaml': broken,
          'pair.yaml': broken,
          'again.yaml': broken,
          'inner.yaml': broken,
        });
        expect(() => load('t.yaml', broken, { files })).not.toThrow();
      }),
      { numRuns: 400 },
    );
  });
});

function changed(line: string, how: string, word: string, seed: number): readonly string[] {
  switch (how) {
    case 'drop':
      return [];
    case 'double':
      return [line, line];
    case 'cut':
      return [line.slice(0, seed % (line.length + 1))];
    case 'value':
      return [line.replace(/:.*$/, `: ${word}`)];
    default: {
      const words = [...line.matchAll(/[\w:]+/g)];
      const match = words[seed % Math.max(1, words.length)];
      return [match ? line.slice(0, match.index) + word + line.slice(match.index + match[0].length) : line];
    }
  }
}
