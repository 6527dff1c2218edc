import { element } from './element.ts';

const THEMES = ['auto', 'light', 'dark'] as const;

/** Follows the system until pressed; then light or dark for as long as the page is open. */
export function themeSwitch(): HTMLButtonElement {
  let current = 0;
  const button = element('button', { class: 'quiet', attributes: { type: 'button' } });
  const say = (): void => {
    const theme = THEMES[current] as (typeof THEMES)[number];
    button.textContent = `Theme: ${theme}`;
    document.documentElement.dataset.theme = theme;
  };
  button.addEventListener('click', () => {
    current = (current + 1) % THEMES.length;
    say();
  });
  say();
  return button;
}
