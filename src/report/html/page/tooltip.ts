import { element } from './element.ts';

/** The small box that says what is under the pointer or the focus. Screen readers hear the mark's own label. */
export interface Tooltip {
  readonly show: (text: string, near: Element) => void;
  readonly hide: () => void;
}

export function makeTooltip(): Tooltip {
  const box = element('div', { class: 'tooltip', attributes: { 'aria-hidden': 'true', hidden: '' } });
  document.body.append(box);
  let mark: Element | null = null;
  const hide = (): void => {
    box.hidden = true;
    mark = null;
  };
  const follow = (): void => {
    // Focus scrolls its mark into view; the box then goes with it instead of away.
    if (mark?.parentElement?.contains(document.activeElement)) placeBeside(box, mark);
    else hide();
  };
  addEventListener('scroll', follow, { passive: true, capture: true });
  addEventListener('keydown', (event) => {
    if (event.key === 'Escape') hide();
  });
  return {
    hide,
    show(text, near) {
      mark = near;
      box.textContent = text;
      box.hidden = false;
      placeBeside(box, near);
    },
  };
}

/** Above the mark where there is room, else below, and always within the window. */
function placeBeside(box: HTMLElement, mark: Element): void {
  const place = mark.getBoundingClientRect();
  const { width, height } = box.getBoundingClientRect();
  const left = place.left + Math.min(place.width, 240) / 2 - width / 2;
  const above = place.top - height - 8;
  box.style.left = `${Math.min(innerWidth - width - 8, Math.max(8, left))}px`;
  box.style.top = `${above < 8 ? place.bottom + 8 : above}px`;
}
