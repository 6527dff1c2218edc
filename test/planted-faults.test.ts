import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
// @ts-expect-error a script without types
import { faults } from '../scripts/simulate-faults.mjs';

interface Fault {
  readonly file: string;
  readonly from: string;
  readonly meaning: string;
}

const root = fileURLToPath(new URL('..', import.meta.url));

it('every fault that `scripts/mutate-simulate.mjs` plants still has its place', () => {
  const lost = (faults as readonly Fault[]).filter(
    ({ file, from }) => !readFileSync(root + file, 'utf8').includes(from),
  );
  expect(lost.map(({ meaning }) => meaning)).toEqual([]);
});
