import type { TimingOrigin } from '../../../../model/timing/timing.ts';
import type { Result } from '../../../result.ts';
import { originWords, trustSentence } from '../../../words/origin.ts';
import { storyWords } from '../../../words/page/story.ts';
import { formatSeconds } from '../../../words/quantity.ts';
import { shortened } from '../../../words/visible.ts';
import { label } from '../../reading.ts';

export interface TimingsData {
  readonly lead: string;
  readonly rows: readonly TimingRow[];
}

export interface TimingRow {
  readonly task: string;
  readonly group: string;
  readonly mean: string;
  readonly meanSeconds: number;
  readonly duration: string;
  readonly origin: TimingOrigin;
  readonly originWords: string;
  readonly source: string;
}

export function prepareTimings({ simulation, graph }: Result): TimingsData {
  const groups = new Map(graph.tasks.map(({ id, group }) => [id, group]));
  return {
    lead: simulation === null ? storyWords.noDurations : trustSentence(simulation.timings),
    rows: (simulation?.timings ?? []).map(({ task, duration, meanSeconds, origin, source }) => ({
      task: label(task),
      group: groups.get(task) === task ? '' : label(groups.get(task) ?? ''),
      mean: formatSeconds(meanSeconds),
      meanSeconds,
      duration: shortened(duration, 80),
      origin,
      originWords: originWords[origin],
      source: shortened(source, 160),
    })),
  };
}
