import { parseDuration } from '../../model/durations/parse-duration.ts';
import type { Timing, TimingOrigin } from '../../model/timing/timing.ts';
import type { PartTiming } from './part-file.ts';

export function timingsOfPart(timings: ReadonlyMap<string, Timing>): readonly PartTiming[] {
  return [...timings.values()].map(({ task, duration, origin, source }) => ({
    task,
    expression: duration.expression,
    origin,
    source,
  }));
}

/** An expression reads back to the same duration. */
export function timingsFromPart(timings: readonly PartTiming[]): ReadonlyMap<string, Timing> {
  return new Map(
    timings.map(({ task, expression, origin, source }) => {
      const parsed = parseDuration(expression);
      if (!parsed.ok) throw new Error(`a duration that cannot be read again: ${expression}: ${parsed.message}`);
      return [task, { task, duration: parsed.duration, origin: origin as TimingOrigin, source }];
    }),
  );
}
