import { describe, it } from 'vitest';
import { checkFindings } from '../testing/check-findings.ts';
import { overConstraint } from './over-constraint.ts';
import { redundantDependency } from './redundant-dependency.ts';
import { unknownDecides } from './unknown-decides.ts';

type Row = readonly [string, string, readonly string[]];

describe('redundant-dependency', () => {
  it.each<Row>([
    [
      'a dependency beside a value',
      'a\nb\na => b\na -> b',
      ["info proved 4: 'b' depends on 'a' (after) needlessly: 'b' takes 'out' from 'a' (consumes) already"],
    ],
    [
      'a dependency beside a longer way',
      'a\nb\nc\na -> b\nb -> c\na -> c',
      ["info proved 6: 'c' depends on 'a' (after) needlessly: it already comes after it by way of 'b'"],
    ],
    ['a value is never redundant', 'a\nb\nc\na -> b\nb -> c\na => c', []],
    ['a longer way that may not exist is none', 'condition c = unknown\na\nb when c\nd\na -> b\nb -> d\na -> d', []],
    ['a longer way by a hidden rule is none that people should rest on', 'a\nb\nc\na ~> b\nb -> c\na -> c', []],
  ])('%s', (_name, drawing, expected) => {
    checkFindings(redundantDependency, drawing, expected);
  });
});

describe('over-constraint', () => {
  it.each<Row>([
    [
      'a dependency between machines where one value is needed (W29)',
      'host db: [db_vm] ready\nhost app: [app_vm] install start\ndb_vm -> app_vm\nready => start',
      [
        "info proved 3: 'app' as a whole comes after 'db' (after): that orders 4 pairs of their tasks, and 2 are " +
          "needed ('start' takes 'out' from 'ready' (consumes))",
      ],
    ],
    [
      'a dependency between machines that no value explains is not ours to judge',
      'host db: [db_vm] ready\nhost app: [app_vm] install\ndb_vm -> app_vm',
      [],
    ],
    [
      'a count that an unknown decides is not given',
      'condition c = unknown\nhost db: [v] ready\nhost app: [w] start\nx when c\nv -> x\nv -> w\nready => start',
      [],
    ],
    [
      'a dependency between two components is as fine as it gets',
      'host A: a1 a2\nhost B: b1 b2\na1 -> b1\na1 => b2',
      [],
    ],
  ])('%s', (_name, drawing, expected) => {
    checkFindings(overConstraint, drawing, expected);
  });
});

describe('unknown-decides', () => {
  it.each<Row>([
    [
      'a condition without a value',
      'condition big = unknown\na when big',
      ["info possible 1: parameter 'big' has no value: it decides whether 'a' exists"],
    ],
    ['an open condition that guards nothing', 'condition big = unknown\na', []],
    ['a condition with one', 'condition big = true\na when big', []],
  ])('%s', (_name, drawing, expected) => {
    checkFindings(unknownDecides, drawing, expected);
  });
});
