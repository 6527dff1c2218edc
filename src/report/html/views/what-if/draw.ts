import { formatSeconds } from '../../../words/quantity.ts';
import { element } from '../../page/element.ts';
import type { Lever, WhatIfData } from './prepare.ts';
import { reschedule } from './reschedule.ts';

export function drawWhatIf(section: HTMLElement, data: WhatIfData): void {
  section.append(element('p', { class: 'lead' }, data.lead));
  if (data.runs.length === 0) return;
  const milestones = new Set(data.milestones);
  const durations = new Map<string, number>();
  let workers = data.workers;
  const run = (changed: boolean): readonly (number | null)[] =>
    data.runs.map(({ network }) =>
      reschedule(network, changed ? { durations, workers } : { durations: new Map(), workers: data.workers }, (task) =>
        milestones.has(task),
      ),
    );
  const outcome = element('div', { class: 'outcome', attributes: { role: 'status' } });
  const before = run(false);
  const say = (): void => outcome.replaceChildren(...outcomeRows(data, before, run(true)));
  const sliders = data.levers.map((lever) =>
    slider(lever, (seconds) => {
      durations.set(lever.task, seconds);
      say();
    }),
  );
  const field = workersField(data.workers, (count) => {
    workers = count;
    say();
  });
  const reset = element('button', { attributes: { type: 'reset' } }, 'As simulated');
  const form = element('form', { class: 'levers' }, ...sliders, element('p', { class: 'lever-foot' }, field, reset));
  form.addEventListener('submit', (event) => event.preventDefault());
  form.addEventListener('reset', () => {
    durations.clear();
    workers = data.workers;
    say();
    for (const input of form.querySelectorAll('input')) input.dispatchEvent(new Event('shown'));
  });
  section.append(element('div', { class: 'what-if-body' }, form, outcome));
  say();
}

function slider({ label, seconds, mostSeconds }: Lever, change: (seconds: number) => void): HTMLElement {
  const value = element('output', {}, formatSeconds(seconds));
  const input = element('input', {
    attributes: { type: 'range', min: '0', max: String(mostSeconds), step: 'any', value: String(seconds) },
  });
  const name = element('span', { class: 'lever-name' }, label);
  const show = (to: number): void => {
    value.textContent = formatSeconds(to);
    input.setAttribute('aria-valuetext', formatSeconds(to));
  };
  show(seconds);
  input.addEventListener('input', () => {
    show(Number(input.value));
    change(Number(input.value));
  });
  // After the form's own reset has given the field its first value back.
  input.addEventListener('shown', () => show(seconds));
  return element('label', { class: 'lever' }, name, input, value);
}

function workersField(workers: number | null, change: (count: number | null) => void): HTMLElement {
  const attributes = { type: 'number', min: '1', step: '1', placeholder: 'no limit', value: String(workers ?? '') };
  const input = element('input', { attributes });
  input.addEventListener('input', () => {
    const count = Number(input.value);
    change(input.value !== '' && Number.isInteger(count) && count >= 1 ? count : null);
  });
  return element('label', {}, 'Workers ', input);
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
    const words = element('span', { class: 'outcome-words' }, outcomeWords(was, is));
    return element('div', { class: `outcome-row ${name}` }, element('strong', {}, name), bar, words);
  });
}

function outcomeWords(was: number | null, is: number | null): string {
  if (is === null) return 'never completes';
  const change = was === null ? 'now completes' : changeWords(is - was);
  return `${formatSeconds(is)}, ${change}`;
}

function changeWords(seconds: number): string {
  if (Math.abs(seconds) < 5e-4) return 'as simulated';
  return `${formatSeconds(Math.abs(seconds))} ${seconds > 0 ? 'longer' : 'shorter'}`;
}
