import type { Deployment } from '../model/deployment.ts';
import { type Drawing, type DrawnArrow, draw, type WriteOptions } from './drawing.ts';

const ARROWS: Readonly<Record<DrawnArrow['line'], string>> = {
  written: '-->',
  hidden: '-.->',
  signal: '-.->',
};

/**
 * The graph as a Mermaid flowchart, groups as subgraphs; names appear only in labels, with every special character as
 * a code.
 */
export function writeMermaid(deployment: Deployment, options: WriteOptions = {}): string {
  const drawing = draw(deployment, options);
  const names = {
    node: new Map(drawing.nodes.map(({ id }, index) => [id, `n${index}`])),
    box: new Map(drawing.boxes.map(({ id }, index) => [id, `g${index}`])),
  };
  const lines = ['flowchart LR', ...boxLines(drawing, { box: null, indent: '  ', names })];
  for (const { from, to, label, line } of drawing.arrows)
    lines.push(`  ${names.node.get(from)} ${ARROWS[line]}|"${escapeText(label)}"| ${names.node.get(to)}`);
  return `${lines.join('\n')}\n`;
}

interface Place {
  readonly box: string | null;
  readonly indent: string;
  readonly names: Readonly<Record<'node' | 'box', ReadonlyMap<string, string>>>;
}

function boxLines(drawing: Drawing, { box, indent, names }: Place): readonly string[] {
  const nodes = drawing.nodes.filter((node) => node.box === box);
  const inner = drawing.boxes.filter(({ parent }) => parent === box);
  return [
    ...nodes.map(({ id }) => `${indent}${names.node.get(id)}["${escapeText(id)}"]`),
    ...inner.flatMap(({ id }) => [
      `${indent}subgraph ${names.box.get(id)}["${escapeText(id)}"]`,
      ...boxLines(drawing, { box: id, indent: `${indent}  `, names }),
      `${indent}end`,
    ]),
  ];
}

/** Mermaid's own codes (`#34;`) for whatever could end a label, open a tag or start Markdown. */
function escapeText(text: string): string {
  return text.replace(/[^\p{L}\p{N} _.,:/+-]/gu, (character) => `#${character.codePointAt(0)};`);
}
