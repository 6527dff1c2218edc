import type { Facts } from '../facts.ts';
import type { Evidence, RuleFinding } from '../finding.ts';
import { isMonotone } from './instance.ts';
import { showMoment } from './schedules.ts';
import { environmentEvidence, scheduleEvidence } from './story.ts';
import { compiledFine } from './wait-facts.ts';

/** What a finding says may happen: a task starts, or its wait is over, while another is not done. */
export interface NamedMoment {
  readonly task: string;
  readonly event: 'start' | 'go';
  readonly without: string;
}

/** Tasks that the schedules of one analysis may look at in all; beyond that findings come without a schedule. */
const WORK = 100_000;

/**
 * A finding with the schedule that shows it. One that every run refutes is dropped; one without a schedule, where pools
 * or signals that can do harm make the fixpoint a bound only, is no proof.
 */
export function shownBy(facts: Facts, moment: NamedMoment, finding: RuleFinding): readonly RuleFinding[] {
  const compiled = compiledFine(facts);
  const spent = facts.remember('work of schedules', () => ({ left: WORK }));
  const index = (task: string): number => compiled.indexOfTask.get(task)!;
  const isExact = facts.remember('is monotone', () => isMonotone(compiled.instance));
  const shown =
    spent.left <= 0
      ? null
      : showMoment(compiled.instance, { ...moment, task: index(moment.task), without: index(moment.without) });
  spent.left -= compiled.instance.names.length;
  if (shown === 'none') return [];
  if (shown === null) return [isExact ? finding : { ...finding, confidence: weaker(finding) }];
  const { instance, environment, schedule, isShortest } = shown;
  const evidence: readonly Evidence[] = [
    ...(finding.evidence ?? []),
    ...environmentEvidence('conditions under which it happens', environment),
    scheduleEvidence(instance, schedule, {
      title: `a ${isShortest ? 'shortest ' : ''}schedule that shows it`,
      last: `while '${moment.without}' is not done`,
    }),
  ];
  return [{ ...finding, evidence }];
}

function weaker({ confidence }: RuleFinding): 'likely' | 'possible' {
  return confidence === 'possible' ? 'possible' : 'likely';
}
