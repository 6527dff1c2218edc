import type { Result } from '../../../result.ts';
import { storyWords as words } from '../../../words/page/story.ts';
import { formatCount, formatSeconds, formatShare } from '../../../words/quantity.ts';
import { cycleOf, label, type Run } from '../../reading.ts';

export interface Headline {
  readonly headline: string;
  readonly support: string;
}

/** The two sentences at the top, for each way a deployment can turn out. */
export function headline(result: Result): Headline {
  const { simulation, check } = result;
  if (simulation === null) {
    const errors = formatCount(check.summary.error, 'error');
    return {
      headline: check.summary.error > 0 ? words.rejected : words.notSimulated,
      support: check.summary.error > 0 ? words.withoutPlan(errors) : '',
    };
  }
  const circle = cycleOf(simulation, 'fine');
  if (circle) {
    return {
      headline: words.neverStarts,
      support: words.circle(arrows(circle)),
    };
  }
  const fine = simulation.granularities.fine as Run | undefined;
  const coarse = simulation.granularities.coarse;
  if (!fine?.makespan) {
    return {
      headline: words.neverCompletes,
      support: words.allFailed,
    };
  }
  const time = formatSeconds(fine.makespan.p50);
  const guessed = simulation.timings.some(({ origin }) => origin === 'assumed' || origin === 'default');
  const estimate = guessed ? words.about(time) : time;
  if (coarse && 'cycle' in coarse) {
    return {
      headline: words.readyFineOnly(estimate),
      support: words.coarseCircle(arrows(coarse.cycle)),
    };
  }
  if (coarse?.makespan === null) {
    return {
      headline: words.readyFineOnly(estimate),
      support: words.coarseNever,
    };
  }
  return gained(result, estimate, coarse as Run | undefined);
}

function gained({ simulation }: Result, estimate: string, coarse: Run | undefined): Headline {
  const gain = simulation?.gain;
  if (!coarse?.makespan || !gain || Math.abs(gain.mean) < 5e-4) {
    const same = coarse?.makespan ? words.sameTime : '';
    return { headline: words.ready(estimate), support: same };
  }
  const slow = formatSeconds(coarse.makespan.p50);
  const fixed = gain.ciHigh - gain.ciLow < 5e-4;
  const range = words.interval(formatSeconds(gain.ciLow), formatSeconds(gain.ciHigh));
  const interval = fixed ? words.always : range;
  return {
    headline: words.readyOrSlow(estimate, slow),
    support: words.saves(formatSeconds(gain.mean), formatShare(gain.relative), interval),
  };
}

function arrows(cycle: readonly string[]): string {
  return [...cycle, cycle[0] ?? ''].map(label).join(' → ');
}
