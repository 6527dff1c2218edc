import type { TargetOutcome, TargetStep } from '../outcome.ts';

/** The answer of a target in one or two sentences. @param ordered the trail in the order of preference */
export function targetSentence(outcome: Omit<TargetOutcome, 'sentence'>, ordered: readonly TargetStep[]): string {
  return [answerOf(outcome, ordered), ...doubtsOf(outcome, ordered)].join(' ');
}

function answerOf(outcome: Omit<TargetOutcome, 'sentence'>, ordered: readonly TargetStep[]): string {
  const { statistic, comparison, limit, parameter, answer, verdict, seek } = outcome;
  const goal = `${statistic} ${comparison} ${amount(outcome, limit)}`;
  const at = (step: TargetStep): string =>
    step.estimate === Number.MAX_VALUE
      ? 'it never completes'
      : `${statistic} is ${amount(outcome, step.estimate)} (${amount(outcome, step.ciLow)} to ${amount(outcome, step.ciHigh)})`;
  const last = ordered.at(-1) as TargetStep;
  if (answer === null) return `${goal} is not met at any value of ${parameter}: at ${last.value} ${at(last)}.`;
  const place = ordered.findIndex(({ value }) => value === answer);
  const before = ordered[place - 1];
  const beyond = before ? `; at ${before.value} ${at(before)}` : `, the ${seek} that was asked about`;
  const surely = verdict === 'met' ? '' : ' probably';
  const way = seek === 'least' ? `from ${parameter} = ${answer} on` : `up to ${parameter} = ${answer}`;
  return `${goal}${surely} holds ${way}: ${at(ordered[place] as TargetStep)}${beyond}.`;
}

function doubtsOf(outcome: Omit<TargetOutcome, 'sentence'>, ordered: readonly TargetStep[]): readonly string[] {
  const rises = (a: TargetStep, b: TargetStep): boolean =>
    outcome.comparison === '<=' ? b.ciLow > a.ciHigh : b.ciHigh < a.ciLow;
  const doubts: string[] = [];
  const place = ordered.findIndex((step, index) => index > 0 && rises(ordered[index - 1] as TargetStep, step));
  if (place > 0) {
    const [a, b] = [ordered[place - 1] as TargetStep, ordered[place] as TargetStep];
    doubts.push(`It is worse at ${b.value} than at ${a.value}: the search took it for granted that it moves one way.`);
  }
  if (outcome.verdict === 'likely') doubts.push('More replications would decide it.');
  return doubts;
}

function amount({ statistic }: Pick<TargetOutcome, 'statistic'>, value: number): string {
  const isShare = statistic === 'failed' || statistic === 'timed-out';
  return isShare ? `${Number((100 * value).toPrecision(3))} %` : `${Number(value.toPrecision(4))} s`;
}
