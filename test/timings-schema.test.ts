import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { calibrate, timingFileText } from '../src/calibrate/index.ts';
import { readTimingFile } from '../src/cli/timing-file.ts';
import { readDocument } from '../src/load/document/read-document.ts';
import { plainValue } from '../src/load/testing/plain-value.ts';
import { visible } from '../src/report/words/visible.ts';
import { projectRoot } from './source-files.ts';

const schema = JSON.parse(readFileSync(join(projectRoot, 'schemas/timings.schema.json'), 'utf8')) as object;
const validate = new Ajv2020({ allErrors: true, allowUnionTypes: true }).compile(schema);

function conforms(text: string): boolean {
  const { root } = readDocument('t.yaml', text);
  return root !== null && validate(plainValue(root));
}

function faultOf(text: string): string | null {
  try {
    readTimingFile('t.yaml', text);
    return null;
  } catch (error) {
    return (error as Error).message;
  }
}

describe('the schema of timing files and the reader agree', () => {
  it.each([
    'tasks: {a: 45s}\ntypes: {T: "uniform(1s, 2s)"}',
    'tasks: {a: {duration: 45s, samples: 3, deployments: 2, fit: x, note: y}}',
    'tasks: {a: 12.5}\ncalibrated: true',
    'tasks:\ntypes: {}',
    timingFileText(calibrate([{ name: 'l\u2028og\n#', text: 'task,type,seconds\n"a: \u202e#\u0085",T,4\nb,T,5' }])),
  ])('on %j', (text) => {
    expect(faultOf(text)).toBeNull();
    expect(conforms(text), JSON.stringify(validate.errors)).toBe(true);
  });

  it.each([
    ['task: {a: 45s}', "t.yaml:1:1: unknown key 'task' (did you mean 'tasks'?)"],
    ['tasks: [a]', "t.yaml:1:8: 'tasks' maps names to durations"],
    ['tasks: {a: [45s]}', 't.yaml:1:12: a duration is written like 45s'],
    ['tasks: {a: {duraton: 45s}}', "t.yaml:1:13: unknown key 'duraton' (did you mean 'duration'?)"],
    ['tasks: {a: {samples: 4}}', "t.yaml:1:12: expected 'duration:'"],
    ['tasks: {a: -4}', 't.yaml:1:12: a duration is not negative'],
  ])('on what is wrong with %j', (text, message) => {
    expect(faultOf(text)).toContain(message);
    expect(conforms(text)).toBe(false);
  });
});

it('what is written keeps hostile names inside their quotes', () => {
  const text = timingFileText(calibrate([{ name: 'x\n types', text: 'task,seconds\n"a"": 1\u0085\u001b[31m\n",4' }]));
  expect([...text].filter((one) => one !== '\n' && visible(one) !== one)).toEqual([]);
  expect([...readTimingFile('t', text).tasks.keys()]).toEqual(['a": 1\u0085\u001b[31m']);
});
