import { visible } from '../words/visible.ts';

/** Attributes in order; absent ones are left out. */
export type Attributes = Readonly<Record<string, string | number>>;

/** One element on its own lines; its children are elements or escaped text. */
export function element(name: string, attributes: Attributes, children: readonly string[] = []): string {
  const list = Object.entries(attributes).map(([key, value]) => ` ${key}="${escapeXml(String(value))}"`);
  const start = `<${name}${list.join('')}`;
  if (children.length === 0) return `${start}/>`;
  const isText = children.every((child) => !child.startsWith('<'));
  if (isText) return `${start}>${children.join('')}</${name}>`;
  return [`${start}>`, ...children.map((child) => child.replace(/^(?=<)/, '  ')), `</${name}>`].join('\n');
}

/** What XML 1.0 cannot hold even escaped is written out visibly; line ends stay. */
export function escapeXml(text: string): string {
  return text
    .split('\n')
    .map(visible)
    .join('\n')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\n', '&#10;');
}

export const XML_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n';
