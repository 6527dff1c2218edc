import { type Condition, collectNames, type Environment, evaluate } from '../model/condition.ts';

/** Up to here every assignment is tried: 1,024 of them. */
export const ENUMERATED_CONDITIONS = 10;

/**
 * The assignments of the names that the environment leaves open, all true first: people write conditions so that the
 * interesting case is the true one.
 * @returns null when there are more names than are tried
 */
export function assignments(names: readonly string[], environment: Environment): readonly Environment[] | null {
  const open = names.filter((name) => !environment.has(name));
  if (open.length > ENUMERATED_CONDITIONS) return null;
  return Array.from(
    { length: 2 ** open.length },
    (_, bits) => new Map(open.map((name, index) => [name, ((bits >> index) & 1) === 0])),
  );
}

/** Whether some assignment makes all of these hold, or at least nothing says that none does. */
export function canHoldTogether(conditions: readonly (Condition | null)[], environment: Environment): boolean {
  const names = new Set<string>();
  for (const condition of conditions) collectNames(condition, names);
  const tried = assignments([...names].sort(), environment);
  if (tried === null) return true;
  return tried.some((assignment) => {
    const asked = new Map([...environment, ...assignment]);
    return conditions.every((condition) => evaluate(condition, asked) !== false);
  });
}
