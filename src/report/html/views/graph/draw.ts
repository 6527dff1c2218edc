import { graphWords as words } from '../../../words/page/graph.ts';
import { shortened } from '../../../words/visible.ts';
import { element, foldedTable } from '../../page/element.ts';
import { setting } from '../../page/hash-state.ts';
import { onResize } from '../../page/on-resize.ts';
import type { Shows } from '../drawings.ts';
import { GraphCanvas } from './draw-canvas.ts';
import type { GraphData } from './drawing.ts';
import { graphPicture } from './picture.ts';

export function drawGraph(section: HTMLElement, data: GraphData, _page: unknown, shows: Shows): void {
  section.append(element('p', { class: 'lead' }, data.lead));
  if (data.components.nodes.length === 0) return;
  const stage = element('div', { class: 'stage' });
  const details = element('div', { class: 'details', attributes: { 'aria-live': 'polite' } });
  // In the document before anything is drawn: text outside it has no width to measure.
  section.append(stage, details, legend(data));
  const canvas = new GraphCanvas(stage, details, data);
  stage.before(toolbar(canvas, data));
  section.append(foldedTable(words.asTable, words.columns, () => tableRows(data)));
  let isFirst = true;
  onResize(stage, () => {
    canvas.fit();
    if (isFirst) canvas.restore();
    isFirst = false;
  });
  addEventListener('beforeprint', () => canvas.fit(true));
  addEventListener('afterprint', () => canvas.fit());
  shows(() => graphPicture(data, canvas.scene));
}

function tableRows({ components }: GraphData): readonly (readonly string[])[] {
  return components.lines.map(({ from, to, kind, why }) => [shortened(from, 100), shortened(to, 100), kind, why]);
}

function toolbar(canvas: GraphCanvas, data: GraphData): HTMLElement {
  const hasHosts = data.components.groups.some(({ kind }) => kind === 'host');
  return element(
    'div',
    { class: 'toolbar' },
    searchField(canvas),
    hasHosts ? button(words.foldAll, () => canvas.foldAll(true)) : null,
    hasHosts ? button(words.unfoldAll, () => canvas.foldAll(false)) : null,
    hasHosts ? switchBox(words.hostOrder, canvas.showsHostOrder, (on) => canvas.setHostOrder(on)) : null,
    data.hasImplied ? switchBox(words.implied, false, (on) => canvas.setImplied(on)) : null,
    choice(words.reach, words.reaches, setting('graph', 'reach'), (value) =>
      canvas.setReach(value === 'all' ? Number.POSITIVE_INFINITY : Number(value)),
    ),
    choice(words.direction, words.directions, setting('graph', 'way'), (value) => canvas.setDirection(value)),
    element(
      'span',
      { class: 'zoom', attributes: { role: 'group', 'aria-label': words.zoom } },
      button('−', () => canvas.zoomBy(1 / 1.4), words.zoomOut),
      button('+', () => canvas.zoomBy(1.4), words.zoomIn),
      button(words.fit, () => canvas.fit(true)),
    ),
  );
}

function searchField(canvas: GraphCanvas): HTMLElement {
  const result = element('span', { class: 'search-result', attributes: { role: 'status' } });
  const input = element('input', {
    attributes: {
      type: 'search',
      placeholder: words.find,
      'aria-label': words.find,
      spellcheck: 'false',
    },
  });
  input.addEventListener('input', () => {
    const count = canvas.search(input.value);
    result.textContent = input.value.trim() === '' ? '' : words.matches(count);
  });
  input.addEventListener('keydown', (event) => {
    if (event.key === 'Enter') canvas.nextMatch();
    if (event.key === 'Escape') {
      input.value = '';
      canvas.search('');
      result.textContent = '';
    }
  });
  return element('span', { class: 'search' }, input, result);
}

function choice(
  name: string,
  choices: readonly (readonly [string, string])[],
  chosen: string | null,
  change: (value: string) => void,
): HTMLElement {
  const options = choices.map(([value, text]) => element('option', { attributes: { value } }, text));
  const select = element('select', {}, ...options);
  if (choices.some(([value]) => value === chosen)) select.value = chosen as string;
  select.addEventListener('change', () => change(select.value));
  return element('label', { class: 'reach' }, name, select);
}

function button(text: string, press: () => void, name?: string): HTMLButtonElement {
  const attributes = { type: 'button', ...(name ? { 'aria-label': name } : {}) };
  return element('button', { attributes, on: { click: press } }, text);
}

function switchBox(text: string, on: boolean, change: (on: boolean) => void): HTMLElement {
  const box = element('input', { attributes: { type: 'checkbox' } });
  box.checked = on;
  box.addEventListener('change', () => change(box.checked));
  return element('label', { class: 'switch' }, box, text);
}

function legend({ hasValues, hasSignals, hasLit, components }: GraphData): HTMLElement {
  const hasHosts = components.groups.some(({ kind }) => kind === 'host');
  const items: readonly (readonly [boolean, keyof typeof words.legend])[] = [
    [true, 'order'],
    [hasValues, 'value'],
    [hasSignals, 'signal'],
    [hasHosts, 'coarse'],
    [hasLit, 'lit'],
  ];
  return element(
    'div',
    { class: 'graph-foot' },
    element(
      'ul',
      { class: 'legend' },
      ...items
        .filter(([here]) => here)
        .map(([, style]) => element('li', {}, element('span', { class: `rule ${style}` }), words.legend[style])),
    ),
    element('p', { class: 'hint mouse' }, words.hint),
    element('p', { class: 'hint touch' }, words.touchHint),
  );
}
