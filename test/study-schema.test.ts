import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { load } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { readStudyFile } from '../src/cli/study/read-study-file.ts';
import { projectRoot } from './source-files.ts';

const schema = JSON.parse(readFileSync(join(projectRoot, 'schemas/study.schema.json'), 'utf8'));
const validate = new Ajv2020({ strict: true, allErrors: true, allowUnionTypes: true, strictRequired: false }).compile(
  schema,
);

/** Whether the schema, and whether the reader, take a text. */
function verdicts(text: string): { readonly schema: boolean; readonly reader: boolean } {
  let reader = true;
  try {
    readStudyFile('study.yaml', text);
  } catch {
    reader = false;
  }
  return { schema: validate(load(text)), reader };
}

/** The studies of docs/study.md, and of the examples. */
function shipped(): readonly (readonly [string, string])[] {
  const page = readFileSync(join(projectRoot, 'docs/study.md'), 'utf8');
  const blocks = [...page.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, text], at) => [
    `docs/study.md, ${at + 1}`,
    text,
  ]);
  const examples = readdirSync(join(projectRoot, 'examples')).filter((name) => name.endsWith('.study.yaml'));
  const texts = examples.map((name) => [name, readFileSync(join(projectRoot, 'examples', name), 'utf8')]);
  return [...blocks, ...texts] as [string, string][];
}

describe('the schema of studies and their reader agree', () => {
  it.each(shipped())('that %s is in order', (_name, text) => {
    expect(verdicts(text)).toEqual({ schema: true, reader: true });
  });

  it.each([
    'scenarios: {a: {workers: 0}}',
    'scenarios: {a: {worker: 1}}',
    'scenarios: {a: {engine: heat}}',
    'scenarios: {a: {failures: {x: 2}}}',
    'scenarios: {a: {failures: {x: {retries: 2}}}}',
    'scenarios: {a: {dependencies: {refine: [{replace: a -> b}]}}}',
    'sweeps: [{name: x}]',
    'sweeps: [{over: {workers: {from: 1}}}]',
    'targets: [{goal: p95 <= 1s, least: workers}]',
    'replications: 0',
    'drivers: maybe',
    'sensitivity: {tasks: 0}',
    '[1]',
  ])('that %s is not', (text) => {
    expect(verdicts(text)).toEqual({ schema: false, reader: false });
  });
});
