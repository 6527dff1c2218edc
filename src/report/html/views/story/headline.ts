import type { Result } from '../../../result.ts';
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
      headline: check.summary.error > 0 ? 'An engine would reject this template.' : 'Not simulated.',
      support: check.summary.error > 0 ? `${errors} below; without a plan there is no makespan.` : '',
    };
  }
  const circle = cycleOf(simulation, 'fine');
  if (circle) {
    return {
      headline: 'This deployment can never start.',
      support: `Its tasks depend on each other in a circle: ${arrows(circle)}.`,
    };
  }
  const fine = simulation.granularities.fine as Run | undefined;
  const coarse = simulation.granularities.coarse;
  if (!fine?.makespan) {
    return {
      headline: 'This deployment never completes.',
      support: 'Every replication ended with a task that failed or got stuck.',
    };
  }
  const time = formatSeconds(fine.makespan.p50);
  const guessed = simulation.timings.some(({ origin }) => origin === 'assumed' || origin === 'default');
  const estimate = guessed ? `about ${time}` : time;
  if (coarse && 'cycle' in coarse) {
    return {
      headline: `Ready in ${estimate}, and only at component granularity.`,
      support: `Between hosts the order is a circle, ${arrows(coarse.cycle)}: enforced there, it is impossible.`,
    };
  }
  if (coarse?.makespan === null) {
    return {
      headline: `Ready in ${estimate}, and only at component granularity.`,
      support: 'With order enforced between hosts it never completes.',
    };
  }
  return gained(result, estimate, coarse as Run | undefined);
}

function gained({ simulation }: Result, estimate: string, coarse: Run | undefined): Headline {
  const gain = simulation?.gain;
  if (!coarse?.makespan || !gain || Math.abs(gain.mean) < 5e-4) {
    const same = coarse?.makespan ? 'Order between components or between hosts: it takes the same time.' : '';
    return { headline: `Ready in ${estimate}.`, support: same };
  }
  const slow = formatSeconds(coarse.makespan.p50);
  const fixed = gain.ciHigh - gain.ciLow < 5e-4;
  const range = `95 % interval ${formatSeconds(gain.ciLow)} to ${formatSeconds(gain.ciHigh)}`;
  const interval = fixed ? 'in every replication' : range;
  return {
    headline: `Ready in ${estimate}. Enforced host by host, it takes ${slow}.`,
    support: `Order between components saves ${formatSeconds(gain.mean)} (${formatShare(gain.relative)}; ${interval}).`,
  };
}

function arrows(cycle: readonly string[]): string {
  return [...cycle, cycle[0] ?? ''].map(label).join(' → ');
}
