import type { AddressKind } from './addresses.ts';
import { PROPERTY_SCHEMA_ROWS } from './property-schemas.generated.ts';

/** What Heat demands of the value of a property, or of an entry in it. Source: `Schema` in heat/engine/properties.py. */
export interface PropertySchema {
  /** String, integer, number, boolean, map, list, or anything. */
  readonly t: 's' | 'i' | 'n' | 'b' | 'm' | 'l' | 'a';
  readonly required?: 1;
  /** What stands for a null. */
  readonly default?: unknown;
  readonly constraints?: readonly ConstraintRow[];
  /** The property is known but not implemented: giving it is refused. */
  readonly missing?: 1;
  /** The schema of each item of a list. */
  readonly each?: PropertySchema;
  /** The schemas of a map's entries; a map without them holds anything. */
  readonly keys?: PropertySchemas;
  /** The older name of the same thing, which Heat puts here when it is given. */
  readonly older?: string;
}

export type PropertySchemas = Readonly<Record<string, PropertySchema>>;

export type ConstraintRow =
  | readonly ['range' | 'length', min: number | null, max: number | null]
  | readonly ['values', ...allowed: readonly unknown[]]
  | readonly ['pattern', pattern: string]
  | readonly ['custom', name: AddressKind];

const remembered = new Map<string, PropertySchemas>();

/** The schemas of a type's properties by name; undefined for a type that Heat 19 does not have. */
export function propertySchemasOf(type: string): PropertySchemas | undefined {
  const known = remembered.get(type);
  if (known) return known;
  const row = Object.hasOwn(PROPERTY_SCHEMA_ROWS, type) ? PROPERTY_SCHEMA_ROWS[type] : undefined;
  if (row === undefined) return undefined;
  const schemas = JSON.parse(row) as PropertySchemas;
  remembered.set(type, schemas);
  return schemas;
}
