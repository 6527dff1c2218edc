/**
 * One stop for the Tab key over many marks; arrow keys go to the nearest mark in their direction, Home and End to the
 * first and last (WAI-ARIA Authoring Practices, roving tabindex).
 */
export function rovingFocus(container: Element, selector: string): void {
  const marks = (): readonly SVGElement[] => [...container.querySelectorAll<SVGElement>(selector)];
  const enter = (mark: SVGElement | undefined): void => {
    if (!mark) return;
    for (const other of marks()) other.setAttribute('tabindex', other === mark ? '0' : '-1');
    mark.focus();
  };
  container.addEventListener('focusin', (event) => {
    const target = (event.target as Element).closest(selector);
    if (target) for (const other of marks()) other.setAttribute('tabindex', other === target ? '0' : '-1');
  });
  container.addEventListener('keydown', (event) => {
    const { key } = event as KeyboardEvent;
    const current = (event.target as Element).closest<SVGElement>(selector);
    if (!current) return;
    const all = marks();
    const next =
      key === 'Home' ? all[0] : key === 'End' ? all[all.length - 1] : nearest(current, all, DIRECTIONS[key] ?? null);
    if (!next) return;
    event.preventDefault();
    enter(next);
  });
}

/** Makes the first mark the stop when none is. */
export function ensureStop(container: Element, selector: string): void {
  if (container.querySelector(`:is(${selector})[tabindex="0"]`)) return;
  container.querySelector(selector)?.setAttribute('tabindex', '0');
}

const DIRECTIONS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** The mark that lies most in a direction: distance along it, plus twice what it is off to the side. */
function nearest(
  from: SVGElement,
  marks: readonly SVGElement[],
  direction: readonly [number, number] | null,
): SVGElement | undefined {
  if (!direction) return undefined;
  const [x, y] = middle(from);
  let best: { readonly mark: SVGElement; readonly cost: number } | undefined;
  for (const mark of marks) {
    if (mark === from) continue;
    const [otherX, otherY] = middle(mark);
    const along = (otherX - x) * direction[0] + (otherY - y) * direction[1];
    const aside = Math.abs((otherX - x) * direction[1]) + Math.abs((otherY - y) * direction[0]);
    if (along <= 1) continue;
    const cost = along + 2 * aside;
    if (!best || cost < best.cost) best = { mark, cost };
  }
  return best?.mark;
}

function middle(mark: Element): readonly [number, number] {
  const { left, top, width, height } = mark.getBoundingClientRect();
  return [left + width / 2, top + height / 2];
}
