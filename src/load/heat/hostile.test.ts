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

const RESOURCES = 'heat_template_version: 2018-08-31\nresources:\n';
const LONG = 'x'.repeat(1_000_000);

function server(userData: string): string {
  return `${RESOURCES}  vm: {type: OS::Nova::Server, properties: {flavor: f, user_data: ${userData}}}\n`;
}

function counted(count: string): string {
  return `${RESOURCES}  g: {type: OS::Heat::ResourceGroup, properties: {count: ${count}, resource_def: {type: OS::Heat::Value}}}\n`;
}

function doubled(levels: number): string {
  let text = 'x';
  for (let level = 0; level < levels; level += 1) text = `{str_replace: {template: xx, params: {x: ${text}}}}`;
  return text;
}

function conditions(definitions: readonly string[]): string {
  const lines = definitions.map((definition, index) => `  c${index}: ${definition}\n`).reverse();
  const last = `  a: {type: OS::Heat::Value, condition: c${definitions.length - 1}, properties: {value: 1}}\n`;
  return `${RESOURCES}${last}parameters: {p: {type: string}}\nconditions:\n${lines.join('')}`;
}

const ROW = Array.from({ length: 50 }, (_, index) => index).join(', ');
const ROWS = ['%a', '%b', '%c', '%d', '%e'].map((name) => `'${name}': [${ROW}]`).join(', ');

const GREEDY: readonly (readonly [name: string, text: string])[] = [
  ['a text of a terabyte', counted(`{str_replace: {template: ${LONG}, params: {x: ${LONG}}}}`)],
  ['a script of a terabyte', server(`{str_replace: {template: ${LONG}, params: {x: ${LONG}}}}`)],
  ['a script that doubles sixty times', server(doubled(60))],
  ['a text that doubles sixty times', counted(doubled(60))],
  ['a repeat of 312 million', counted(`{repeat: {template: '%a%b%c%d%e', for_each: {${ROWS}}}}`)],
  [
    'a pattern that never ends',
    `${RESOURCES}parameters: {p: {type: string, default: ${'a'.repeat(40)}, constraints: [{allowed_pattern: '(a|a)*b'}]}}\n`,
  ],
  [
    'a row of 5,000 conditions',
    conditions(Array.from({ length: 5000 }, (_, i) => (i === 0 ? '{equals: [1, 1]}' : `{not: c${i - 1}}`))),
  ],
  [
    'conditions that double',
    conditions(
      Array.from({ length: 60 }, (_, i) =>
        i === 0 ? '{equals: [{get_param: p}, 1]}' : `{or: [c${i - 1}, c${i - 1}]}`,
      ),
    ),
  ],
];

describe('templates that ask for more than there is', () => {
  it.each(GREEDY)('%s is read all the same', (_name, text) => {
    expect(load('t.yaml', text).deployment.resources.order).toBeGreaterThanOrEqual(0);
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

describe('a resource without a name', () => {
  it('is left out, which is said, and what needs it stays', () => {
    const text = `heat_template_version: 2018-08-31
resources:
  '': {type: OS::Heat::RandomString}
  after: {type: OS::Heat::Value, properties: {value: {get_resource: ''}}}
`;
    const { deployment, diagnostics } = load('t.yaml', text);
    expect(deployment.tasks.nodes()).toEqual(['after']);
    expect(diagnostics.map(({ code }) => code)).toEqual(['heat-reserved-name']);
  });
});
