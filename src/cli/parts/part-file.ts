import { createHash } from 'node:crypto';
import type { ComparisonPart } from '../../study/comparison-in-progress.ts';
import type { Shard } from '../../study/shard.ts';
import type { StudyPart } from '../../study/study-in-progress.ts';
import { Misuse } from '../misuse.ts';
import { readText } from '../read-file.ts';
import { toolVersion } from '../tool-version.ts';
import { writeWhole } from '../write-file.ts';
import { decodePart, encodePart } from './part-codec.ts';

const PART_VERSION = 1;
/** What fits into one text of Node. */
const LARGEST_PART_BYTES = 500 * 2 ** 20;

/** What parts must agree on: the tool, the texts that were read, and every option that changes the result. */
export interface PartIdentity {
  readonly tool: string;
  readonly files: Readonly<Record<string, string>>;
  readonly options: Readonly<Record<string, string>>;
}

/** A timing as a part carries it. */
export interface PartTiming {
  readonly task: string;
  readonly expression: string;
  readonly origin: string;
  readonly source: string;
}

interface PartHead {
  readonly makespanPart: typeof PART_VERSION;
  readonly shard: Shard;
  readonly identity: PartIdentity;
}

export type PartFile = PartHead &
  (
    | { readonly command: 'simulate'; readonly timings: readonly PartTiming[]; readonly body: ComparisonPart }
    | { readonly command: 'study'; readonly body: StudyPart }
  );

/** The texts go in as hashes: a part says that they were the same, not what they were. */
export function identityOf(
  files: Iterable<readonly [string, string]>,
  options: Readonly<Record<string, string>>,
): PartIdentity {
  const hash = (text: string): string => createHash('sha256').update(text).digest('hex');
  return {
    tool: toolVersion(),
    files: Object.fromEntries(
      [...files].sort(([a], [b]) => (a < b ? -1 : 1)).map(([file, text]) => [file, hash(text)]),
    ),
    options,
  };
}

type PartContent =
  | Omit<Extract<PartFile, { readonly command: 'simulate' }>, 'makespanPart'>
  | Omit<Extract<PartFile, { readonly command: 'study' }>, 'makespanPart'>;

export function partText(part: PartContent): string {
  return `${encodePart({ makespanPart: PART_VERSION, ...part })}\n`;
}

export function writePart(path: string, part: PartContent): void {
  writeWhole(path, partText(part));
}

/** @throws Misuse when it is none, or of another version */
export function readPart(path: string): PartFile {
  const read = readText(path, LARGEST_PART_BYTES);
  if ('error' in read) throw new Misuse(`${path} ${read.error}`);
  const { text } = read;
  const value = text.startsWith('{"makespanPart":') ? decoded(text, path) : null;
  if (value === null) throw new Misuse(`${path} is no part: simulate and study write one with --shard or --part`);
  const { makespanPart } = value as { readonly makespanPart: unknown };
  if (makespanPart !== PART_VERSION) {
    throw new Misuse(`${path} is a part of version ${makespanPart}; this makespan reads version ${PART_VERSION}`);
  }
  return value as PartFile;
}

function decoded(text: string, path: string): unknown {
  try {
    return decodePart(text);
  } catch {
    throw new Misuse(`${path} is a part that was cut short or changed`);
  }
}

/** In what two parts differ, in words; null when they go together. */
export function differenceOf(a: PartFile, b: PartFile): string | null {
  if (a.command !== b.command) return `one is of ${a.command}, the other of ${b.command}`;
  if (a.identity.tool !== b.identity.tool) return `they are of makespan ${a.identity.tool} and ${b.identity.tool}`;
  const file = differingKey(a.identity.files, b.identity.files);
  if (file !== null) return `${file} was not the same text`;
  const option = differingKey(a.identity.options, b.identity.options);
  if (option !== null) return `--${option} was ${said(a, option)} and ${said(b, option)}`;
  return a.shard.of === b.shard.of ? null : `one is of ${a.shard.of} shards, the other of ${b.shard.of}`;
}

function said({ identity }: PartFile, option: string): string {
  return identity.options[option] ?? 'not given';
}

function differingKey(a: Readonly<Record<string, string>>, b: Readonly<Record<string, string>>): string | null {
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].sort().find((key) => a[key] !== b[key]) ?? null;
}

/** How many replications a part has of how many; they are equal when it is finished. */
export function progressOf(part: PartFile): { readonly done: number; readonly all: number } {
  let [done, all] = [0, 0];
  for (const run of part.body.runs) {
    if (run === null) all += 1;
    else if ('stretches' in run) {
      all += run.end - run.first;
      for (const { count } of run.stretches) done += count;
    }
  }
  return { done, all };
}
