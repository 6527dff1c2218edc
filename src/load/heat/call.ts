import type { DocumentNode, MappingNode, ScalarNode } from '../document/node.ts';
import type { Dialect } from './dialect.ts';

/** A function as Heat recognises one: a map with a single key that this version knows. */
export interface Call {
  readonly name: string;
  readonly key: ScalarNode;
  readonly argument: DocumentNode;
  readonly node: MappingNode;
}

/** @returns the function that a node calls; null for plain data, whatever its keys are called */
export function callOf(node: DocumentNode, dialect: Dialect): Call | null {
  if (node.kind !== 'mapping' || node.entries.length !== 1) return null;
  const [entry] = node.entries;
  const name = entry!.key.text;
  if (!dialect.functions.has(name) && !dialect.removed.has(name)) return null;
  return { name, key: entry!.key, argument: entry!.value, node };
}

/** The arguments of a function that takes a list; null when it was given something else. */
export function listArguments(argument: DocumentNode): readonly DocumentNode[] | null {
  return argument.kind === 'sequence' ? argument.items : null;
}

/** A named argument of a function that takes a map. */
export function mapArgument(argument: DocumentNode, name: string): DocumentNode | undefined {
  return argument.kind === 'mapping' ? argument.get(name) : undefined;
}

/** The spelling of the two `if` functions. */
export function isIf(call: Call): boolean {
  return call.name === 'if' || call.name === 'Fn::If';
}
