import type { EventCard } from './prepare.ts';

/** One task of a schedule: when it was under way, and what it did, by number of event. */
export interface ScheduleLane {
  readonly task: string;
  readonly spans: readonly { readonly from: number; readonly to: number; readonly state: LaneState }[];
  readonly marks: readonly { readonly at: number; readonly event: EventCard['event'] }[];
}

/** How a span ends: still under way when the schedule ends, done, gone wrong, or stuck for ever. */
export type LaneState = 'running' | 'done' | 'wrong';

/** A lane for each task, in the order in which they first do something. */
export function scheduleLanes(events: readonly EventCard[]): readonly ScheduleLane[] {
  const tasks = [...new Set(events.map(({ task }) => task))];
  return tasks.map((task) => {
    const own = events.flatMap((event, at) => (event.task === task ? [{ ...event, at }] : []));
    const marks = own
      .filter(({ event }) => event === 'signal' || event === 'stuck' || event === 'fail')
      .map(({ at, event }) => ({ at, event }));
    const begun = own.find(({ event }) => event === 'start' || event === 'resume');
    const ended = own.find(({ event }) => event === 'finish' || event === 'fail' || event === 'stuck');
    if (!begun) return { task, spans: [], marks };
    const state: LaneState = !ended ? 'running' : ended.event === 'finish' ? 'done' : 'wrong';
    return { task, spans: [{ from: begun.at, to: ended?.at ?? events.length - 1, state }], marks };
  });
}
