import { frameWords } from '../../words/page/frame.ts';

/** What an element may be given: attributes, and handlers by event name. */
export interface ElementOptions {
  readonly class?: string;
  readonly attributes?: Readonly<Record<string, string>>;
  readonly on?: Readonly<Record<string, (event: Event) => void>>;
}

/** Makes an element. Children given as text become text nodes: nothing is ever read as markup. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  options: ElementOptions,
  ...children: readonly (Node | string | null)[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  if (options.class) made.className = options.class;
  for (const [name, value] of Object.entries(options.attributes ?? {})) made.setAttribute(name, value);
  for (const [name, handler] of Object.entries(options.on ?? {})) made.addEventListener(name, handler);
  for (const child of children) if (child !== null) made.append(child);
  return made;
}

/** A table with a caption for those who cannot see the plot, or want its numbers. */
export function dataTable(
  caption: string,
  columns: readonly string[],
  rows: readonly (readonly (string | Node)[])[],
): HTMLTableElement {
  const head = element('tr', {}, ...columns.map((column) => element('th', { attributes: { scope: 'col' } }, column)));
  const body = rows.map((row) =>
    element(
      'tr',
      {},
      ...row.map((cell, index) =>
        index === 0 ? element('th', { attributes: { scope: 'row' } }, cell) : element('td', {}, cell),
      ),
    ),
  );
  const title = element('caption', {}, caption);
  return element('table', {}, title, element('thead', {}, head), element('tbody', {}, ...body));
}

/** Rows that a folded table shows at most; all of them are in the file that it saves. */
const MOST_ROWS = 1000;

/** A table below a plot that is made when it is unfolded, and scrolls on its own. */
export function foldedTable(
  caption: string,
  columns: readonly string[],
  rows: () => readonly (readonly string[])[],
): HTMLDetailsElement {
  const folded = element('details', { class: 'alternative' }, element('summary', {}, caption));
  folded.addEventListener('toggle', () => {
    if (!folded.open || folded.querySelector('table')) return;
    const all = rows();
    folded.append(scrollable(caption, dataTable(caption, columns, all.slice(0, MOST_ROWS))));
    if (all.length > MOST_ROWS)
      folded.append(element('p', { class: 'hint' }, frameWords.moreRows(all.length - MOST_ROWS)));
  });
  return folded;
}

/** A part that scrolls sideways by itself, and can be reached by keyboard to do so. */
export function scrollable(name: string, child: Node): HTMLDivElement {
  return element('div', { class: 'scroll', attributes: { role: 'group', 'aria-label': name, tabindex: '0' } }, child);
}
