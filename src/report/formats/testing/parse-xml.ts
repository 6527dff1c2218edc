export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
}

const TOKEN = /<(\/?)([\w-]+)((?:\s+[\w-]+="[^"<]*")*)\s*(\/?)>|([^<]+)/y;
const ENTITY = /&(?:amp|lt|gt|quot|apos|#\d+);/g;

/** A strict reader of the part of XML 1.0 that our formats write: whatever is not that throws. */
export function parseXml(text: string): XmlElement {
  const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n';
  if (!text.startsWith(declaration)) throw new Error('no XML declaration');
  const top: { name: string; children: XmlElement[] } = { name: '', children: [] };
  const open: { name: string; children: XmlElement[] }[] = [top];
  TOKEN.lastIndex = declaration.length;
  while (TOKEN.lastIndex < text.length) {
    const at = TOKEN.lastIndex;
    const token = TOKEN.exec(text);
    if (token === null) throw new Error(`not XML at ${at}: ${text.slice(at, at + 40)}`);
    const [, isEnd, name = '', list = '', isEmpty, data] = token;
    if (data !== undefined) decoded(data);
    else if (isEnd) {
      if (open.pop()?.name !== name) throw new Error(`</${name}> closes nothing`);
    } else {
      const element = { name, attributes: attributesOf(list), children: [] };
      open.at(-1)?.children.push(element);
      if (!isEmpty) open.push(element);
    }
  }
  if (open.length !== 1 || top.children.length !== 1) throw new Error('not one root element');
  return top.children[0] as XmlElement;
}

function attributesOf(list: string): Record<string, string> {
  const pairs = [...list.matchAll(/([\w-]+)="([^"]*)"/g)].map(([, key, value]) => [key, decoded(value ?? '')] as const);
  if (new Set(pairs.map(([key]) => key)).size < pairs.length) throw new Error(`an attribute twice in ${list}`);
  return Object.fromEntries(pairs);
}

function decoded(text: string): string {
  if (text.replaceAll(ENTITY, '').includes('&')) throw new Error(`a bare & in ${text}`);
  const names: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
  return text.replaceAll(ENTITY, (entity) => {
    const name = entity.slice(1, -1);
    return name.startsWith('#') ? String.fromCodePoint(Number(name.slice(1))) : (names[name] as string);
  });
}
