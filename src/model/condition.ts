import type { Unknown } from './unknown.ts';

/**
 * When something exists: a formula over the template's named conditions.
 * An absent condition (`null` where a `Condition | null` is stored) means always.
 */
export type Condition =
  | { readonly kind: 'literal'; readonly value: boolean }
  | { readonly kind: 'named'; readonly name: string }
  | { readonly kind: 'not'; readonly of: Condition }
  | { readonly kind: 'and'; readonly of: readonly Condition[] }
  | { readonly kind: 'or'; readonly of: readonly Condition[] }
  | { readonly kind: 'unknown'; readonly unknown: Unknown };

/** Truth in three values. */
export type Truth = true | false | 'unknown';

/** What is taken for true or false: named conditions by name; names that are absent are unknown. */
export type Environment = ReadonlyMap<string, boolean>;

export const ALWAYS: Condition = { kind: 'literal', value: true };
export const NEVER: Condition = { kind: 'literal', value: false };

export function named(name: string): Condition {
  return { kind: 'named', name };
}

export function not(of: Condition): Condition {
  if (of.kind === 'literal') return of.value ? NEVER : ALWAYS;
  return of.kind === 'not' ? of.of : { kind: 'not', of };
}

export function and(...of: readonly (Condition | null)[]): Condition | null {
  const parts = of.filter((part): part is Condition => part !== null && !(part.kind === 'literal' && part.value));
  if (parts.length <= 1) return parts[0] ?? null;
  return parts.some((part) => part.kind === 'literal') ? NEVER : { kind: 'and', of: parts };
}

export function or(...of: readonly (Condition | null)[]): Condition | null {
  if (of.some((part) => part === null || (part.kind === 'literal' && part.value))) return null;
  const parts = of.filter((part): part is Condition => part !== null && part.kind !== 'literal');
  if (parts.length === 0) return NEVER;
  return parts.length === 1 ? (parts[0] as Condition) : { kind: 'or', of: parts };
}

/** Kleene's three-valued truth of a condition under an environment. */
export function evaluate(condition: Condition | null, environment: Environment): Truth {
  if (condition === null) return true;
  switch (condition.kind) {
    case 'literal':
      return condition.value;
    case 'named':
      return environment.get(condition.name) ?? 'unknown';
    case 'not': {
      const inner = evaluate(condition.of, environment);
      return inner === 'unknown' ? inner : !inner;
    }
    case 'and':
      return fold(condition.of, environment, false);
    case 'or':
      return fold(condition.of, environment, true);
    case 'unknown':
      return 'unknown';
  }
}

/** `decisive` is the value that settles the whole: false for and, true for or. */
function fold(parts: readonly Condition[], environment: Environment, decisive: boolean): Truth {
  let open = false;
  for (const part of parts) {
    const truth = evaluate(part, environment);
    if (truth === decisive) return decisive;
    if (truth === 'unknown') open = true;
  }
  return open ? 'unknown' : !decisive;
}

/** The names that a condition speaks of, sorted. */
export function conditionNames(condition: Condition | null): readonly string[] {
  const names = new Set<string>();
  collectNames(condition, names);
  return [...names].sort();
}

/** Adds the names that a condition speaks of to those of others. */
export function collectNames(condition: Condition | null, into: Set<string>): void {
  switch (condition?.kind) {
    case 'named':
      into.add(condition.name);
      break;
    case 'not':
      collectNames(condition.of, into);
      break;
    case 'and':
    case 'or':
      for (const part of condition.of) collectNames(part, into);
  }
}

/** A condition as people read it: `with_db and not small`. */
export function formatCondition(condition: Condition | null): string {
  if (condition === null) return 'always';
  switch (condition.kind) {
    case 'literal':
      return condition.value ? 'always' : 'never';
    case 'named':
      return condition.name;
    case 'not':
      return `not ${condition.of.kind === 'named' ? condition.of.name : `(${formatCondition(condition.of)})`}`;
    case 'and':
    case 'or':
      return condition.of
        .map((part) =>
          part.kind === 'and' || part.kind === 'or' ? `(${formatCondition(part)})` : formatCondition(part),
        )
        .join(` ${condition.kind} `);
    case 'unknown':
      return `unknown (${condition.unknown.cause})`;
  }
}
