import { findingsWords as words } from '../../../words/page/findings.ts';
import { element, scrollable } from '../../page/element.ts';
import type { Excerpt } from './prepare.ts';

/** Lines of the template, with what is meant in them marked. */
export function excerptBlock({ lines }: Excerpt, place: string): HTMLElement {
  const rows = lines.map(({ number, before, marked, after }) =>
    element(
      'div',
      { class: marked ? 'code-line marked' : 'code-line' },
      element('span', { class: 'number', attributes: { 'aria-hidden': 'true' } }, String(number)),
      element('code', {}, before, marked ? element('mark', {}, marked) : null, after),
    ),
  );
  return scrollable(words.templateAt(place), element('div', { class: 'excerpt' }, ...rows));
}
