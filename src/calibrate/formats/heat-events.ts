import { JsonRow, listUnder } from '../json-row.ts';
import type { Log } from '../log.ts';
import type { LogFormat } from '../log-format.ts';
import type { LogReading } from '../observation.ts';
import { readStackEvents, type StackEvent } from '../stack-events.ts';
import { HeatTypes } from './heat-types.ts';

/**
 * What `openstack stack event list -f json` prints (with `--nested-depth` for nested stacks), and beside it
 * `openstack stack resource list -f json`, which alone knows the types. The rows of the API (`{"events": […]}`) too.
 * Columns: heatclient/osc/v1/event.py and resource.py.
 */
export const heatEvents: LogFormat = {
  title: 'openstack stack event list -f json, and stack resource list -f json',
  recognise: ({ json }) => rowsOf(json) !== null,
  read: (logs) => {
    const types = new HeatTypes();
    const seen = new Set<string>();
    const events: StackEvent[] = [];
    for (const log of logs) {
      const { path, items } = rowsOf(log.json) ?? { path: '', items: [] };
      const rows = items.map((item, index) => new JsonRow(`${log.name}: ${path}[${index}]`, item));
      if (isResourceList(rows)) types.addAll(rows);
      else events.push(...eventsOf(log, rows).filter(({ id }) => !seen.has(id) && seen.add(id)));
    }
    const reading = readStackEvents(events.map((event) => ({ ...event, type: event.type ?? types.of(event) })));
    return { ...reading, notes: notesOn(reading) };
  },
};

function rowsOf(json: unknown): ReturnType<typeof listUnder> {
  const list = listUnder(json, ['events', 'resources']);
  const first = list?.items[0];
  const isRow = typeof first === 'object' && first !== null;
  if (!isRow || !('resource_status' in first)) return null;
  return 'event_time' in first || 'resource_type' in first ? list : null;
}

function isResourceList([first]: readonly JsonRow[]): boolean {
  return first !== undefined && !first.has('event_time');
}

const PHASES: Readonly<Record<string, StackEvent['phase']>> = {
  CREATE_IN_PROGRESS: 'start',
  CREATE_COMPLETE: 'done',
  CREATE_FAILED: 'failed',
};

/** Without `--nested-depth` the rows do not name their stack: then a file is one stack. */
function eventsOf(log: Log, rows: readonly JsonRow[]): readonly (StackEvent & { readonly id: string })[] {
  const events = rows.map((row) => {
    const stack = row.optionalText('stack_name') ?? stackOfLinks(row.raw('links'));
    const resource = row.optionalText('resource_name') ?? row.text('logical_resource_id');
    return {
      id: row.text('id'),
      stack: `${log.name}: ${stack ?? ''}`,
      resource,
      type: row.optionalText('resource_type'),
      physicalId: row.optionalText('physical_resource_id'),
      isStack:
        stack === null ? STACK_ITSELF.test(row.optionalText('resource_status_reason') ?? '') : resource === stack,
      at: row.instant('event_time'),
      phase: PHASES[row.text('resource_status')] ?? 'other',
      isSignal: false,
      place: row.place,
    };
  });
  return isNewestFirst(events) ? events.reverse() : events;
}

/** The reasons of a stack's own events: heat/engine/stack.py, `state_set`. */
const STACK_ITSELF = /^Stack [A-Z]+ (?:started|completed|paused|failed|cancelled|aborted)/;

function stackOfLinks(links: unknown): string | null {
  if (!Array.isArray(links)) return null;
  const link = links.find((one) => one?.rel === 'stack') as { readonly href?: unknown } | undefined;
  return /\/stacks\/([^/]+)/.exec(String(link?.href ?? ''))?.[1] ?? null;
}

function isNewestFirst(events: readonly StackEvent[]): boolean {
  return (events[0]?.at.seconds ?? 0) > (events.at(-1)?.at.seconds ?? 0);
}

function notesOn({ observations }: LogReading): readonly string[] {
  const notes: string[] = [];
  if (observations.some(({ type }) => type === null)) {
    notes.push(
      'the events of Heat do not say types: add `openstack stack resource list -f json`, or wait conditions are taken for work and nothing is pooled by type',
    );
  }
  if (observations.some(({ type }) => /(?:Software|Structured)Deployment/.test(type ?? ''))) {
    notes.push(
      "the time of a software deployment holds its agent's polling, and the boot of its server where that was still going on",
    );
  }
  return notes;
}
