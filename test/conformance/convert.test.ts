import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { load } from '../../src/load/index.ts';
import type { Deployment } from '../../src/model/deployment.ts';
import { compareFineOrder } from '../../src/model/fine-order.ts';
import { type Conversion, writeHeat, writeNative, writeTaskflow } from '../../src/write/index.ts';
import { randomNative } from './testing/random-native.ts';

const TARGETS: readonly (readonly [string, (deployment: Deployment) => Conversion])[] = [
  ['native', writeNative],
  ['heat', writeHeat],
  ['taskflow', writeTaskflow],
];

function expectSameOrder(deployment: Deployment, conversion: Conversion, format: string): Deployment {
  expect(conversion.refusals).toEqual([]);
  const again = load('again', conversion.reloaded ?? conversion.text!, { format });
  expect(again.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  const same = { lost: [], added: [], missing: [], isCompared: true };
  expect(compareFineOrder(deployment, again.deployment, conversion.names)).toEqual(same);
  return again.deployment;
}

function throughNames(first: ReadonlyMap<string, string>, second: ReadonlyMap<string, string>): Map<string, string> {
  return new Map([...first].map(([id, name]) => [id, second.get(name)!]));
}

describe.each(TARGETS)('native → %s', (format, write) => {
  it('→ native keeps the fine order of any model', () => {
    fc.assert(
      fc.property(randomNative, (text) => {
        const { deployment, diagnostics } = load('t.yaml', text);
        expect(diagnostics).toEqual([]);
        const there = write(deployment);
        const between = expectSameOrder(deployment, there, format);
        const back = writeNative(between);
        const home = expectSameOrder(between, back, 'native');
        const names = throughNames(there.names, back.names);
        const same = { lost: [], added: [], missing: [], isCompared: true };
        expect(compareFineOrder(deployment, home, names)).toEqual(same);
      }),
      { numRuns: 150 },
    );
  });

  it.each(['seed.yaml', 'shop.yaml', 'seed.hot.yaml', 'seed-mutual.hot.yaml', 'two-tier.hot.yaml'])(
    'the example %s keeps its order, or is refused with a reason',
    (name) => {
      const text = readFileSync(new URL(`../../examples/${name}`, import.meta.url), 'utf8');
      const { deployment } = load(name, text);
      const conversion = write(deployment);
      if (conversion.text === null) expect(conversion.refusals).not.toEqual([]);
      else expectSameOrder(deployment, conversion, format);
    },
  );
});
