import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCommandLine } from './command-line.ts';
import { plainCheck, type Values } from './plain-words.ts';

/** What the full parser makes of the words: the values, or that it refuses them. */
async function parsed(words: readonly string[]): Promise<Values | 'refused'> {
  let values: Values | 'refused' = 'refused';
  await readCommandLine(words, async (_command, given) => {
    values = given;
    return 0;
  }).catch(() => undefined);
  return values;
}

const MEANT = ['files', 'format', 'f', 'fail-on', 'quiet', 'color', 'fix', 'config'];

function meant(values: Values | 'refused' | null): unknown {
  if (values === null || values === 'refused') return values;
  const { f: _alias, ...rest } = Object.fromEntries(
    MEANT.flatMap((key) => (key in values ? [[key, values[key]]] : [])),
  );
  return rest;
}

const word = fc.oneof(
  fc.constantFrom(
    'a.yaml',
    '.',
    '-',
    '--',
    'x/*.yaml',
    '=',
    'a=b',
    '0',
    '1e3',
    '-5',
    '{a,b}',
    '[x]',
    '',
    "it's",
    '"q"',
  ),
  fc.constantFrom('--format', '-f', '--fail-on', '--format=json', '-fjson', '--fail-on=error', 'text', 'sarif=o.sarif'),
  fc.constantFrom('--fix', '--quiet', '-q', '--no-config', '--help', 'check', 'true', 'false', '--color', 'a b', '\\'),
  fc.string({ maxLength: 6 }),
);

describe('the short way through the command line', () => {
  it.each([
    [['check', 'a.yaml'], { files: ['a.yaml'] }],
    [['check', 'a.yaml', '-f', 'json', '-'], { files: ['a.yaml', '/dev/stdin'], format: 'json' }],
    [
      ['check', '--format', 'sarif=x.sarif', '--fail-on', 'warning', '.'],
      { files: ['.'], format: 'sarif=x.sarif', 'fail-on': 'warning' },
    ],
  ])('takes %j', (words, values) => {
    expect(plainCheck(words)).toEqual(values);
  });

  it.each(['check', 'check -h', 'check a --fix', 'check a -f', 'check a -f json -f text', 'check -- a', 'graph a', ''])(
    'leaves %j to the parser',
    (line) => {
      expect(plainCheck(line.split(' ').filter(Boolean))).toBeNull();
    },
  );

  it('says what the parser says, or nothing', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(word, { maxLength: 5 }), async (words) => {
        const plain = plainCheck(['check', ...words]);
        if (plain !== null) expect(meant(plain)).toEqual(meant(await parsed(['check', ...words])));
      }),
      { numRuns: 400 },
    );
  });
});
