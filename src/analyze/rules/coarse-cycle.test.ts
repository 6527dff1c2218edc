import { describe, expect, it } from 'vitest';
import { drawnDeployment } from '../../model/testing/drawn-deployment.ts';
import { analyze } from '../index.ts';
import { checkFindings } from '../testing/check-findings.ts';
import { coarseCycle } from './coarse-cycle.ts';

const seed = 'host vmA: base a1 a2 a3\nhost vmB: baseB b1 b2 b3\na1 -> b1\nb2 -> a3';

const rows: readonly (readonly [string, string, readonly string[]])[] = [
  [
    'two machines whose components have an order: each arrow names the dependency behind it',
    seed,
    [
      "info proved 4: 'vmA' and 'vmB' depend on each other in a cycle while their components do not: " +
        "'a3' depends on 'b2' (after), 'b1' depends on 'a1' (after); an engine that orders components deploys this, " +
        "one that orders the groups as wholes cannot; 1 dependency would have to move ('b2' → 'a3')",
    ],
  ],
  ['one direction is no cycle', 'host A: a1 a2\nhost B: b1\na1 -> b1', []],
  ['a cycle of the components themselves is another rule’s', 'host A: a1\nhost B: b1\na1 -> b1\nb1 -> a1', []],
  [
    'nested stacks are wholes for the engine, so their cycle is an error',
    'stack A: a1 a2\nstack B: b1 b2\na1 => b1\nb2 => a2',
    [
      "error proved 4: 'A' and 'B' depend on each other in a cycle while their components do not: " +
        "'a2' takes 'out' from 'b2' (consumes), 'b1' takes 'out' from 'a1' (consumes); the engine orders these " +
        "groups as wholes, so it can never deploy them; 1 dependency would have to move ('b2' → 'a2')",
    ],
  ],
  [
    'a stack and a machine in a cycle: the machine is no whole for the engine',
    'stack A: a1 a2\nhost B: b1 b2\na1 => b1\nb2 => a2',
    [
      "info proved 4: 'A' and 'B' depend on each other in a cycle while their components do not: " +
        "'a2' takes 'out' from 'b2' (consumes), 'b1' takes 'out' from 'a1' (consumes); an engine that orders " +
        "components deploys this, one that orders the groups as wholes cannot; 1 dependency would have to move ('b2' → 'a2')",
    ],
  ],
  [
    'conditions that exclude each other make no cycle',
    'condition c = unknown\nhost A: a1 a2\nhost B: b1 b2\na1 -> b1 when c\nb2 -> a2 when not c',
    [],
  ],
];

describe('coarse-cycle', () => {
  it.each(rows)('%s', (_name, drawing, expected) => {
    checkFindings(coarseCycle, drawing, expected);
  });

  it.each([
    ['one way', 'a1 -> b1\na1 -> b2\nb3 -> a3', ['b3', 'a3']],
    ['the other way', 'b1 -> a1\nb1 -> a2\na3 -> b3', ['a3', 'b3']],
  ])('moves the fewest component dependencies, not the fewest arrows: %s', (_name, arrows, moved) => {
    const drawing = `host A: a1 a2 a3\nhost B: b1 b2 b3\n${arrows}`;
    const [finding] = analyze(drawnDeployment(drawing), { rules: [coarseCycle] });
    expect(finding?.evidence.at(-1)).toMatchObject({ rows: [moved] });
    expect(finding?.evidence[1]).toMatchObject({ rows: { length: 3 } });
  });
});
