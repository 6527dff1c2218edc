import type { Timing } from '../../model/timing/timing.ts';
import type { TimingDocument } from '../result.ts';

/** Every duration with where it is from. */
export function timingDocuments(timings: ReadonlyMap<string, Timing>): readonly TimingDocument[] {
  return [...timings.values()].map(({ task, duration, origin, source }) => ({
    task,
    duration: duration.expression,
    meanSeconds: duration.meanSeconds,
    origin,
    source,
  }));
}
