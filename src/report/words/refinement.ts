import type { ComponentDependency } from '../../study/refine/coarse-dependency.ts';
import type { Action, Outcome } from '../../study/refine/proposal.ts';
import type { ProposalDocument, RefineDocument } from '../refine-document.ts';
import type { GainDocument } from '../result.ts';
import { formatSeconds, formatShare } from './quantity.ts';
import { shortened } from './visible.ts';

/** What a proposal does, as a sentence about its two ends. */
export function proposalTitle(action: Action, { from, to }: { readonly from: string; readonly to: string }): string {
  switch (action) {
    case 'rely-on-values':
      return `let '${to}' begin without '${from}': what passes between their components keeps its order`;
    case 'order-components':
      return `let the machine '${to}' boot at once: only its first components come after '${from}'`;
    case 'remove-implied':
      return `leave out that '${to}' comes after '${from}': other dependencies imply it`;
    case 'remove-unexplained':
      return `leave out that '${to}' comes after '${from}', if nothing needs it that the template does not show`;
    case 'track-sender':
      return `replace the wait '${to}' by a dependency on '${from}', whose end it waits for`;
  }
}

/** `app.start takes 'address' from db.start`. */
export function componentSentence({ prerequisite, dependent, kind, carries, redundant }: ComponentDependency): string {
  const [first, second] = [shortened(prerequisite, 40), shortened(dependent, 40)];
  const value = carries === null ? 'a value' : `'${shortened(carries, 40)}'`;
  const how = {
    value: `takes ${value} from ${first}`,
    signal: `comes after the signal of ${first} (wait ${value})`,
    reference: `refers to ${first}`,
    explicit: `is written after ${first}`,
    'hosted-on': `is hosted on ${first}`,
    sequence: `is listed after ${first}`,
    implicit: `comes after ${first} by a rule of the engine`,
  }[kind];
  return `${second} ${how}${redundant ? ' (its order is implied)' : ''}`;
}

export function outcomeWords({ meanSeconds, p95Seconds, failed }: Outcome): string {
  if (meanSeconds === null) return 'it never completes';
  const fails = failed > 0 ? `, fails in ${formatShare(failed)}` : '';
  const spread = p95Seconds !== null && p95Seconds - meanSeconds > 1e-6 ? `, p95 ${formatSeconds(p95Seconds)}` : '';
  return `mean ${formatSeconds(meanSeconds)}${spread}${fails}`;
}

/** What it gains in time, and in deployments that do not fail. */
export function gainSentence({ gain, mends, after }: ProposalDocument, before: Outcome): string {
  if (mends) return `completes, which it does not today: ${outcomeWords(after)}`;
  if (gain === null) return after.meanSeconds === null ? 'never completes either' : 'gain unknown';
  if (before.failed === after.failed) return `${timeSentence(gain)}${reached(gain, after)}`;
  return `fails in ${formatShare(after.failed)} instead of ${formatShare(before.failed)}, ${timeSentence(gain)}`;
}

function timeSentence({ mean, ciLow, ciHigh, relative }: GainDocument): string {
  if (Math.abs(mean) < 5e-4) return 'saves no time';
  const half = (ciHigh - ciLow) / 2;
  const interval = half < 5e-4 ? '' : ` ± ${formatSeconds(half)}`;
  const share = formatShare(Math.abs(relative));
  return `${mean > 0 ? 'saves' : 'costs'} ${formatSeconds(Math.abs(mean))}${interval} (${share})`;
}

function reached({ mean }: GainDocument, { meanSeconds }: Outcome): string {
  return Math.abs(mean) < 5e-4 || meanSeconds === null ? '' : `, to ${formatSeconds(meanSeconds)}`;
}

/** How sure it is, and what that means for who wants to apply it. */
export function confidenceWords({ confidence }: Pick<ProposalDocument, 'confidence'>): string {
  switch (confidence) {
    case 'proved':
      return 'proved, no order changes';
    case 'likely':
      return 'likely right';
    case 'possible':
      return 'needs a human decision';
  }
}

/** What polling costs beside what dependencies do; none where the engine does not poll. */
export function pollingSentences({ polling, before, proposals }: RefineDocument): readonly string[] {
  if (polling === null || before.meanSeconds === null) return [];
  const best = proposals.find(({ gain, edits, byHand }) => gain !== null && (edits !== null || byHand !== null));
  const bestGain = Math.max(0, best?.gain?.mean ?? 0);
  const setting = polling.setting === null ? "as the engine's defaults say" : `every ${polling.setting}`;
  const faster = polling.faster.flatMap(({ setting: other, meanSeconds, gain }) =>
    meanSeconds === null || gain === null
      ? []
      : [
          `every ${other}: ${formatSeconds(meanSeconds)}, ${formatSeconds(Math.abs(gain.mean))} ${gain.mean >= 0 ? 'less' : 'more'}`,
        ],
  );
  const ideal = polling.idealSeconds === null ? '' : `, of ${formatSeconds(polling.idealSeconds)} without any engine`;
  const finer =
    best === undefined ? 'there is no dependency to refine' : `the best refinement saves ${formatSeconds(bestGain)}`;
  const head = polling.isDriver
    ? `Polling is the driver, not the dependencies: ${finer}, and agents that look more often save more.`
    : `Polling is not the driver here: ${finer}.`;
  return [
    head,
    `Agents look ${setting}: ${formatSeconds(before.meanSeconds)}${ideal}. If they looked ${faster.join('; ')}.`,
  ];
}
