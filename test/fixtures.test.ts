import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { diagnosticCodes } from '../src/load/codes.ts';
import { frontEnds, load } from '../src/load/index.ts';
import type { FileSource, LoadResult } from '../src/load/load.ts';
import type { Diagnostic } from '../src/model/diagnostic.ts';
import { dumpDeployment } from '../src/model/dump.ts';
import type { Span } from '../src/model/span.ts';

/**
 * Each case is a folder `fixtures/<format>/<case>/`: an input with its one point and its origin in a comment on top,
 * the dump of its model, and what reading it reports. `UPDATE=1` rewrites the two goldens.
 */
const FIXTURES = new URL('../fixtures/', import.meta.url).pathname;
const INPUTS = ['input.yaml', 'input.json'];

interface Case {
  readonly format: string;
  readonly name: string;
  readonly folder: string;
}

function cases(): readonly Case[] {
  return subfolders(FIXTURES).flatMap((format) =>
    subfolders(join(FIXTURES, format)).map((name) => ({ format, name, folder: join(FIXTURES, format, name) })),
  );
}

function subfolders(folder: string): readonly string[] {
  const entries = readdirSync(folder, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}

function read(folder: string, name: string): string {
  return readFileSync(join(folder, name), 'utf8');
}

function inputOf({ folder }: Case): string {
  const input = INPUTS.find((name) => existsSync(join(folder, name)));
  if (input === undefined) throw new Error(`${folder} has no ${INPUTS.join(' or ')}`);
  return input;
}

function loadCase(testCase: Case): LoadResult {
  const { folder } = testCase;
  const input = inputOf(testCase);
  const environment = 'environment.yaml';
  const environments = existsSync(join(folder, environment))
    ? [{ file: environment, text: read(folder, environment) }]
    : [];
  const files: FileSource = {
    read: (path) => (existsSync(join(folder, path)) ? { text: read(folder, path) } : { error: `no file '${path}'` }),
  };
  return load(input, read(folder, input), { environments, files });
}

/** `line:column severity code message`, with the file before it where it is not the input. */
function findingsText(diagnostics: readonly Diagnostic[]): string {
  return diagnostics
    .map(({ span, severity, code, message }) => `${placeText(span)} ${severity} ${code} ${message}\n`)
    .join('');
}

function placeText(span: Span | null): string {
  if (span === null) return '-:-';
  const file = INPUTS.includes(span.file) ? '' : `${span.file}:`;
  return `${file}${span.line}:${span.column}`;
}

function expectGolden(folder: string, name: string, actual: string): void {
  const path = join(folder, name);
  if (process.env.UPDATE) writeFileSync(path, actual);
  expect(actual).toBe(existsSync(path) ? readFileSync(path, 'utf8') : `(missing: run with UPDATE=1 to write ${name})`);
}

describe.each(cases())('fixture $format/$name', (testCase) => {
  it('reads as its goldens say', () => {
    const { deployment, diagnostics } = loadCase(testCase);
    expectGolden(testCase.folder, 'model.txt', dumpDeployment(deployment));
    expectGolden(testCase.folder, 'findings.txt', findingsText(diagnostics));
  });

  it('reports registered codes only, in places that exist', () => {
    const known = new Map(diagnosticCodes.map((code) => [code.code, code]));
    const { diagnostics, files } = loadCase(testCase);
    for (const { code, span } of diagnostics) {
      expect(known.has(code), `${code} is not registered`).toBe(true);
      const lines = span ? (files.get(span.file) ?? '').split('\n') : [];
      if (span) expect(span.line, code).toBeLessThanOrEqual(lines.length);
      if (span) expect(span.column, code).toBeLessThanOrEqual((lines[span.line - 1] ?? '').length + 1);
    }
  });

  it.runIf(inputOf(testCase).endsWith('.yaml'))('begins with a comment that says its point and its origin', () => {
    const top = /^(?:#.*\n)+/.exec(read(testCase.folder, inputOf(testCase)))?.[0] ?? '';
    expect(top).toMatch(/# Origin: /);
  });

  it('is recognised as its own format under any file name', () => {
    const { deployment } = load('unknown-name', read(testCase.folder, inputOf(testCase)));
    expect(['unknown', testCase.format]).toContain(deployment.template.format);
    expect(frontEnds.map(({ id }) => id)).toContain(testCase.format);
  });
});

describe('the registry of codes', () => {
  it.each(diagnosticCodes)('$code has a name and two sentences', ({ code, summary, why }) => {
    expect(code).toMatch(/^[a-z]+(-[a-z]+)*$/);
    for (const sentence of [summary, why]) expect(sentence).toMatch(/^[A-Z`].*\.$/);
  });

  it('has each code once', () => {
    const codes = diagnosticCodes.map(({ code }) => code);
    expect(new Set(codes).size).toBe(codes.length);
  });
});
