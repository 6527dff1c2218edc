import { shortened } from '../../../words/visible.ts';
import { dataTable, element, foldedTable } from '../../page/element.ts';
import { onResize } from '../../page/on-resize.ts';
import { GraphCanvas } from './draw-canvas.ts';
import type { GraphData } from './drawing.ts';

export function drawGraph(section: HTMLElement, data: GraphData): void {
  section.append(element('p', { class: 'lead' }, data.lead));
  if (data.components.nodes.length === 0) return;
  const stage = element('div', { class: 'stage' });
  const details = element('div', { class: 'details', attributes: { 'aria-live': 'polite' } });
  // In the document before anything is drawn: text outside it has no width to measure.
  section.append(stage, details, legend(data));
  const canvas = new GraphCanvas(stage, details, data);
  stage.before(toolbar(canvas, data));
  const lines = data.components.lines.map(({ from, to, kind, why }) => [
    shortened(from, 100),
    shortened(to, 100),
    kind,
    why,
  ]);
  section.append(
    foldedTable(
      'Dependencies as a table',
      dataTable('Dependencies', ['Prerequisite', 'Dependent', 'Kind', 'Why'], lines.slice(0, 2000)),
    ),
  );
  onResize(stage, () => canvas.fit());
}

function toolbar(canvas: GraphCanvas, data: GraphData): HTMLElement {
  const hasHosts = data.components.groups.some(({ kind }) => kind === 'host');
  return element(
    'div',
    { class: 'toolbar' },
    searchField(canvas),
    hasHosts ? button('Fold all', () => canvas.foldAll(true)) : null,
    hasHosts ? button('Unfold all', () => canvas.foldAll(false)) : null,
    hasHosts ? switchBox('Order between hosts', canvas.showsHostOrder, (on) => canvas.setHostOrder(on)) : null,
    data.hasImplied ? switchBox('Implied order', false, (on) => canvas.setImplied(on)) : null,
    reachSelect(canvas),
    element(
      'span',
      { class: 'zoom', attributes: { role: 'group', 'aria-label': 'Zoom' } },
      button('−', () => canvas.zoomBy(1 / 1.4), 'Zoom out'),
      button('+', () => canvas.zoomBy(1.4), 'Zoom in'),
      button('Fit', () => canvas.fit()),
    ),
  );
}

function searchField(canvas: GraphCanvas): HTMLElement {
  const result = element('span', { class: 'search-result', attributes: { role: 'status' } });
  const input = element('input', {
    attributes: {
      type: 'search',
      placeholder: 'Find a task or host',
      'aria-label': 'Find a task or host',
      spellcheck: 'false',
    },
  });
  input.addEventListener('input', () => {
    const count = canvas.search(input.value);
    result.textContent = input.value.trim() === '' ? '' : count === 1 ? '1 match' : `${count} matches`;
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

function reachSelect(canvas: GraphCanvas): HTMLElement {
  const choices = [
    ['all', 'everything'],
    ['1', '1 step'],
    ['2', '2 steps'],
    ['3', '3 steps'],
  ].map(([value = '', words = '']) => element('option', { attributes: { value } }, words));
  const select = element('select', {}, ...choices);
  select.addEventListener('change', () =>
    canvas.setReach(select.value === 'all' ? Number.POSITIVE_INFINITY : Number(select.value)),
  );
  return element('label', { class: 'reach' }, 'Focus shows ', select);
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
  const items: readonly (readonly [boolean, string, string])[] = [
    [true, 'order', 'comes before'],
    [hasValues, 'value', 'and passes a value'],
    [hasSignals, 'signal', 'signals a wait'],
    [hasHosts, 'coarse', 'order between hosts'],
    [hasLit, 'lit', 'part of a finding'],
  ];
  const hint =
    'Drag to pan, Ctrl + wheel or pinch to zoom. Arrow keys move, Enter focuses a task or folds a host, Escape lets go.';
  return element(
    'div',
    { class: 'graph-foot' },
    element(
      'ul',
      { class: 'legend' },
      ...items
        .filter(([here]) => here)
        .map(([, style, words]) => element('li', {}, element('span', { class: `rule ${style}` }), words)),
    ),
    element('p', { class: 'hint' }, hint),
  );
}
