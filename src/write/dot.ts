import type { Deployment } from '../model/deployment.ts';
import { type Drawing, type DrawnArrow, draw, type WriteOptions } from './drawing.ts';

const STYLES: Readonly<Record<DrawnArrow['line'], string>> = {
  written: 'solid',
  hidden: 'dashed',
  signal: 'dotted',
};

/**
 * The graph in Graphviz DOT, groups as clusters; arrows point the way time runs. Names are quoted: nothing in a
 * template can become markup.
 * @example
 * const dot = writeDot(deployment, { view: 'engine' });
 */
export function writeDot(deployment: Deployment, options: WriteOptions = {}): string {
  const drawing = draw(deployment, options);
  const lines = ['digraph deployment {', '  rankdir=LR;', '  node [shape=box];'];
  lines.push(...boxLines(drawing, null, '  '));
  for (const { from, to, label, line } of drawing.arrows)
    lines.push(`  ${quote(from)} -> ${quote(to)} [label=${quote(label)}, style=${STYLES[line]}];`);
  return [...lines, '}', ''].join('\n');
}

function boxLines(drawing: Drawing, box: string | null, indent: string): readonly string[] {
  const nodes = drawing.nodes.filter((node) => node.box === box);
  const inner = drawing.boxes.filter(({ parent }) => parent === box);
  return [
    ...nodes.map(({ id, type, tracked }) => {
      const style = tracked ? '' : ', style=dashed';
      return `${indent}${quote(id)} [label=${quote(id)}, tooltip=${quote(type)}${style}];`;
    }),
    ...inner.flatMap(({ id }) => [
      `${indent}subgraph ${quote(`cluster_${id}`)} {`,
      `${indent}  label=${quote(id)};`,
      ...boxLines(drawing, id, `${indent}  `),
      `${indent}}`,
    ]),
  ];
}

/** A double-quoted string in which Graphviz reads neither an end, an escape sequence nor HTML. */
function quote(text: string): string {
  const escaped = text.replace(/\\/g, '\\\\').replace(/"/g, '\\"').replace(/\r?\n/g, '\\n').replaceAll('\0', '\uFFFD');
  return `"${escaped}"`;
}
