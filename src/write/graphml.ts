import type { Deployment } from '../model/deployment.ts';
import { draw, type WriteOptions } from './drawing.ts';

/** The attributes of the document: where they belong, and what they are called. */
const KEYS = [
  ['node', 'type'],
  ['node', 'kind'],
  ['node', 'group'],
  ['node', 'tracked'],
  ['edge', 'label'],
  ['edge', 'line'],
] as const;

/**
 * The graph as GraphML (graphml.graphdrawing.org), with a node's group as an attribute: few readers follow nested
 * graphs. Our own, because graphology-graphml reads the format but does not write it.
 */
export function writeGraphml(deployment: Deployment, options: WriteOptions = {}): string {
  const { nodes, arrows } = draw(deployment, options);
  const lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">'];
  for (const [owner, name] of KEYS) {
    const type = name === 'tracked' ? 'boolean' : 'string';
    lines.push(`  <key id="${owner}-${name}" for="${owner}" attr.name="${name}" attr.type="${type}"/>`);
  }
  lines.push('  <graph id="deployment" edgedefault="directed">');
  for (const { id, type, kind, box, tracked } of nodes) {
    const data = dataOf('node', { type, kind, group: box ?? '', tracked: String(tracked) });
    lines.push(`    <node id="${escapeXml(id)}">${data}</node>`);
  }
  for (const [index, { from, to, label, line }] of arrows.entries()) {
    const ends = `source="${escapeXml(from)}" target="${escapeXml(to)}"`;
    lines.push(`    <edge id="e${index}" ${ends}>${dataOf('edge', { label, line })}</edge>`);
  }
  return [...lines, '  </graph>', '</graphml>', ''].join('\n');
}

function dataOf(owner: 'node' | 'edge', values: Readonly<Record<string, string>>): string {
  return Object.entries(values)
    .map(([name, value]) => `<data key="${owner}-${name}">${escapeXml(value)}</data>`)
    .join('');
}

/** Text for content and for attributes. Characters that XML 1.0 cannot hold even as codes become U+FFFD. */
function escapeXml(text: string): string {
  return [...text]
    .map((character) => (isXmlCharacter(character.codePointAt(0)!) ? character : '\uFFFD'))
    .join('')
    .replace(/[&<>"'\t\n\r]/g, (character) => `&#${character.codePointAt(0)};`);
}

/** XML 1.0, production 2: lone surrogates and most control characters are excluded. */
function isXmlCharacter(code: number): boolean {
  if (code < 0x20) return code === 0x9 || code === 0xa || code === 0xd;
  return code < 0xd800 || (code > 0xdfff && code !== 0xfffe && code !== 0xffff);
}
