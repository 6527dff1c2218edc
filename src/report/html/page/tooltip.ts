import { element } from './element.ts';

/** The one small box that says what is under the pointer or the keyboard focus. Screen readers hear the mark's own label. */
export interface Tooltip {
  readonly show: (text: string, near: Element) => void;
  readonly hide: () => void;
}

export function makeTooltip(): Tooltip {
  const box = element('div', { class: 'tooltip', attributes: { 'aria-hidden': 'true', hidden: '' } });
  document.body.append(box);
  const hide = (): void => {
    box.hidden = true;
  };
  addEventListener('scroll', hide, { passive: true, capture: true });
  addEventListener('keydown', (event) => {
    if (event.key === 'Escape') hide();
  });
  return {
    hide,
    show(text, near) {
      box.textContent = text;
      box.hidden = false;
      const mark = near.getBoundingClientRect();
      const { width, height } = box.getBoundingClientRect();
      const left = Math.min(innerWidth - width - 8, Math.max(8, mark.left + Math.min(mark.width, 240) / 2 - width / 2));
      const above = mark.top - height - 8;
      box.style.left = `${left}px`;
      box.style.top = `${above < 8 ? mark.bottom + 8 : above}px`;
    },
  };
}
