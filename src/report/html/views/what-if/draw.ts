import { whatIfWords as words } from '../../../words/page/what-if.ts';
import { formatSeconds } from '../../../words/quantity.ts';
import { element } from '../../page/element.ts';
import { keepSetting, setting } from '../../page/hash-state.ts';
import { adder, slider, workersField } from './draw-levers.ts';
import { leverOf, type WhatIfData } from './prepare.ts';
import { reschedule } from './reschedule.ts';

/** What a reader has moved. */
interface Moved {
  readonly durations: Map<string, number>;
  workers: number | null;
}

export function drawWhatIf(section: HTMLElement, data: WhatIfData): void {
  section.append(element('p', { class: 'lead' }, data.lead));
  if (data.runs.length === 0) return;
  const moved = storedMoves(data);
  const outcome = element('div', { class: 'outcome', attributes: { role: 'status' } });
  const before = makespans(data, { durations: new Map(), workers: data.workers });
  const say = (): void => {
    outcome.replaceChildren(...outcomeRows(data, before, makespans(data, moved)));
    keepMoves(moved, data);
  };
  const move = (task: string, seconds: number): void => {
    moved.durations.set(task, seconds);
    say();
  };
  outcome.replaceChildren(...outcomeRows(data, before, makespans(data, moved)));
  section.append(element('div', { class: 'what-if-body' }, leversForm(data, moved, { move, say }), outcome));
}

function leversForm(
  data: WhatIfData,
  moved: Moved,
  { move, say }: { readonly move: (task: string, seconds: number) => void; readonly say: () => void },
): HTMLElement {
  const sliders = element('div', {});
  const shown = new Set<string>();
  const add = (task: string): void => {
    if (shown.has(task)) return;
    shown.add(task);
    const lever = leverOf(task, medianOf(data, task));
    sliders.append(slider(lever, moved.durations.get(task) ?? lever.seconds, (seconds) => move(task, seconds)));
  };
  for (const { task } of data.levers) add(task);
  for (const task of moved.durations.keys()) add(task);
  const field = workersField(data.workers, moved.workers, (count) => {
    moved.workers = count;
    say();
  });
  const reset = element('button', { attributes: { type: 'reset' } }, words.reset);
  const tasks = data.runs[0]?.network.tasks ?? [];
  const form = element('form', { class: 'levers' }, sliders, adder(tasks, add));
  form.append(element('p', { class: 'lever-foot' }, field, reset));
  form.addEventListener('submit', (event) => event.preventDefault());
  form.addEventListener('reset', () => {
    moved.durations.clear();
    moved.workers = data.workers;
    say();
    for (const input of form.querySelectorAll('input')) input.dispatchEvent(new Event('shown'));
  });
  return form;
}

function medianOf({ runs }: WhatIfData, task: string): number {
  const network = runs[0]?.network;
  return network?.medians[network.tasks.indexOf(task)] ?? 0;
}

function makespans({ runs, milestones }: WhatIfData, moved: Moved): readonly (number | null)[] {
  const free = new Set(milestones);
  return runs.map(({ network }) => reschedule(network, moved, (task) => free.has(task)));
}

function keepMoves({ durations, workers }: Moved, data: WhatIfData): void {
  keepSetting('what-if', 'set', durations.size === 0 ? null : JSON.stringify([...durations]));
  keepSetting('what-if', 'workers', workers === data.workers ? null : String(workers ?? 'none'));
}

/** Read with care: an address may say anything. */
function storedMoves({ workers: asWritten, runs }: WhatIfData): Moved {
  const known = new Set(runs[0]?.network.tasks);
  const durations = new Map<string, number>();
  try {
    for (const [task, seconds] of JSON.parse(setting('what-if', 'set') ?? '[]') as [string, number][]) {
      if (known.has(task) && seconds >= 0 && Number.isFinite(seconds)) durations.set(task, seconds);
    }
  } catch {
    durations.clear();
  }
  const stored = setting('what-if', 'workers');
  const count = Number(stored);
  const workers = stored === null ? asWritten : Number.isInteger(count) && count > 0 ? count : null;
  return { durations, workers };
}

function outcomeRows(
  { runs }: WhatIfData,
  before: readonly (number | null)[],
  after: readonly (number | null)[],
): readonly HTMLElement[] {
  const most = Math.max(1e-9, ...[...before, ...after].map((value) => value ?? 0));
  return runs.map(({ name }, index) => {
    const [was, is] = [before[index] ?? null, after[index] ?? null];
    const bar = element('span', { class: 'outcome-bar', attributes: { 'aria-hidden': 'true' } });
    bar.style.width = `${(100 * (is ?? 0)) / most}%`;
    const text = element('span', { class: 'outcome-words' }, outcomeWords(was, is));
    return element('div', { class: `outcome-row ${name}` }, element('strong', {}, name), bar, text);
  });
}

function outcomeWords(was: number | null, is: number | null): string {
  if (is === null) return words.never;
  const change = was === null ? words.now : changeWords(is - was);
  return `${formatSeconds(is)}, ${change}`;
}

function changeWords(seconds: number): string {
  if (Math.abs(seconds) < 5e-4) return words.same;
  return words.change(formatSeconds(Math.abs(seconds)), seconds > 0);
}
