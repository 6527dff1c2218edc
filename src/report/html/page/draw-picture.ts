import { type Mark, type Picture, rounded } from '../picture/markup.ts';

const SVG = 'http://www.w3.org/2000/svg';

/** Shows a picture in the page, in the page's own colours: the same marks that a saved file has. */
export function drawPicture(target: Element, { title, width, height, marks }: Picture): void {
  const svg = markElement({
    tag: 'svg',
    attributes: { role: 'img', 'aria-label': title, width: Math.ceil(width), height: Math.ceil(height) },
    children: marks,
  });
  target.replaceChildren(svg);
}

function markElement({ tag, attributes, children }: Mark): Element {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, rounded(value));
  for (const child of children) made.append(typeof child === 'string' ? child : markElement(child));
  return made;
}
