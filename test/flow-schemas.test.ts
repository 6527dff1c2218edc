import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { readDocument } from '../src/load/document/read-document.ts';
import { load } from '../src/load/index.ts';
import { plainValue } from '../src/load/testing/plain-value.ts';

const ROOT = new URL('..', import.meta.url).pathname;

/** Errors of TaskFlow's semantics, which no schema can see. */
const SHAPE = new Set(['wrong-type', 'unknown-key', 'missing-key', 'unknown-version', 'bad-decider']);

describe.each([['taskflow'], ['graph']])('the published schema of %s and the reader agree', (format) => {
  const schema = JSON.parse(readFileSync(join(ROOT, 'schemas', `${format}.schema.json`), 'utf8')) as object;
  const validate = new Ajv({ allErrors: true, allowUnionTypes: true, strict: false }).compile(schema);
  const folder = join(ROOT, 'fixtures', format);
  const names = readdirSync(folder).filter((name) => name !== 'export');

  it.each(names)('on the fixture %s', (name) => {
    const file = readdirSync(join(folder, name)).find((one) => one.startsWith('input.'))!;
    const text = readFileSync(join(folder, name, file), 'utf8');
    const { diagnostics } = load(file, text, { format });
    const isRefused = diagnostics.some(({ severity, code }) => severity === 'error' && SHAPE.has(code));
    expect(validate(plainValue(readDocument(file, text).root!)), JSON.stringify(validate.errors)).toBe(!isRefused);
  });
});
