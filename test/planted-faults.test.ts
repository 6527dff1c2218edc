import { readFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';

interface Fault {
  readonly file: string;
  readonly from: string;
  readonly meaning: string;
}

const root = fileURLToPath(new URL('..', import.meta.url));

it('every fault that `scripts/mutate-simulate.mjs` plants still has its place', async () => {
  const { faults }: { faults: readonly Fault[] } = await import(
    pathToFileURL(`${root}scripts/simulate-faults.mjs`).href
  );
  const lost = faults.filter(({ file, from }) => !readFileSync(root + file, 'utf8').includes(from));
  expect(lost.map(({ meaning }) => meaning)).toEqual([]);
});
