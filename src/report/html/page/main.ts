import { traceEvents } from '../../documents/trace-events.ts';
import type { Result } from '../../result.ts';
import { frameWords } from '../../words/page/frame.ts';
import { shortened } from '../../words/visible.ts';
import type { Picture } from '../picture/markup.ts';
import type { PageData, PagePart } from '../render-html.ts';
import { drawings, type Shows } from '../views/drawings.ts';
import { element } from './element.ts';
import { onOtherSettings, placeInAddress } from './hash-state.ts';
import { saveButton } from './save-file.ts';
import { saveButtons } from './save-view.ts';
import { themeSwitch } from './theme.ts';

const data = JSON.parse(document.getElementById('page-data')?.textContent ?? 'null') as PageData;
let waiting: (() => void)[] = [];
drawPage(data);
onOtherSettings(() => drawPage(data));
addEventListener('beforeprint', drawWaiting);

/** The story at once, so that something can be read; then part by part, so that no part holds up another. */
function drawPage(page: PageData): void {
  const main = element('main', { attributes: { id: 'main', tabindex: '-1' } });
  for (const old of document.body.querySelectorAll(':scope > :not(script)')) old.remove();
  document.body.prepend(skipLink(), header(page), navigation(page), main, footer(page));
  delete document.documentElement.dataset.drawn;
  waiting = page.parts.map((part) => {
    const section = sectionOf(part);
    main.append(section);
    return () => drawView(section, part, page);
  });
  waiting.shift()?.();
  setTimeout(drawNext, 30);
}

function drawNext(): void {
  const next = waiting.shift();
  if (next) {
    next();
    setTimeout(drawNext, 0);
    return;
  }
  document.documentElement.dataset.drawn = 'yes';
  const place = placeInAddress();
  if (place !== '') document.getElementById(place)?.scrollIntoView({ behavior: 'instant' });
}

function drawWaiting(): void {
  for (const draw of waiting.splice(0)) draw();
}

function sectionOf({ id, title }: PagePart): HTMLElement {
  const heading = element(id === 'story' ? 'h1' : 'h2', { attributes: { id: `${id}-title` } }, title);
  return element('section', { class: id, attributes: { id, 'aria-labelledby': `${id}-title` } }, heading);
}

function drawView(section: HTMLElement, part: PagePart, page: PageData): void {
  const { prepare, draw } = drawings[part.id] as {
    readonly prepare: ((result: Result) => unknown) | null;
    readonly draw: (section: HTMLElement, data: unknown, page: PageData, shows: Shows) => void;
  };
  const prepared = prepare === null ? page.graph : prepare(page.result);
  let shown: (() => Picture) | null = null;
  draw(section, prepared, page, (picture) => {
    shown = picture;
  });
  section.append(saveButtons(part, { prepared, shown }, page.result));
}

function skipLink(): HTMLElement {
  return element('a', { class: 'skip', attributes: { href: '#main' } }, frameWords.skip);
}

function header({ result }: PageData): HTMLElement {
  const { simulation } = result;
  const how = simulation
    ? frameWords.how(simulation.replications, simulation.engine, shortened(simulation.seed, 24))
    : frameWords.notSimulated;
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
  return element('nav', { attributes: { 'aria-label': frameWords.parts } }, element('ul', {}, ...links));
}

function footer({ result }: PageData): HTMLElement {
  const { template, tool } = result;
  const format = `${shortened(template.format, 40)} ${shortened(template.version, 40)}`;
  return element('footer', {}, `makespan ${shortened(tool.version, 20)} · ${format} · ${frameWords.footer}`);
}

/** What the page shows, as files for other programs. */
function downloadButtons(result: Result): readonly HTMLButtonElement[] {
  const { simulation } = result;
  const jsonFile = (value: unknown): Blob => new Blob([JSON.stringify(value)], { type: 'application/json' });
  const save = saveButton(frameWords.saveResult, 'makespan-result.json', () => jsonFile(result));
  if (simulation === null) return [save];
  const trace = saveButton(frameWords.saveTrace, 'makespan-trace.json', () => jsonFile(traceEvents(simulation)));
  trace.title = frameWords.traceHint;
  return [save, trace];
}
