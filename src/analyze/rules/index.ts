import type { Rule } from '../rule.ts';
import { coarseCycle } from './coarse-cycle.ts';
import { dependencyCycle } from './dependency-cycle.ts';
import { implicitCycle } from './implicit-cycle.ts';
import { overConstraint } from './over-constraint.ts';
import { redundantDependency } from './redundant-dependency.ts';
import { unknownDecides } from './unknown-decides.ts';

/** Every rule, one import and one line each, sorted by id. `npm run new rule <id>` inserts both. */
// biome-ignore format: one line a rule, so that two new rules never meet on one line.
export const rules: readonly Rule[] = [
  coarseCycle,
  dependencyCycle,
  implicitCycle,
  overConstraint,
  redundantDependency,
  unknownDecides,
];
