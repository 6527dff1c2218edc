import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isTestFile, projectRoot, type SourceFile, sourceFiles } from './source-files.ts';

const LONGEST_FILE = 300;
const LONGEST_LINE = 120;

/** Each exception stands here with its reason; an exception that is no longer needed fails too. */
const EXCEPTIONS: Readonly<Record<string, string>> = {};

/**
 * The formatter breaks a line wherever it can; it cannot break a string, a regular expression or a row it is told to
 * keep.
 */
function breakableLength(line: string): number {
  return line.trimStart().startsWith('[')
    ? 0
    : line.replaceAll(LITERAL, '').replace(/ \/\/ biome-ignore format: .*$/, '').length;
}

const LITERAL = /'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|`(?:[^`\\]|\\.)*`|^\s*\/(?![/*]).*\/[a-z]*/g;

/** What fails a file, by name of the habit. */
const HABITS: Readonly<Record<string, (file: SourceFile) => boolean>> = {
  'a file has at most 300 lines': ({ text }) => text.trimEnd().split('\n').length > LONGEST_FILE,
  'a line has at most 120 characters': ({ text }) =>
    text.split('\n').some((line) => line.length > LONGEST_LINE && breakableLength(line) > LONGEST_LINE),
  'names are kebab-case': ({ path }) => !/^(?:[a-z0-9-]+\/)*[a-z0-9-]+(?:\.test|\.d)?\.(?:ts|mjs)$/.test(path),
  'a file is named after its noun': ({ path }) =>
    path.split('/').some((part) => /^(?:utils?|helpers?|common|misc|types)(?:\.ts)?$/.test(part)),
  'nothing is left to do': ({ text }) => new RegExp(`\\b(?:${['TO', 'FIX'].join('DO|')}ME|X{3})\\b`).test(text),
  'no check is switched off': ({ text }) => /@ts-(?:ignore|nocheck|expect-error)|\.only\(/.test(text),
};

/** The words that would let the world into the core, or make two runs differ. */
const BANNED_IN_CORE: Readonly<Record<string, RegExp>> = {
  'no randomness without a seed': /\bMath\.random\b/,
  'no time of day': /\bDate\.now\b|\bnew Date\b|\bperformance\.now\b/,
};

/** Their last bits differ between machines, so nothing that a draw depends on may call them. */
const INEXACT = /\bMath\.(?:exp|expm1|log|log1p|log2|log10|pow|sin|cos|tan|atan2?|sinh|cosh|tanh|cbrt|hypot)\b/;

const files = sourceFiles('src', 'test', 'bench', 'scripts');
const core = files.filter(({ path }) => path.startsWith('src/') && !path.startsWith('src/cli/') && !isTestFile(path));

describe('tidy', () => {
  for (const [habit, fails] of Object.entries(HABITS)) {
    it(habit, () => {
      const failing = files.filter(fails).map(({ path }) => path);
      expect(failing.filter((path) => EXCEPTIONS[`${habit}: ${path}`] === undefined)).toEqual([]);
    });
  }

  it('no exception outlives its reason', () => {
    const needed = Object.entries(HABITS).flatMap(([habit, fails]) =>
      files.filter(fails).map(({ path }) => `${habit}: ${path}`),
    );
    expect(Object.keys(EXCEPTIONS).filter((exception) => !needed.includes(exception))).toEqual([]);
  });

  it('biome holds functions to 50 lines and files to named exports', () => {
    const { linter } = JSON.parse(readFileSync(`${projectRoot}biome.json`, 'utf8'));
    expect(linter.rules.style.noDefaultExport).toBe('error');
    expect(linter.rules.complexity.noExcessiveLinesPerFunction).toEqual({ level: 'error', options: { maxLines: 50 } });
  });
});

describe('words that do not enter the core', () => {
  for (const [reason, pattern] of Object.entries(BANNED_IN_CORE)) {
    it(reason, () => {
      expect(core.filter(({ text }) => pattern.test(text)).map(({ path }) => path)).toEqual([]);
    });
  }

  it('a draw rests on no function whose last bits differ between machines', () => {
    const drawing = core.filter(({ path }) => /^src\/(?:model\/durations|simulate)\//.test(path));
    expect(drawing.filter(({ text }) => INEXACT.test(withoutComments(text))).map(({ path }) => path)).toEqual([]);
  });
});

function withoutComments(text: string): string {
  return text.replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
}
