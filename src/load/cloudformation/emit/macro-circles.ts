import type { Condition } from '../../../model/condition.ts';
import { unknown } from '../../../model/unknown.ts';
import type { ResourceInstance, Stack } from '../stack.ts';
import { INCLUDE } from '../transforms.ts';

/**
 * A macro such as SAM's takes resources apart, and cycles through them vanish; so an arrow of such a cycle is
 * unknown until the service has run the macro.
 * @returns when the arrow from a prerequisite to its dependent holds, as far as macros decide: null means always
 */
export function unexpandedCircle(
  stack: Stack,
): (prerequisite: ResourceInstance, dependent: ResourceInstance) => Condition | null {
  const [macro] = stack.template.macros.filter((name) => name !== INCLUDE);
  if (macro === undefined) return () => null;
  const reach = new Map<string, ReadonlySet<string>>();
  const reachedFrom = (name: string): ReadonlySet<string> => {
    const known = reach.get(name);
    if (known) return known;
    const seen = new Set<string>();
    const open = [name];
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      const resource = stack.resources.get(at);
      for (const next of resource ? prerequisitesOf(resource) : []) {
        if (seen.has(next)) continue;
        seen.add(next);
        open.push(next);
      }
    }
    reach.set(name, seen);
    return seen;
  };
  return (prerequisite, dependent) => {
    if (!reachedFrom(prerequisite.name).has(dependent.name)) return null;
    return { kind: 'unknown', unknown: unknown(`the macro '${macro}' rewrites the template`, dependent.span) };
  };
}

function prerequisitesOf({ references, dependsOn }: ResourceInstance): readonly string[] {
  return [...references.map(({ resource }) => resource), ...dependsOn.map(({ name }) => name)];
}
