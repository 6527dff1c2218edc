import type { ResourceInstance } from '../instance.ts';
import type { Emission } from './emission.ts';
import { roleOf } from './roles.ts';
import { type Source, sourcesOf } from './sources.ts';

/** The server that a deployment runs on, and the text that says so. */
export interface Hosting {
  readonly server: ResourceInstance;
  readonly source: Source;
}

/** Null when the template does not say: the server is given by its id, or exists only at run time. */
export function hostOf(deployment: ResourceInstance, emission: Emission): Hosting | null {
  const origin = deployment.properties.get('server');
  if (!origin) return null;
  for (const source of sourcesOf(origin, emission)) {
    const server = serverOf(source, deployment, emission);
    if (server) return { server, source };
  }
  return null;
}

function serverOf(source: Source, deployment: ResourceInstance, emission: Emission): ResourceInstance | null {
  const { resource, attribute } = source;
  if (roleOf(resource) === 'server') return resource;
  if (resource.child?.kind === 'set') {
    const name = memberName(resource, attribute ?? '', deployment);
    const member = name === undefined ? undefined : resource.child.resources.get(name);
    return member && roleOf(member) === 'server' ? member : null;
  }
  if (!resource.child?.template || attribute === null) return null;
  // An output of a nested stack that gives its server away.
  const output = resource.child.template.outputs.get(attribute);
  if (!output) return null;
  const inner = sourcesOf({ node: output.value, scope: resource.child.scope }, emission);
  return inner.map(({ resource: one }) => one).find((one) => roleOf(one) === 'server') ?? null;
}

/** Which member `refs.0`, `refs_map.name` or `resource.name` speaks of; `refs_map` alone: the one of the same name. */
function memberName(group: ResourceInstance, attribute: string, deployment: ResourceInstance): string | undefined {
  const [first, second] = attribute.split('.');
  if (first === 'refs' && second !== undefined) return [...group.child!.resources.keys()][Number(second)];
  if (first === 'refs_map') return second ?? deployment.name;
  return first === 'resource' ? second : undefined;
}
