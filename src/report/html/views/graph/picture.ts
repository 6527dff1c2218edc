import { graphWords as words } from '../../../words/page/graph.ts';
import type { Colour } from '../../picture/colours.ts';
import { type Mark, mark, type Picture, path, rect, text } from '../../picture/markup.ts';
import type { DrawnLine, DrawnNode, GraphData } from './drawing.ts';
import type { Scene } from './scene.ts';

const EDGE = 20;

/** The graph as the reader first sees it, or the scene that a reader made of it by folding. */
export function graphPicture(data: GraphData, scene: Scene = data[data.start]): Picture {
  const { nodes, groups } = scene;
  const boxes = [...nodes, ...groups];
  const right = boxes.reduce((most, { x, width }) => Math.max(most, x + width), 0);
  const bottom = boxes.reduce((most, { y, height }) => Math.max(most, y + height), data[data.start].height);
  const lines = scene.lines.filter(({ implied, lit }) => lit || !implied);
  const moved = mark(
    'g',
    { transform: `translate(${EDGE},${EDGE})` },
    ...groups.flatMap(({ x, y, width, height, label, lit }) => [
      rect({ x, y, width, height }, { fill: 'sunken', stroke: lit ? 'error' : 'line', width: lit ? 1.6 : 1 }, 9),
      text(x + 14, y + 20, label, { bold: true, most: width - 24 }),
    ]),
    ...lines.flatMap(lineMarks),
    ...nodes.flatMap(nodeMarks),
  );
  return {
    title: data.lead,
    width: right + 2 * EDGE,
    height: bottom + 2 * EDGE,
    marks: [mark('defs', {}, ...(['order', 'value', 'signal', 'lit'] as const).map(head)), moved],
  };
}

const HUES = { order: 'strong-line', value: 'value', signal: 'signal', lit: 'error' } as const satisfies Readonly<
  Record<DrawnLine['kind'] | 'lit', Colour>
>;

function head(kind: keyof typeof HUES): Mark {
  const size = { viewBox: '0 0 8 8', refX: 7, refY: 4, markerWidth: 7, markerHeight: 7, orient: 'auto' } as const;
  const shape = path('M0.5,0.8L7,4L0.5,7.2Z', { fill: HUES[kind] });
  return mark('marker', { id: `head-${kind}`, markerUnits: 'userSpaceOnUse', ...size }, shape);
}

function lineMarks({ kind, lit, path: way, label, labelAt, why }: DrawnLine): readonly Mark[] {
  const style = lit ? 'lit' : kind;
  const look = {
    stroke: HUES[style],
    width: lit ? 2.4 : kind === 'order' ? 1.2 : 1.7,
    ...(kind === 'signal' ? { dashes: '5 3' } : {}),
  };
  const drawn = path(way, look, { 'marker-end': `url(#head-${style})` });
  const written = labelAt
    ? [
        text(labelAt.x, labelAt.y + 3.5, label, {
          size: 11,
          bold: true,
          anchor: 'middle',
          halo: true,
          fill: HUES[style],
        }),
      ]
    : [];
  return [{ ...drawn, children: [mark('title', {}, why)] }, ...written];
}

function nodeMarks({ id, x, y, width, height, label, note, kind, lit }: DrawnNode): readonly Mark[] {
  const stroke: Colour = lit ? 'error' : kind === 'wait' ? 'signal' : 'strong-line';
  const fill: Colour = kind === 'host' || kind === 'server' ? 'sunken' : 'surface';
  const dashes = note.includes(words.untracked) ? { dashes: '4 3' } : {};
  const box = rect({ x, y, width, height }, { fill, stroke, width: lit ? 2 : 1, ...dashes }, 6);
  return [
    { ...box, children: [mark('title', {}, id)] },
    text(x + 12, y + 18, label, { bold: true, most: width - 14 }),
    text(x + 12, y + 33, note, { size: 11, fill: 'soft', most: width - 14 }),
  ];
}
