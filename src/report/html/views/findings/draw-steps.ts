import { select } from 'd3';
import { findingsWords as words } from '../../../words/page/findings.ts';
import { element } from '../../page/element.ts';
import { cutToWidth } from '../../picture/markup.ts';
import { excerptBlock } from './draw-excerpt.ts';
import { scheduleLanes } from './lanes.ts';
import type { EventCard } from './prepare.ts';

const ROW = 24;
const LEFT = 120;
const COLUMN = 34;

/** A schedule, event by event: what has happened so far, the line that makes the event, and what comes. */
export function stepThrough(events: readonly EventCard[]): HTMLElement {
  let current = events.length - 1;
  const say = element('p', { class: 'step-words', attributes: { role: 'status' } });
  const lanes = element('div', {
    class: 'scroll lanes',
    attributes: { tabindex: '0', role: 'group', 'aria-label': words.lanes },
  });
  const line = element('div', { class: 'step-line' });
  const items = events.map((event, index) =>
    element(
      'li',
      { class: event.event },
      element(
        'button',
        { class: 'step', attributes: { type: 'button' }, on: { click: () => show(index) } },
        event.text.includes(event.task) ? event.text : `${event.task} ${event.text}`,
      ),
    ),
  );
  const show = (index: number): void => {
    current = Math.min(events.length - 1, Math.max(0, index));
    const event = events[current] as EventCard;
    say.textContent = words.step(current + 1, events.length, event.text);
    line.replaceChildren(...(event.excerpt ? [excerptBlock(event.excerpt, event.place)] : []));
    drawLanes(lanes, events, current);
    items.forEach((item, at) => {
      item.classList.toggle('later', at > current);
      if (at === current) item.firstElementChild?.setAttribute('aria-current', 'step');
      else item.firstElementChild?.removeAttribute('aria-current');
    });
    back.disabled = current === 0;
    next.disabled = current === events.length - 1;
  };
  const button = (text: string, by: number): HTMLButtonElement =>
    element('button', { attributes: { type: 'button' }, on: { click: () => show(current + by) } }, text);
  const [back, next] = [button(words.back, -1), button(words.next, 1)];
  const controls = element(
    'div',
    { class: 'step-controls', attributes: { role: 'group', 'aria-label': words.steps } },
    back,
    next,
  );
  if (events.length > 0) show(events.length - 1);
  return element(
    'div',
    { class: 'stepper' },
    controls,
    say,
    lanes,
    line,
    element('ol', { class: 'schedule' }, ...items),
  );
}

function drawLanes(target: HTMLElement, events: readonly EventCard[], current: number): void {
  const lanes = scheduleLanes(events);
  const [width, height] = [LEFT + events.length * COLUMN + 10, lanes.length * ROW + 8];
  target.replaceChildren();
  const svg = select(target).append('svg').attr('aria-hidden', 'true').attr('width', width).attr('height', height);
  const x = (event: number): number => LEFT + 12 + event * COLUMN;
  svg
    .append('line')
    .attr('class', 'now')
    .attr('x1', x(current))
    .attr('x2', x(current))
    .attr('y1', 0)
    .attr('y2', height);
  lanes.forEach(({ task, spans, marks }, row) => {
    const y = row * ROW + 14;
    const name = svg
      .append('text')
      .attr('class', 'lane-name')
      .attr('x', LEFT - 8)
      .attr('y', y + 4);
    name.attr('text-anchor', 'end').text(cutToWidth(task, LEFT - 12, 12));
    for (const { from, to, state } of spans) {
      if (from > current) continue;
      const end = Math.min(to, current);
      svg
        .append('rect')
        .attr('class', `lane ${end === to ? state : 'running'}`)
        .attr('x', x(from))
        .attr('y', y - 6)
        .attr('width', Math.max(6, x(end) - x(from)))
        .attr('height', 12)
        .attr('rx', 3);
    }
    for (const { at, event } of marks) {
      if (at > current) continue;
      const shape = event === 'signal' ? 'M0,-7L7,0L0,7L-7,0Z' : 'M-5,-5L5,5M-5,5L5,-5';
      svg
        .append('path')
        .attr('class', `lane-mark ${event}`)
        .attr('transform', `translate(${x(at)},${y})`)
        .attr('d', shape);
    }
  });
}
