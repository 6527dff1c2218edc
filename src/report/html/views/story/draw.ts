import { max, scaleLinear, select } from 'd3';
import { storyWords as words } from '../../../words/page/story.ts';
import { shortened } from '../../../words/visible.ts';
import { element } from '../../page/element.ts';
import type { PageData } from '../../render-html.ts';
import type { Fact, StoryData } from './prepare.ts';

export function drawStory(section: HTMLElement, data: StoryData, { result }: PageData): void {
  const heading = section.querySelector('h1') as HTMLElement;
  heading.textContent = data.headline;
  section.prepend(element('p', { class: 'eyebrow' }, shortened(result.template.file, 120)));
  if (data.support) section.append(element('p', { class: 'support' }, data.support));
  if (data.spans.length > 0) section.append(spanChart(data));
  const drivers = data.drivers.length > 0 ? [driversCard(data)] : [];
  section.append(element('div', { class: 'cards' }, ...data.facts.map(factCard), ...drivers, trustCard(data)));
}

/** Each granularity as a bar to its median, with the range in which nine of ten deployments end. */
function spanChart({ spans, trust }: StoryData): HTMLElement {
  const most = (max(spans, ({ p95, p50 }) => Math.max(p95, p50)) ?? 1) || 1;
  const scale = scaleLinear([0, most * 1.02], [0, 100]);
  const rows = spans.map(({ name, label, p50, p5, p95, words: figures }) => {
    const svg = select(document.createElementNS('http://www.w3.org/2000/svg', 'svg'))
      .attr('class', `span ${name}`)
      .attr('aria-hidden', 'true')
      .attr('height', 30)
      .attr('width', '100%');
    const percent = (value: number): string => `${Math.round(scale(value) * 100) / 100}%`;
    svg.append('rect').attr('class', 'track').attr('width', '100%').attr('height', 30).attr('rx', 3);
    svg.append('rect').attr('class', 'median').attr('width', percent(p50)).attr('height', 30).attr('rx', 3);
    const range = (x1: number, x2: number, y1: number, y2: number): void => {
      const line = svg.append('line').attr('class', 'range').attr('x1', percent(x1)).attr('x2', percent(x2));
      line.attr('y1', y1).attr('y2', y2);
    };
    if (p95 - p5 > most / 1000) {
      range(p5, p95, 15, 15);
      range(p5, p5, 9, 21);
      range(p95, p95, 9, 21);
    }
    return element(
      'div',
      { class: 'span-row' },
      element('span', { class: `span-name ${name}` }, label),
      svg.node() as unknown as HTMLElement,
      element('span', { class: 'span-words' }, figures),
    );
  });
  const varies = spans.some(({ p5, p95 }) => p95 - p5 > most / 1000);
  const legend = varies ? words.barOfMedian : words.barOfMakespan;
  const caption = element('figcaption', {}, `${legend} ${trust}`);
  return element('figure', { class: 'spans' }, ...rows, caption);
}

function factCard({ title, figure, sentences, tone }: Fact): HTMLElement {
  return element(
    'article',
    { class: `card ${tone}` },
    element('h2', {}, title),
    element('p', { class: 'figure' }, figure),
    ...sentences.map((sentence) => element('p', {}, sentence)),
  );
}

function driversCard({ drivers, driversOf }: StoryData): HTMLElement {
  const items = drivers.map(({ task, share, words: often, takes }) => {
    const bar = element('span', { class: `meter ${driversOf}`, attributes: { 'aria-hidden': 'true' } });
    bar.append(element('span', {}));
    (bar.firstElementChild as HTMLElement).style.width = `${Math.round(share * 1000) / 10}%`;
    return element(
      'li',
      {},
      element('span', { class: 'driver' }, task),
      element('span', { class: 'share' }, often),
      bar,
      element('span', { class: 'takes' }, takes),
    );
  });
  return element(
    'article',
    { class: 'card plain' },
    element('h2', {}, words.drivers),
    element('p', { class: 'hint' }, words.driversHint(driversOf)),
    element('ol', { class: 'driver-list' }, ...items),
  );
}

function trustCard({ origins, trust, notes }: StoryData): HTMLElement {
  const total = origins.reduce((sum, { count }) => sum + count, 0);
  const bar = element('div', { class: 'stack', attributes: { 'aria-hidden': 'true' } });
  for (const { origin, count } of origins) {
    const part = element('span', { class: `origin ${origin}` });
    part.style.flexGrow = String(count / Math.max(1, total));
    bar.append(part);
  }
  const items = origins.map(({ origin, words: name, count }) =>
    element('li', {}, element('span', { class: `swatch origin ${origin}` }), `${count} ${name}`),
  );
  return element(
    'article',
    { class: 'card plain' },
    element('h2', {}, words.trust),
    origins.length > 0 ? bar : null,
    element('ul', { class: 'origins' }, ...items),
    element('p', {}, trust),
    ...notes.map((note) => element('p', { class: 'hint' }, note)),
  );
}
