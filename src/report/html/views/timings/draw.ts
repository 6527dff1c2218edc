import { frameWords } from '../../../words/page/frame.ts';
import { timingsWords as words } from '../../../words/page/timings.ts';
import { element, scrollable } from '../../page/element.ts';
import type { TimingRow, TimingsData } from './prepare.ts';

const SHOWN = 50;

export function drawTimings(section: HTMLElement, { lead, rows }: TimingsData): void {
  section.append(element('p', { class: 'lead' }, lead));
  if (rows.length === 0) return;
  const most = Math.max(...rows.map(({ meanSeconds }) => meanSeconds));
  const head = words.columns.map((name) => element('th', { attributes: { scope: 'col' } }, name));
  const body = element('tbody', {}, ...rows.slice(0, SHOWN).map((row) => tableRow(row, most)));
  const table = element(
    'table',
    { class: 'timings' },
    element('caption', { class: 'visually-hidden' }, words.caption),
    element('thead', {}, element('tr', {}, ...head)),
    body,
  );
  section.append(scrollable(words.title, table));
  if (rows.length <= SHOWN) return;
  const more = element('button', { attributes: { type: 'button' } }, frameWords.showMore(rows.length - SHOWN));
  more.addEventListener('click', () => {
    body.append(...rows.slice(SHOWN).map((row) => tableRow(row, most)));
    more.remove();
  });
  section.append(more);
}

function tableRow({ task, group, mean, meanSeconds, duration, origin, originWords, source }: TimingRow, most: number) {
  const bar = element('span', { class: 'bar', attributes: { 'aria-hidden': 'true' } });
  bar.style.width = `${Math.round((meanSeconds / Math.max(most, 1e-9)) * 1000) / 10}%`;
  return element(
    'tr',
    {},
    element('th', { attributes: { scope: 'row' } }, task),
    element('td', {}, group),
    element(
      'td',
      { class: 'mean' },
      element('span', { class: 'number' }, mean),
      element('span', { class: 'track' }, bar),
    ),
    element('td', {}, element('code', {}, duration)),
    element('td', { class: 'origin-cell' }, element('span', { class: `swatch origin ${origin}` }), originWords),
    element('td', { class: 'source' }, source),
  );
}
