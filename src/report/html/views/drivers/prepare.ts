import type { Result, TimingDocument } from '../../../result.ts';
import type { SensitivityDocument, TaskSensitivityDocument } from '../../../study-document.ts';
import { originWords, trustSentence } from '../../../words/origin.ts';
import { driversWords as words } from '../../../words/page/drivers.ts';
import { formatSeconds, formatShare, groupDigits } from '../../../words/quantity.ts';
import { shortened } from '../../../words/visible.ts';
import type { BarPanel, BarRow } from '../../picture/bar-panel.ts';
import { type Colour, hueOf } from '../../picture/colours.ts';
import { label, type Run, runsOf, timingsByTask } from '../../reading.ts';

export interface DriversData {
  readonly lead: string;
  /** From which durations the numbers come. */
  readonly source: string;
  readonly panels: readonly BarPanel[];
  readonly notes: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** More rows than these are a list, not a picture; they are in the table. */
const ROWS = 12;

export function prepareDrivers(result: Result): DriversData {
  const { simulation } = result;
  const empty = { source: '', panels: [], notes: [], rows: [] };
  if (simulation === null) return { ...empty, lead: words.nothing };
  const runs = runsOf(simulation)
    .filter(({ run }) => run.critical.length > 0)
    .map(({ name, run }) => ({ name, run: withSensitivity(name, run, result) }));
  if (runs.length === 0) return { ...empty, lead: words.none };
  const timings = timingsByTask(result);
  const asked = runs.some(({ run }) => run.sensitivity !== undefined);
  return {
    lead: words.lead,
    source: trustSentence(simulation.timings),
    panels: [
      ...pairedPanel(result),
      ...runs.map(({ name, run }) => criticalityPanel(name, run, simulation.replications)),
      ...runs.flatMap(({ name, run }) =>
        run.sensitivity ? sensitivityPanels(name, run.sensitivity, run.makespan?.mean ?? null) : [],
      ),
    ],
    notes: [
      ...(asked ? [] : [words.askFor]),
      ...runs.flatMap(({ run }) => run.sensitivity?.notes ?? []).map((note) => shortened(note, 300)),
    ],
    rows: runs.flatMap(({ name, run }) => tableRows(name, run, timings)),
  };
}

/** Where the run was not asked, a study may have asked of its base, which is the same deployment. */
function withSensitivity(name: string, run: Run, { study }: Result): Run {
  const base = study?.scenarios[0];
  const isSame = name === 'coarse' ? base?.granularity !== 'fine' : base?.granularity === name;
  const sensitivity = run.sensitivity ?? (isSame ? base?.sensitivity : undefined);
  return sensitivity ? { ...run, sensitivity } : run;
}

function pairedPanel({ simulation }: Result): readonly BarPanel[] {
  const gain = simulation?.gain;
  if (!gain) return [];
  const { mean, ciLow, ciHigh, relative } = gain;
  const most = Math.max(0, mean, ciHigh);
  const text = `${formatSeconds(mean)} (${formatShare(relative)}), ${formatSeconds(ciLow)} to ${formatSeconds(ciHigh)}`;
  const row: BarRow = {
    name: 'coarse − fine',
    from: 0,
    to: mean,
    interval: [ciLow, ciHigh],
    words: text,
    hue: 'value',
    dot: true,
  };
  const domain = [Math.min(0, ciLow), most || 1] as const;
  return [{ title: words.paired, hint: words.pairedHint, domain, reference: 0, rows: [row], wide: true }];
}

function criticalityPanel(name: string, { critical }: Run, replications: number): BarPanel {
  return {
    title: words.criticality(label(name)),
    hint: words.criticalityHint(groupDigits(replications)),
    domain: [0, 1],
    reference: null,
    rows: critical.slice(0, ROWS).map(({ task, index }) => ({
      name: label(task),
      from: 0,
      to: index,
      interval: null,
      words: formatShare(index),
      hue: hueOf(name),
    })),
  };
}

/** A panel for each measure that was asked for. */
function sensitivityPanels(name: string, { tasks, shorten }: SensitivityDocument, mean: number | null) {
  const hue = hueOf(name);
  const tornado = tasks.filter((task) => task.tornado !== null).sort((a, b) => swing(b) - swing(a));
  const variance = tasks.filter(({ totalEffect }) => totalEffect !== null);
  const gain = tasks.filter((task) => task.gain !== null);
  const panels: BarPanel[] = [];
  if (tornado.length > 0) panels.push(tornadoPanel(name, tornado.slice(0, ROWS), { hue, mean }));
  if (variance.length > 0) {
    const rows = variance.slice(0, ROWS).map((task) => intervalRow(task.task, task.totalEffect, formatShare, hue));
    panels.push({ title: words.totalEffect(label(name)), hint: words.totalEffectHint, ...shared(rows) });
  }
  if (gain.length > 0) {
    const rows = gain.slice(0, ROWS).map((task) => intervalRow(task.task, task.gain, formatSeconds, hue));
    panels.push({ title: words.gain(label(name)), hint: words.gainHint(label(shorten)), ...shared(rows) });
  }
  return panels;
}

function swing({ tornado }: TaskSensitivityDocument): number {
  return tornado === null ? 0 : Math.abs(tornado.high - tornado.low);
}

function tornadoPanel(
  name: string,
  tasks: readonly TaskSensitivityDocument[],
  { hue, mean }: { readonly hue: Colour; readonly mean: number | null },
): BarPanel {
  const rows = tasks.map(({ task, tornado }): BarRow => {
    const { low, high } = tornado ?? { low: 0, high: 0 };
    const text = `${formatSeconds(low)} – ${formatSeconds(high)}`;
    return { name: label(task), from: low, to: high, interval: null, words: text, hue };
  });
  const ends = rows.flatMap(({ from, to }) => [from, to]).concat(mean ?? []);
  const domain = [Math.min(...ends), Math.max(...ends)] as const;
  return { title: words.tornado(label(name)), hint: words.tornadoHint, domain, reference: mean, rows };
}

function intervalRow(
  task: string,
  value: { readonly estimate: number; readonly ciLow: number; readonly ciHigh: number } | null,
  say: (value: number) => string,
  hue: Colour,
): BarRow {
  const { estimate, ciLow, ciHigh } = value ?? { estimate: 0, ciLow: 0, ciHigh: 0 };
  return { name: label(task), from: 0, to: estimate, interval: [ciLow, ciHigh], words: say(estimate), hue };
}

function shared(rows: readonly BarRow[]): Pick<BarPanel, 'domain' | 'reference' | 'rows'> {
  const ends = rows.flatMap(({ to, interval }) => [to, ...(interval ?? [])]);
  return { domain: [Math.min(0, ...ends), Math.max(...ends, 1e-9)], reference: 0, rows };
}

function tableRows(name: string, run: Run, timings: ReadonlyMap<string, TimingDocument>) {
  const measured = new Map((run.sensitivity?.tasks ?? []).map((task) => [task.task, task]));
  const tasks = new Set([...run.critical.map(({ task }) => task), ...measured.keys()]);
  const share = new Map(run.critical.map(({ task, index }) => [task, index]));
  return [...tasks].map((task) => {
    const { tornado = null, totalEffect = null, gain = null } = measured.get(task) ?? {};
    const timing = timings.get(task);
    return [
      label(name),
      label(task),
      formatShare(share.get(task) ?? 0),
      timing ? formatSeconds(timing.meanSeconds) : '',
      timing ? originWords[timing.origin] : '',
      tornado ? `${formatSeconds(tornado.low)} – ${formatSeconds(tornado.high)}` : '',
      totalEffect ? formatShare(totalEffect.estimate) : '',
      gain ? formatSeconds(gain.estimate) : '',
    ];
  });
}
