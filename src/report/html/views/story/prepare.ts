import type { TimingOrigin } from '../../../../model/timing/timing.ts';
import type { FindingDocument, Result, SimulationDocument } from '../../../result.ts';
import { countOrigins, originWords, trustSentence } from '../../../words/origin.ts';
import { storyWords as words } from '../../../words/page/story.ts';
import { formatCount, formatList, formatSeconds, formatShare, groupDigits } from '../../../words/quantity.ts';
import { beginning, shortened } from '../../../words/visible.ts';
import { hostsOf, label, runsOf } from '../../reading.ts';
import { headline } from './headline.ts';

export interface StoryData {
  /** What the reader should remember: two sentences. */
  readonly headline: string;
  readonly support: string;
  readonly spans: readonly MakespanBar[];
  readonly facts: readonly Fact[];
  readonly drivers: readonly Driver[];
  /** Which granularity the drivers are of. */
  readonly driversOf: string;
  readonly origins: readonly { readonly origin: TimingOrigin; readonly words: string; readonly count: number }[];
  readonly trust: string;
  readonly notes: readonly string[];
}

/** One granularity's makespan: the median, and how far it spreads. */
export interface MakespanBar {
  readonly name: string;
  readonly label: string;
  readonly p50: number;
  readonly p5: number;
  readonly p95: number;
  readonly words: string;
}

/** A heading and a few sentences; `alarm` marks what needs attention. */
export interface Fact {
  readonly title: string;
  readonly figure: string;
  readonly sentences: readonly string[];
  readonly tone: 'plain' | 'error' | 'warning' | 'good';
}

export interface Driver {
  readonly task: string;
  readonly share: number;
  readonly words: string;
  readonly takes: string;
}

const DRIVERS = 5;

export function prepareStory(result: Result): StoryData {
  const { simulation } = result;
  const runs = runsOf(simulation);
  const main = runs[0];
  return {
    ...headline(result),
    spans: runs.flatMap(({ name, run }) => {
      if (!run.makespan) return [];
      const { p50, p95, min, ciLow, ciHigh, mean } = run.makespan;
      const p5 = run.distribution?.percentiles[5] ?? min;
      const interval = words.mean(formatSeconds(mean), formatSeconds(ciLow), formatSeconds(ciHigh));
      const spread = words.spread(formatSeconds(p50), formatSeconds(p95), interval);
      const fixed = run.makespan.max - min < 5e-4;
      const figures = fixed ? words.fixed(formatSeconds(p50)) : spread;
      return [{ name, label: label(name), p50, p5, p95, words: figures }];
    }),
    facts: [deployedFact(result), wrongFact(result), ...failedFact(simulation), ...completeFact(simulation)],
    drivers: (main?.run.critical ?? []).slice(0, DRIVERS).map(({ task, index }) => ({
      task: label(task),
      share: index,
      words: formatShare(index),
      takes: takesWords(simulation, task),
    })),
    driversOf: main?.name ?? '',
    origins: countOrigins(simulation?.timings ?? []).map(({ origin, count }) => ({
      origin,
      words: originWords[origin],
      count,
    })),
    trust: simulation === null ? words.noDurations : trustSentence(simulation.timings),
    notes: (simulation?.notes ?? []).map((note) => shortened(note, 300)),
  };
}

function deployedFact(result: Result): Fact {
  const { tasks, values, handles, unknowns } = result.graph;
  const hosts = hostsOf(result);
  const components = tasks.filter(({ kind }) => kind === 'component').length;
  const among = components > 0 ? words.among(formatCount(components, 'component')) : '';
  const sentences = [words.tasks(formatCount(tasks.length, 'task'), among)];
  if (hosts.length > 0) sentences.push(words.on(formatList(hosts.map(label))));
  const carried = values.filter(({ producers, consumers }) => producers.length > 0 && consumers.length > 0).length;
  if (carried > 0) sentences.push(words.values(formatCount(carried, 'value'), carried === 1));
  if (handles.length > 0) sentences.push(words.handles(formatCount(handles.length, 'wait handle')));
  if (unknowns.length > 0) sentences.push(words.unknowns(formatCount(unknowns.length, 'thing')));
  const figure = hosts.length > 0 ? formatCount(hosts.length, 'host') : formatCount(tasks.length, 'task');
  return { title: words.deployed, figure, sentences, tone: 'plain' };
}

function wrongFact({ check }: Result): Fact {
  const { error, warning, info } = check.summary;
  const title = words.wrong;
  if (check.findings.length === 0) {
    return {
      title,
      figure: words.noFindings,
      sentences: [words.nothingToSay],
      tone: 'good',
    };
  }
  const proved = check.findings.filter(({ confidence }) => confidence === 'proved');
  const worst = [...check.findings].sort((a, b) => weight(a) - weight(b)).slice(0, 2);
  const figure =
    error > 0
      ? formatCount(error, 'error')
      : warning > 0
        ? formatCount(warning, 'warning')
        : words.notesOnly(formatCount(info, 'note'));
  const rest = check.findings.length - worst.length;
  return {
    title,
    figure,
    sentences: [
      provedWords(proved.length, check.findings.length),
      ...worst.map(({ message }) => beginning(message, 160)),
      ...(rest > 0 ? [words.moreBelow(formatCount(rest, 'more finding'))] : []),
    ],
    tone: error > 0 ? 'error' : warning > 0 ? 'warning' : 'plain',
  };
}

function provedWords(proved: number, all: number): string {
  const share = proved === all ? (all === 1 ? words.proved : words.allProved) : words.someProved(proved, all);
  return words.asWritten(share);
}

function weight({ severity, confidence }: FindingDocument): number {
  return ['error', 'warning', 'info'].indexOf(severity) * 3 + ['proved', 'likely', 'possible'].indexOf(confidence);
}

/** A makespan is of the replications that completed; how many did not must stand beside it. */
function failedFact(simulation: SimulationDocument | null): readonly Fact[] {
  const failed = runsOf(simulation).filter(({ run }) => run.failedReplications > 0);
  const worst = Math.max(0, ...failed.map(({ run }) => run.failedReplications));
  if (simulation === null || worst === 0) return [];
  const all = groupDigits(simulation.replications);
  const sentences = failed.map(({ name, run }) => words.failsAt(label(name), groupDigits(run.failedReplications), all));
  return [
    {
      title: words.fails,
      figure: words.of(groupDigits(worst), all),
      sentences: worst < simulation.replications ? [...sentences, words.ofCompleted] : sentences,
      tone: 'error',
    },
  ];
}

/** Said only where it matters: the engine's word for done is not the end of the work. */
function completeFact(simulation: SimulationDocument | null): readonly Fact[] {
  const fine = runsOf(simulation).find(({ name }) => name === 'fine')?.run;
  if (!fine?.makespan || !fine.complete || fine.makespan.p50 - fine.complete.p50 < 1e-9) return [];
  const late = formatSeconds(fine.makespan.p50 - fine.complete.p50);
  return [
    {
      title: words.complete,
      figure: formatSeconds(fine.complete.p50),
      sentences: [words.late(late)],
      tone: 'warning',
    },
  ];
}

function takesWords(simulation: SimulationDocument | null, task: string): string {
  const timing = simulation?.timings.find((entry) => entry.task === task);
  return timing ? `${formatSeconds(timing.meanSeconds)}, ${originWords[timing.origin]}` : '';
}
