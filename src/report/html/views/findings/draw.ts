import { dataTable, element, scrollable } from '../../page/element.ts';
import type { EvidenceCard, Excerpt, FindingCard, FindingsData } from './prepare.ts';

/** More findings than this are drawn on demand, so that a long list does not hold up the page. */
const SHOWN = 50;

export function drawFindings(section: HTMLElement, { lead, findings }: FindingsData): void {
  section.append(element('p', { class: 'lead' }, lead));
  const list = element('div', { class: 'finding-list' }, ...findings.slice(0, SHOWN).map(card));
  section.append(list);
  if (findings.length <= SHOWN) return;
  const more = element('button', { attributes: { type: 'button' } }, `Show ${findings.length - SHOWN} more`);
  more.addEventListener('click', () => {
    list.append(...findings.slice(SHOWN).map(card));
    more.remove();
  });
  section.append(more);
}

const SYMBOLS = { error: '✕', warning: '!', info: 'i' } as const;
const WORDS = { error: 'Error', warning: 'Warning', info: 'Note' } as const;

function card({ rule, severity, confidence, message, place, excerpt, related, evidence }: FindingCard): HTMLElement {
  const sure = confidence === 'proved' ? 'proved' : `${confidence}, not proved`;
  return element(
    'article',
    { class: `finding ${severity}` },
    element(
      'h3',
      {},
      element('span', { class: 'symbol', attributes: { 'aria-hidden': 'true' } }, SYMBOLS[severity]),
      element('span', { class: 'visually-hidden' }, `${WORDS[severity]}: `),
      element('span', {}, message),
    ),
    element(
      'p',
      { class: 'chips' },
      element('code', { class: 'chip' }, rule),
      element('span', { class: `chip ${confidence}` }, sure),
      element('span', { class: 'place' }, place),
    ),
    element(
      'div',
      { class: 'finding-body' },
      element(
        'div',
        { class: 'places' },
        excerpt ? excerptBlock(excerpt, place) : null,
        ...related.map((other) =>
          element(
            'div',
            { class: 'related' },
            element('p', {}, `${other.message} `, element('span', { class: 'place' }, other.place)),
            other.excerpt ? excerptBlock(other.excerpt, other.place) : null,
          ),
        ),
      ),
      evidence.length > 0 ? element('div', { class: 'proof' }, ...evidence.map(evidenceBlock)) : null,
    ),
  );
}

function excerptBlock({ lines }: Excerpt, place: string): HTMLElement {
  const rows = lines.map(({ number, before, marked, after }) =>
    element(
      'div',
      { class: marked ? 'code-line marked' : 'code-line' },
      element('span', { class: 'number', attributes: { 'aria-hidden': 'true' } }, String(number)),
      element('code', {}, before, marked ? element('mark', {}, marked) : null, after),
    ),
  );
  return scrollable(`Template at ${place}`, element('div', { class: 'excerpt' }, ...rows));
}

function evidenceBlock({ kind, title, closed, rows }: EvidenceCard): HTMLElement {
  const heading = element('h4', {}, title);
  switch (kind) {
    case 'path': {
      const steps = rows.map(([subject = '', text = '']) =>
        element('li', {}, element('strong', {}, subject), ' ', element('span', {}, text)),
      );
      const back = closed
        ? element('li', { class: 'back' }, 'back to ', element('strong', {}, rows[0]?.[0] ?? ''))
        : null;
      return element('div', { class: 'evidence' }, heading, element('ol', { class: 'path' }, ...steps, back));
    }
    case 'schedule': {
      const events = rows.map(([event = '', task = '', text = '']) =>
        element('li', { class: event }, element('strong', {}, task), ' ', element('span', {}, text)),
      );
      return element('div', { class: 'evidence' }, heading, element('ol', { class: 'schedule' }, ...events));
    }
    case 'table': {
      const [columns = [], ...body] = rows;
      return element('div', { class: 'evidence' }, scrollable(title, dataTable(title, columns, body)));
    }
    default: {
      const items = rows.map(([text = '']) => element('li', {}, text));
      return element('div', { class: 'evidence' }, heading, element('ul', {}, ...items));
    }
  }
}
