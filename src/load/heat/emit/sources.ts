import { and, type Condition } from '../../../model/condition.ts';
import type { Span } from '../../../model/span.ts';
import type { ResourceInstance } from '../instance.ts';
import { findReferences } from '../references.ts';
import type { Origin } from '../scope.ts';
import type { Emission } from './emission.ts';

/** A resource that a text reads, here or through the parameters of the stacks around it. */
export interface Source {
  readonly resource: ResourceInstance;
  readonly via: string;
  readonly attribute: string | null;
  readonly span: Span;
  readonly when: Condition | null;
}

/** Every resource that a text names, following parameters out to the properties that gave them. */
export function sourcesOf({ node, scope }: Origin, emission: Emission): readonly Source[] {
  const found = findReferences(node, scope);
  const stack = emission.stacks.get(scope.stack);
  const sources: Source[] = [];
  for (const { resource: name, via, attribute, span, when } of found.references) {
    const resource = stack?.resources.get(name);
    if (resource && emission.has(resource)) sources.push({ resource, via, attribute, span, when });
  }
  for (const { parameter, when } of found.parameters) {
    const origin = scope.parameters.get(parameter)?.origin;
    if (!origin) continue;
    for (const source of sourcesOf(origin, emission)) sources.push({ ...source, when: and(source.when, when) });
  }
  return sources;
}
