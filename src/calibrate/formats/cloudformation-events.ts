import { JsonRow, listUnder } from '../json-row.ts';
import type { LogFormat } from '../log-format.ts';
import { readStackEvents, type StackEvent } from '../stack-events.ts';

/**
 * What `aws cloudformation describe-stack-events` prints, newest first; pages and nested stacks in any number of files.
 * The time of a resource is from its first CREATE_IN_PROGRESS to CREATE_COMPLETE; those in between ("Resource creation
 * Initiated", CONFIGURATION_COMPLETE, signals) are stages.
 * Source: user guide, "View stack events" and "stack-resource-configuration-complete".
 */
export const cloudformationEvents: LogFormat = {
  title: 'aws cloudformation describe-stack-events',
  recognise: ({ json }) => {
    const list = listUnder(json, ['StackEvents']);
    return list !== null && (list.path !== '' || isEvent(list.items[0]));
  },
  read: (logs) => {
    const seen = new Set<string>();
    const events = logs.flatMap(({ name, json }) => {
      const { path, items } = listUnder(json, ['StackEvents']) ?? { path: '', items: [] };
      // Oldest first, so that events of one instant keep the order in which they happened.
      return items.map((item, index) => eventOf(new JsonRow(`${name}: ${path}[${index}]`, item))).reverse();
    });
    // Pages that overlap, or a stack asked for twice, state an event again.
    return readStackEvents(events.filter(({ id }) => !seen.has(id) && seen.add(id)));
  },
};

const PHASES: Readonly<Record<string, StackEvent['phase']>> = {
  CREATE_IN_PROGRESS: 'start',
  CREATE_COMPLETE: 'done',
  CREATE_FAILED: 'failed',
};

function eventOf(row: JsonRow): StackEvent & { readonly id: string } {
  const stack = row.text('StackId');
  const physicalId = row.optionalText('PhysicalResourceId');
  return {
    id: row.text('EventId'),
    stack,
    resource: row.text('LogicalResourceId'),
    type: row.text('ResourceType'),
    physicalId,
    isStack: physicalId === stack,
    at: row.instant('Timestamp'),
    phase: PHASES[row.text('ResourceStatus')] ?? 'other',
    isSignal: /^Received \w+ signal/.test(row.optionalText('ResourceStatusReason') ?? ''),
    place: row.place,
  };
}

function isEvent(item: unknown): boolean {
  return typeof item === 'object' && item !== null && 'LogicalResourceId' in item && 'EventId' in item;
}
