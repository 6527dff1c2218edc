import type { Duration } from '../../../model/durations/duration.ts';
import { parseDuration } from '../../../model/durations/parse-duration.ts';
import type { DocumentNode } from '../../document/node.ts';
import type { ResourceInstance } from '../instance.ts';
import { chosenNode, evaluateOrigin } from '../properties.ts';
import type { Session } from '../session.ts';
import { mappingOf } from '../template.ts';

/** What the metadata of a resource says of its times: `metadata: {makespan: {duration: 45s, boot: 3m}}`. */
export interface StatedDurations {
  readonly duration: Duration | null;
  readonly boot: Duration | null;
}

export function statedDurations(resource: ResourceInstance, session: Session): StatedDurations {
  const node = resource.metadata && chosenNode(resource.metadata.node, resource.metadata.scope);
  const metadata = mappingOf(node ?? undefined);
  const stated = mappingOf(metadata?.get('makespan') ?? metadata?.get('Makespan'));
  const read = (...names: readonly string[]): Duration | null => {
    for (const name of names) {
      const value = stated?.get(name);
      if (value) return durationOf(value, resource, session);
    }
    return null;
  };
  return { duration: read('duration', 'Duration'), boot: read('boot', 'Boot') };
}

function durationOf(node: DocumentNode, resource: ResourceInstance, session: Session): Duration | null {
  const value = evaluateOrigin({ node, scope: resource.metadata!.scope });
  const text = typeof value === 'number' ? String(value) : value;
  if (typeof text !== 'string') {
    session.reporter.say('heat-wrong-duration', `the duration of '${resource.name}' is not a text`, node.span);
    return null;
  }
  const parsed = parseDuration(text);
  if (parsed.ok) return parsed.duration;
  session.reporter.say('heat-wrong-duration', `the duration of '${resource.name}': ${parsed.message}`, node.span);
  return null;
}
