/** A capital M or an emoji is about this wide at 14 px: what is shorter than this many times it fits for sure. */
const WIDEST = 14;

/** Fewer characters than this say nothing. */
const LEAST = 3;

/** Sets as much of a text as fits a width, and an ellipsis where it was cut. Measured only where it may not fit. */
export function fitText(target: SVGTextElement, text: string, width: number): void {
  target.textContent = text;
  const characters = [...text];
  if (characters.length * WIDEST <= width || target.getComputedTextLength() <= width) return;
  let [kept, cut] = [0, characters.length];
  while (cut - kept > 1) {
    const middle = (kept + cut) >> 1;
    target.textContent = `${characters.slice(0, middle).join('')}…`;
    if (target.getComputedTextLength() <= width) kept = middle;
    else cut = middle;
  }
  target.textContent = kept < LEAST ? '' : `${characters.slice(0, kept).join('')}…`;
}
