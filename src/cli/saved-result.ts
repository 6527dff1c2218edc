import { RESULT_VERSION, type Result } from '../report/result.ts';
import type { StudyDocument } from '../report/study-document.ts';
import { Misuse } from './misuse.ts';

/**
 * The Result that `makespan report -o X.json` saved, or null when the text is something else.
 * @throws Misuse when it is one of another version, or is incomplete
 */
export function savedResult(file: string, text: string): Result | null {
  if (!/^\s*\{/.test(text) || !text.includes('"makespan"')) return null;
  const value = parsed(text);
  if (!isRecord(value) || !isRecord(value.tool) || value.tool.name !== 'makespan') return null;
  if (value.version !== RESULT_VERSION) {
    throw new Misuse(`${file} is a Result of version ${value.version}; this makespan reads version ${RESULT_VERSION}`);
  }
  const missing = PARTS.find(([part, holds]) => !holds(value[part]));
  if (missing) throw new Misuse(`${file} is not a whole Result: '${missing[0]}' is missing or not what it should be`);
  return value as unknown as Result;
}

/** The study that `makespan study --format json` printed. @throws Misuse when the file is none, or of another version */
export function savedStudy(file: string, text: string): StudyDocument {
  const value = parsed(text);
  if (!isRecord(value) || !hasLists(value, 'scenarios', 'ranking', 'sweeps', 'targets', 'drivers', 'notes')) {
    throw new Misuse(`${file} is not a study: expected what makespan study --format json prints`);
  }
  if (value.version !== RESULT_VERSION) {
    throw new Misuse(`${file} is a study of version ${value.version}; this makespan reads version ${RESULT_VERSION}`);
  }
  return value as unknown as StudyDocument;
}

/** What the page reaches into without asking; the rest it takes as it finds it. */
const PARTS: readonly (readonly [keyof Result, (part: unknown) => boolean])[] = [
  ['template', (part) => isRecord(part) && typeof part.file === 'string'],
  ['sources', Array.isArray],
  [
    'graph',
    (part) => isRecord(part) && hasLists(part, 'tasks', 'dependencies', 'groups', 'handles', 'values', 'unknowns'),
  ],
  ['check', (part) => isRecord(part) && hasLists(part, 'findings') && isRecord(part.summary)],
  [
    'simulation',
    (part) => part === null || (isRecord(part) && isRecord(part.granularities) && hasLists(part, 'timings')),
  ],
];

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function hasLists(record: Readonly<Record<string, unknown>>, ...names: readonly string[]): boolean {
  return names.every((name) => Array.isArray(record[name]));
}
