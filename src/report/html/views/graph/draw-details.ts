import { graphWords as words } from '../../../words/page/graph.ts';
import { shortened } from '../../../words/visible.ts';
import { element } from '../../page/element.ts';
import type { DrawnLine } from './drawing.ts';
import type { Scene } from './scene.ts';

/** What is in focus, in words: what it comes after and before, and why. */
export function describeNode(id: string | null, { nodes, lines }: Scene): readonly Node[] {
  const node = nodes.find((candidate) => candidate.id === id);
  if (!node) return [];
  const before = lines.filter(({ to }) => to === id);
  const after = lines.filter(({ from }) => from === id);
  return [
    element('h3', {}, shortened(node.id, 160), ' ', element('span', { class: 'note' }, node.note)),
    element(
      'div',
      { class: 'both-ways' },
      direction(words.comesAfter, before, ({ from }) => from),
      direction(words.comesBefore, after, ({ to }) => to),
    ),
  ];
}

function direction(title: string, lines: readonly DrawnLine[], end: (line: DrawnLine) => string): HTMLElement {
  const items = lines
    .slice(0, 12)
    .map((line) => element('li', {}, element('strong', {}, shortened(end(line), 100)), ` ${line.why}`));
  const rest = lines.length > 12 ? [element('li', {}, words.andMore(lines.length - 12))] : [];
  const none = lines.length === 0 ? [element('li', {}, words.nothing)] : [];
  return element('div', {}, element('h4', {}, title), element('ul', {}, ...items, ...rest, ...none));
}
