import { existsSync } from 'node:fs';
import type { Options } from 'yargs';
import type { LoadResult } from '../../load/load.ts';
import type { Shard } from '../../study/shard.ts';
import type { Arguments } from '../arguments.ts';
import { Misuse } from '../misuse.ts';
import { differenceOf, identityOf, type PartFile, type PartIdentity, readPart } from '../parts/part-file.ts';
import { demandText } from './template-options.ts';

const group = 'Sharing the work:';

/** How a simulation or a study is cut, saved on the way, and taken up again. */
export const sharingOptions: Readonly<Record<string, Options>> = {
  shard: {
    describe: 'I/N: the I-th of N parts only, such as 2/7; makespan merge joins them',
    requiresArg: true,
    group,
  },
  part: {
    describe: 'Where the part is written: at the end, every half minute, and when interrupted',
    requiresArg: true,
    group,
  },
  resume: { describe: 'A part that was interrupted: go on from there', requiresArg: true, group },
};

/** Options that change no byte of the result. */
const WITHOUT_EFFECT = ['threads', 'format', 'output', 'trace', 'color', 'quiet', ...Object.keys(sharingOptions)];
export const PRECISION_IN_SHARDS =
  'a precision looks at the whole sample, so it cannot be cut into shards: give replications instead';
const MOST_SHARDS = 10_000;

export interface Sharing {
  readonly shard: Shard | null;
  readonly partPath: string | null;
  readonly resumed: PartFile | null;
}

/** @throws Misuse for what is no shard, or a part to resume that is none */
export function readSharing(given: Arguments): Sharing {
  const shard = readShard(given.text('shard'));
  const resume = given.text('resume');
  if (shard && given.text('precision') !== null) {
    throw new Misuse(PRECISION_IN_SHARDS);
  }
  const resumed = resume === null ? null : readPart(resume);
  const partPath = given.text('part');
  if (partPath !== null && !existsSync(partPath) && partPath.endsWith('/'))
    throw new Misuse(`--part ${partPath} is a folder`);
  return { shard, partPath, resumed };
}

function readShard(text: string | null): Shard | null {
  if (text === null) return null;
  const match = /^(\d+)\/(\d+)$/.exec(text);
  const [index, of] = [Number(match?.[1]), Number(match?.[2])];
  if (match && index >= 1 && index <= of && of <= MOST_SHARDS) return { index, of };
  throw new Misuse(`--shard is written I/N with 1 ≤ I ≤ N ≤ ${MOST_SHARDS}, such as 2/7, not '${text}'`);
}

/** What this run must agree on with its other parts: every option that has an effect, and every text that was read. */
export function runIdentity(
  given: Arguments,
  { files }: Pick<LoadResult, 'files'>,
  {
    options,
    texts = [],
  }: { readonly options: readonly string[]; readonly texts?: readonly (readonly [string, string])[] },
): PartIdentity {
  const named = [...given.texts('environment'), ...given.texts('timings')];
  const read = named.map((file) => [file, demandText(file)] as const);
  const withEffect = options.filter((name) => !WITHOUT_EFFECT.includes(name));
  return identityOf([...files, ...read, ...texts], given.given(withEffect));
}

/** @throws Misuse when the part to resume is of another run, or of another shard */
export function checkResumed(resumed: PartFile, path: string, here: PartFile): void {
  const difference = differenceOf(here, resumed);
  if (difference !== null) throw new Misuse(`${path} is a part of another run: ${difference}`);
  if (resumed.shard.index !== here.shard.index) {
    throw new Misuse(`${path} is shard ${resumed.shard.index}, not ${here.shard.index}`);
  }
}
