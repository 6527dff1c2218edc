import type { Signal } from '../../model/deployment.ts';
import type { Related } from '../../model/diagnostic.ts';
import { isUnknown } from '../../model/unknown.ts';
import type { Facts } from '../facts.ts';
import { senderList, taskPhrase } from './story.ts';
import type { WaitFailure, WaitStudy } from './study.ts';
import { signalsOf, waitStudies } from './wait-facts.ts';

/** A wait that some environment leaves with fewer signals than it counts. */
export interface Shortage {
  readonly study: WaitStudy;
  readonly failure: WaitFailure;
  /**
   * `none`: nobody ever signals; `few`: not enough do, whatever holds; `same-id`: enough are sent, but with ids that
   * count once; `condition`: enough in one environment, too few in another.
   */
  readonly cause: 'none' | 'few' | 'same-id' | 'condition';
  readonly handle: string;
  readonly count: number;
  /** Distinct signals at most, in the failing environment. */
  readonly supply: number;
  readonly senders: string;
  readonly related: readonly Related[];
}

export function shortages(facts: Facts): readonly Shortage[] {
  return facts.remember('shortages', () => waitStudies(facts).flatMap((study) => shortageOf(facts, study)));
}

function shortageOf(facts: Facts, study: WaitStudy): readonly Shortage[] {
  const { handle, count } = study.wait;
  const failure = study.failures.find(({ blame }) => blame?.kind === 'supply');
  if (failure?.blame?.kind !== 'supply' || isUnknown(handle) || isUnknown(count)) return [];
  const { supply } = failure.blame;
  const signals = signalsOf(facts, handle).filter((signal) => signal.status !== 'FAILURE');
  const sent = sentIn(failure, handle);
  const cause = study.answer === 'never' ? causeOf(signals, sent, count) : 'condition';
  const { deployment } = facts;
  const related = [
    ...signals.map((signal) => ({ message: `signal of ${taskPhrase(deployment, signal.sender)}`, span: signal.span })),
  ];
  return [{ study, failure, cause, handle, count, supply, senders: senderList(deployment, signals), related }];
}

/** How many signals to the wait's handle the failing instance sends, ids aside. */
function sentIn({ instance }: WaitFailure, handle: string): number {
  return instance.sends
    .filter((send) => !send.failure && instance.handles[send.handle]?.name === handle)
    .reduce((sum, send) => sum + send.weight, 0);
}

function causeOf(signals: readonly Signal[], sent: number, count: number): Shortage['cause'] {
  if (signals.length === 0) return 'none';
  return sent >= count && hasSharedId(signals) ? 'same-id' : 'few';
}

function hasSharedId(signals: readonly Signal[]): boolean {
  const ids = signals.flatMap(({ id }) => (typeof id === 'string' ? [id] : []));
  return new Set(ids).size < ids.length;
}
