import { whatIfWords as words } from '../../../words/page/what-if.ts';
import { formatSeconds } from '../../../words/quantity.ts';
import { element } from '../../page/element.ts';
import type { Lever } from './prepare.ts';

/** A slider for one duration; a reset of its form gives it its median back. */
export function slider(
  { label, seconds, mostSeconds }: Lever,
  at: number,
  change: (seconds: number) => void,
): HTMLElement {
  const value = element('output', {}, formatSeconds(at));
  const most = Math.max(mostSeconds, at);
  const input = element('input', {
    attributes: { type: 'range', min: '0', max: String(most), step: 'any', value: String(seconds) },
  });
  input.value = String(at);
  const name = element('span', { class: 'lever-name', attributes: { title: label } }, label);
  const show = (to: number): void => {
    value.textContent = formatSeconds(to);
    input.setAttribute('aria-valuetext', formatSeconds(to));
  };
  show(at);
  input.addEventListener('input', () => {
    show(Number(input.value));
    change(Number(input.value));
  });
  // After the form's own reset has given the field its first value back.
  input.addEventListener('shown', () => show(seconds));
  return element('label', { class: 'lever' }, name, input, value);
}

export function workersField(
  workers: number | null,
  at: number | null,
  change: (count: number | null) => void,
): HTMLElement {
  const attributes = { type: 'number', min: '1', step: '1', placeholder: words.noLimit, value: String(workers ?? '') };
  const input = element('input', { attributes });
  input.value = String(at ?? '');
  input.addEventListener('input', () => {
    const count = Number(input.value);
    change(input.value !== '' && Number.isInteger(count) && count >= 1 ? count : null);
  });
  return element('label', {}, words.workers, input);
}

/** Gives any other task a slider: the one of that name, else the first whose name contains it. */
export function adder(tasks: readonly string[], add: (task: string) => void): HTMLElement {
  const input = element('input', { attributes: { type: 'search', 'aria-label': words.add, placeholder: words.add } });
  const answer = element('span', { class: 'hint', attributes: { role: 'status' } });
  const button = element('button', { attributes: { type: 'button' } }, words.addButton);
  const press = (): void => {
    const wanted = input.value.trim().toLowerCase();
    if (wanted === '') return;
    const found =
      tasks.find((task) => task.toLowerCase() === wanted) ?? tasks.find((task) => task.toLowerCase().includes(wanted));
    answer.textContent = found === undefined ? words.noTask : '';
    if (found === undefined) return;
    add(found);
    input.value = '';
  };
  button.addEventListener('click', press);
  input.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    press();
  });
  return element('p', { class: 'lever-foot' }, input, button, answer);
}
