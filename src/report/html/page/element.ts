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

/** A table that can be unfolded below a plot and scrolls sideways on its own. */
export function foldedTable(caption: string, table: HTMLTableElement): HTMLDetailsElement {
  return element('details', { class: 'alternative' }, element('summary', {}, caption), scrollable(caption, table));
}

/** A part that scrolls sideways by itself, and can be reached by keyboard to do so. */
export function scrollable(name: string, child: Node): HTMLDivElement {
  return element('div', { class: 'scroll', attributes: { role: 'group', 'aria-label': name, tabindex: '0' } }, child);
}
