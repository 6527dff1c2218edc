import type { Selection } from 'd3';
import { shortened } from '../../../words/visible.ts';
import { fitText } from '../../page/fit-text.ts';
import type { Tooltip } from '../../page/tooltip.ts';
import { drawHostOrder } from './draw-host-order.ts';
import type { DrawnGroup, DrawnLine, DrawnNode } from './drawing.ts';
import type { Scene } from './scene.ts';

type Group = Selection<SVGGElement, unknown, null, undefined>;

export interface SceneState {
  /** What stays bright; null when nothing is in focus. */
  readonly near: ReadonlySet<string> | null;
  readonly focus: string | null;
  readonly matches: ReadonlySet<string>;
  readonly implied: boolean;
  readonly hostLines: readonly DrawnLine[];
  readonly hostBoxes: readonly DrawnGroup[];
  readonly onNode: (node: DrawnNode) => void;
  readonly onGroup: (id: string) => void;
  readonly tooltip: Tooltip;
}

/** Arrow heads, one for each colour of line, because a marker does not take its line's colour everywhere. */
export function drawMarkers(svg: Selection<SVGSVGElement, unknown, null, undefined>): void {
  const defs = svg.append('defs');
  for (const kind of ['order', 'value', 'signal', 'lit', 'coarse', 'broken']) {
    const broad = kind === 'coarse' || kind === 'broken';
    defs
      .append('marker')
      .attr('id', `head-${kind}`)
      .attr('class', `head ${kind}`)
      .attr('viewBox', '0 0 8 8')
      .attr('refX', broad ? 1 : 7)
      .attr('refY', 4)
      .attr('markerWidth', broad ? 18 : 7)
      .attr('markerHeight', broad ? 18 : 7)
      .attr('markerUnits', 'userSpaceOnUse')
      .attr('orient', 'auto')
      .append('path')
      .attr('d', 'M0.5,0.8L7,4L0.5,7.2Z');
  }
}

export function drawScene(layer: Group, scene: Scene, state: SceneState): void {
  layer.selectAll('*').remove();
  drawGroupBoxes(layer.append('g'), scene.groups);
  drawHostOrder(layer.append('g'), state.hostLines, state.hostBoxes);
  drawLines(layer.append('g').attr('class', 'lines'), scene.lines, state);
  drawGroupHeads(layer.append('g'), scene.groups, state);
  drawNodes(layer.append('g'), scene.nodes, state);
}

function drawGroupBoxes(layer: Group, groups: readonly DrawnGroup[]): void {
  layer
    .selectAll('rect')
    .data(groups)
    .join('rect')
    .attr('class', ({ kind, lit }) => `group-box ${kind}${lit ? ' lit' : ''}`)
    .attr('x', ({ x }) => x)
    .attr('y', ({ y }) => y)
    .attr('width', ({ width }) => width)
    .attr('height', ({ height }) => height)
    .attr('rx', 9);
}

function drawGroupHeads(layer: Group, groups: readonly DrawnGroup[], { onGroup, matches }: SceneState): void {
  const heads = layer
    .selectAll<SVGGElement, DrawnGroup>('g')
    .data(groups)
    .join('g')
    .attr('class', ({ id, kind }) => `group-head ${kind}${matches.has(id) ? ' match' : ''}`)
    .attr('data-id', ({ id }) => id)
    .attr('transform', ({ x, y }) => `translate(${x + 8},${y + 5})`);
  const folds = heads
    .filter(({ kind }) => kind === 'host')
    .attr('tabindex', -1)
    .attr('role', 'button')
    .attr('aria-expanded', 'true')
    .on('click', (_event, { id }) => onGroup(id));
  folds
    .append('rect')
    .attr('class', 'hit')
    .attr('width', ({ label, width }) => Math.min(width - 16, label.length * 7.9 + 30))
    .attr('height', 22)
    .attr('rx', 4);
  folds.append('path').attr('class', 'chevron').attr('d', 'M5,8.5l4,5l4,-5');
  heads
    .append('text')
    .attr('x', ({ kind }) => (kind === 'host' ? 20 : 6))
    .attr('y', 15.5)
    .each(function ({ label, width }) {
      fitText(this, label, width - 44);
    });
  folds.attr('aria-label', function ({ label, size }) {
    return `${seenName(this, label)}, host of ${size} tasks. Fold`;
  });
}

function drawLines(layer: Group, lines: readonly DrawnLine[], { near, implied }: SceneState): void {
  const shown = lines.filter((line) => implied || !line.implied || line.lit);
  const bright = ({ from, to }: DrawnLine): boolean => near === null || (near.has(from) && near.has(to));
  layer
    .selectAll('path')
    .data(shown)
    .join('path')
    .attr(
      'class',
      (line) =>
        `line ${line.kind}${line.lit ? ' lit' : ''}${line.implied ? ' implied' : ''}${bright(line) ? '' : ' dim'}`,
    )
    .attr('marker-end', ({ kind, lit }) => `url(#head-${lit ? 'lit' : kind})`)
    .attr('d', ({ path }) => path);
  layer
    .selectAll('text')
    .data(shown.filter(({ labelAt }) => labelAt !== null))
    .join('text')
    .attr('class', (line) => `line-label ${line.kind}${bright(line) ? '' : ' dim'}`)
    .attr('x', ({ labelAt }) => labelAt?.x ?? 0)
    .attr('y', ({ labelAt }) => (labelAt?.y ?? 0) + 3.5)
    .text(({ label }) => label);
}

function drawNodes(layer: Group, nodes: readonly DrawnNode[], state: SceneState): void {
  const { near, focus, matches, onNode, tooltip } = state;
  const marks = layer
    .selectAll<SVGGElement, DrawnNode>('g')
    .data(nodes)
    .join('g')
    .attr('class', ({ id, kind, lit }) =>
      [
        'node',
        kind,
        lit && 'lit',
        id === focus && 'focus',
        matches.has(id) && 'match',
        near !== null && !near.has(id) && 'dim',
      ]
        .filter(Boolean)
        .join(' '),
    )
    .attr('data-id', ({ id }) => id)
    .attr('transform', ({ x, y }) => `translate(${x},${y})`)
    .attr('tabindex', -1)
    .attr('role', 'button')
    .on('click', (_event, node) => onNode(node))
    .on('mouseenter', function (_event, { id, note }) {
      tooltip.show(`${shortened(id, 120)} · ${note}`, this);
    })
    .on('mouseleave', () => tooltip.hide());
  marks.filter(({ kind }) => kind === 'host').attr('aria-expanded', 'false');
  marks
    .append('rect')
    .attr('width', ({ width }) => width)
    .attr('height', ({ height }) => height)
    .attr('rx', 6);
  marks
    .append('text')
    .attr('class', 'name')
    .attr('x', 12)
    .attr('y', 18)
    .each(function ({ label, width }) {
      fitText(this, label, width - 20);
    });
  marks
    .append('text')
    .attr('class', 'note')
    .attr('x', 12)
    .attr('y', 33)
    .each(function ({ note, width }) {
      fitText(this, ` ${note}`, width - 18);
    });
  marks.attr('aria-label', function ({ label, note, kind }) {
    return `${seenName(this, `${label}, ${note}`)}${kind === 'host' ? '. Unfold' : ''}`;
  });
}

/** A name that begins with what is seen, so that a voice command finds it; where that was cut, the whole follows. */
function seenName(mark: SVGGElement, whole: string): string {
  const seen = mark.textContent ?? '';
  return seen.includes('…') ? `${seen}, ${whole}` : seen;
}
