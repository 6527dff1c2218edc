import { frameWords } from '../../words/page/frame.ts';
import { element } from './element.ts';
import { keepSetting, setting } from './hash-state.ts';

const THEMES = ['auto', 'light', 'dark'] as const;

/** Follows the system until pressed; then light or dark for as long as the page is open. */
export function themeSwitch(): HTMLButtonElement {
  let current = Math.max(0, (THEMES as readonly string[]).indexOf(setting('page', 'theme') ?? 'auto'));
  const button = element('button', { class: 'quiet', attributes: { type: 'button' } });
  const say = (): void => {
    const theme = THEMES[current] as (typeof THEMES)[number];
    button.textContent = frameWords.theme[theme];
    document.documentElement.dataset.theme = theme;
  };
  button.addEventListener('click', () => {
    current = (current + 1) % THEMES.length;
    keepSetting('page', 'theme', current === 0 ? null : (THEMES[current] as string));
    say();
  });
  say();
  return button;
}
