/** How words are coloured; the command decides, once per stream. */
export interface Palette {
  readonly error: Paint;
  readonly warning: Paint;
  readonly info: Paint;
  readonly strong: Paint;
  readonly faint: Paint;
  readonly good: Paint;
}

export type Paint = (text: string) => string;

const plain: Paint = (text) => text;

/** No colour: files, pipes, NO_COLOR. */
export const plainPalette: Palette = {
  error: plain,
  warning: plain,
  info: plain,
  strong: plain,
  faint: plain,
  good: plain,
};

/** The terminal's own sixteen colours, so that its theme decides how they look. */
export const ansiPalette: Palette = {
  error: ansi(31),
  warning: ansi(33),
  info: ansi(36),
  strong: ansi(1, 22),
  faint: ansi(2, 22),
  good: ansi(32),
};

function ansi(on: number, off = 39): Paint {
  return (text) => `\u001b[${on}m${text}\u001b[${off}m`;
}
