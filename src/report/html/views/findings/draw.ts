import { findingsWords as words } from '../../../words/page/findings.ts';
import { frameWords } from '../../../words/page/frame.ts';
import { dataTable, element, scrollable } from '../../page/element.ts';
import { excerptBlock } from './draw-excerpt.ts';
import { stepThrough } from './draw-steps.ts';
import type { EvidenceCard, FindingCard, FindingsData, FixCard } from './prepare.ts';

/** More findings than this are drawn on demand, so that a long list does not hold up the page. */
const SHOWN = 50;

export function drawFindings(section: HTMLElement, { lead, findings }: FindingsData): void {
  section.append(element('p', { class: 'lead' }, lead));
  const list = element('div', { class: 'finding-list' }, ...findings.slice(0, SHOWN).map(card));
  section.append(list);
  if (findings.length <= SHOWN) return;
  const more = element('button', { attributes: { type: 'button' } }, frameWords.showMore(findings.length - SHOWN));
  more.addEventListener('click', () => {
    list.append(...findings.slice(SHOWN).map(card));
    more.remove();
  });
  section.append(more);
}

const SYMBOLS = { error: '✕', warning: '!', info: 'i' } as const;

function card(finding: FindingCard): HTMLElement {
  const { rule, severity, confidence, message, place, excerpt, related, evidence, explanation, fix, cost } = finding;
  const sure = words.confidences[confidence];
  return element(
    'article',
    { class: `finding ${severity}` },
    element(
      'h3',
      {},
      element('span', { class: 'symbol', attributes: { 'aria-hidden': 'true' } }, SYMBOLS[severity]),
      element('span', { class: 'visually-hidden' }, `${words.severities[severity]}: `),
      element('span', {}, message),
    ),
    element(
      'p',
      { class: 'chips' },
      element('code', { class: 'chip' }, rule),
      element('span', { class: `chip ${confidence}` }, sure),
      element('span', { class: 'place' }, place),
    ),
    cost === '' ? null : element('p', { class: 'cost' }, cost),
    explanation.length > 0 ? element('p', { class: 'explanation' }, explanation.join(' ')) : null,
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
        fix ? fixBlock(fix) : null,
      ),
      evidence.length > 0 ? element('div', { class: 'proof' }, ...evidence.map(evidenceBlock)) : null,
    ),
  );
}

function evidenceBlock({ kind, title, closed, rows, events }: EvidenceCard): HTMLElement {
  const heading = element('h4', {}, title);
  switch (kind) {
    case 'path': {
      const steps = rows.map(([subject = '', text = '']) =>
        element('li', {}, element('strong', {}, subject), ' ', element('span', {}, text)),
      );
      const back = closed
        ? element('li', { class: 'back' }, words.backTo, element('strong', {}, rows[0]?.[0] ?? ''))
        : null;
      return element('div', { class: 'evidence' }, heading, element('ol', { class: 'path' }, ...steps, back));
    }
    case 'schedule':
      return element('div', { class: 'evidence' }, heading, stepThrough(events));
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

/** What would mend it, as lines before and after. */
function fixBlock({ description, certain, edits }: FixCard): HTMLElement {
  const blocks = edits.map(({ place, before, after }) =>
    scrollable(
      words.fixAt(place),
      element(
        'div',
        { class: 'excerpt edit' },
        element('del', {}, element('code', {}, before)),
        element('ins', {}, element('code', {}, after)),
      ),
    ),
  );
  return element('div', { class: 'fix' }, element('p', {}, words.fix(description, certain)), ...blocks);
}
