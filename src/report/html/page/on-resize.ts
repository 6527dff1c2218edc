/** Draws now, and again whenever the element gets another width (also on paper). */
export function onResize(target: HTMLElement, draw: () => void): void {
  let width = -1;
  new ResizeObserver(() => {
    if (target.clientWidth === width) return;
    width = target.clientWidth;
    draw();
  }).observe(target);
}
