import type { NetworkDocument, Result } from '../../../result.ts';
import { trustSentence } from '../../../words/origin.ts';
import { whatIfWords as words } from '../../../words/page/what-if.ts';
import { label, runsOf } from '../../reading.ts';

/** The durations that a reader can move, and what they are moved in. */
export interface WhatIfData {
  readonly lead: string;
  readonly runs: readonly { readonly name: string; readonly network: NetworkDocument }[];
  readonly levers: readonly Lever[];
  readonly workers: number | null;
  readonly milestones: readonly string[];
}

export interface Lever {
  readonly task: string;
  readonly label: string;
  readonly seconds: number;
  readonly mostSeconds: number;
}

/** Beyond these the page gets long; they are the ones that drive the makespan most. */
const LEVERS = 8;

export function prepareWhatIf({ simulation, graph }: Result): WhatIfData {
  const runs = runsOf(simulation).flatMap(({ name, run }) => (run.network ? [{ name, network: run.network }] : []));
  const first = runs[0]?.network;
  const medians = new Map(first?.tasks.map((task, node) => [task, first.medians[node] ?? 0]));
  const critical = runsOf(simulation).flatMap(({ run }) => run.critical);
  const share = new Map<string, number>();
  for (const { task, index } of critical) share.set(task, Math.max(share.get(task) ?? 0, index));
  const levers = [...share]
    .filter(([task]) => (medians.get(task) ?? 0) > 0)
    .sort(([a, x], [b, y]) => y * (medians.get(b) ?? 0) - x * (medians.get(a) ?? 0) || (a < b ? -1 : 1))
    .slice(0, LEVERS)
    .map(([task]) => leverOf(task, medians.get(task) ?? 0));
  const trust = simulation === null ? '' : ` ${trustSentence(simulation.timings)}`;
  const lead = runs.length === 0 ? words.nothing : `${words.lead}${trust}`;
  const milestones = graph.tasks.filter(({ kind }) => kind === 'milestone').map(({ id }) => id);
  return { lead, runs, levers, workers: simulation?.workers ?? null, milestones };
}

/** From nothing to some three times the median; a task that takes no time can be given a minute. */
export function leverOf(task: string, seconds: number): Lever {
  return { task, label: label(task), seconds, mostSeconds: seconds === 0 ? 60 : niceLimit(3 * seconds) };
}

/** The next 1, 2 or 5 with zeros. */
function niceLimit(seconds: number): number {
  let limit = 1;
  while (limit < seconds) limit *= 10;
  if (limit / 5 >= seconds) return limit / 5;
  return limit / 2 >= seconds ? limit / 2 : limit;
}
