import { traceEvents } from '../../documents/trace-events.ts';
import { shortened } from '../../words/visible.ts';
import type { PageData, PagePart } from '../render-html.ts';
import { drawings } from '../views/drawings.ts';
import { element } from './element.ts';
import { themeSwitch } from './theme.ts';

const data = JSON.parse(document.getElementById('page-data')?.textContent ?? 'null') as PageData;
drawPage(data);

function drawPage(page: PageData): void {
  const main = element('main', { attributes: { id: 'main', tabindex: '-1' } });
  document.body.prepend(skipLink(), header(page), navigation(page), main, footer(page));
  for (const view of page.parts) drawView(main, view, page);
}

function drawView(main: HTMLElement, { id, title }: PagePart, page: PageData): void {
  const heading = element(id === 'story' ? 'h1' : 'h2', { attributes: { id: `${id}-title` } }, title);
  const section = element('section', { class: id, attributes: { id, 'aria-labelledby': `${id}-title` } }, heading);
  main.append(section);
  const draw = drawings[id] as (section: HTMLElement, data: unknown, page: PageData) => void;
  draw(section, page.views[id], page);
}

function skipLink(): HTMLElement {
  return element('a', { class: 'skip', attributes: { href: '#main' } }, 'Skip to the report');
}

function header({ result }: PageData): HTMLElement {
  const { simulation } = result;
  const how = simulation
    ? `${simulation.replications} × ${simulation.engine}, seed ${shortened(simulation.seed, 24)}`
    : 'not simulated';
  return element(
    'header',
    { class: 'top' },
    element(
      'div',
      { class: 'brand' },
      element('span', { class: 'mark', attributes: { 'aria-hidden': 'true' } }),
      'makespan',
    ),
    element('span', { class: 'how' }, how),
    ...downloadButtons(result),
    themeSwitch(),
  );
}

function navigation({ parts }: PageData): HTMLElement {
  const links = parts.map(({ id, title }) =>
    element('li', {}, element('a', { attributes: { href: `#${id}` } }, title)),
  );
  return element('nav', { attributes: { 'aria-label': 'Parts of the report' } }, element('ul', {}, ...links));
}

function footer({ result }: PageData): HTMLElement {
  const { template, tool } = result;
  const format = `${shortened(template.format, 40)} ${shortened(template.version, 40)}`;
  return element(
    'footer',
    {},
    `makespan ${shortened(tool.version, 20)} · ${format} · equal input gives this page again, byte for byte`,
  );
}

/** What the page shows, as files for other programs. */
function downloadButtons({ simulation, ...rest }: PageData['result']): readonly HTMLButtonElement[] {
  const result = { ...rest, simulation };
  const json = saveButton('Save JSON', 'makespan-result.json', () => JSON.stringify(result));
  if (simulation === null) return [json];
  return [json, saveButton('Save trace', 'makespan-trace.json', () => JSON.stringify(traceEvents(simulation)))];
}

function saveButton(name: string, file: string, text: () => string): HTMLButtonElement {
  const save = (): void => {
    const url = URL.createObjectURL(new Blob([text()], { type: 'application/json' }));
    element('a', { attributes: { href: url, download: file } }).click();
    URL.revokeObjectURL(url);
  };
  return element('button', { class: 'quiet', attributes: { type: 'button' }, on: { click: save } }, name);
}
