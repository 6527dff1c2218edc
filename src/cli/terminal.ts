import { writeSync } from 'node:fs';
import { ansiPalette, type Palette, plainPalette } from '../report/text/palette.ts';

export type ColorChoice = 'auto' | 'always' | 'never';

export interface TerminalOptions {
  readonly color: ColorChoice;
  /** No notes and no progress; what is wrong is still said. */
  readonly quiet: boolean;
}

/** Called now and then with how much is done. */
export type Progress = (done: number, total: number) => void;

/** Data goes to stdout, everything else to stderr. Colour is decided once per stream. */
export interface Terminal {
  readonly outPalette: Palette;
  readonly errorPalette: Palette;
  /** Columns of stdout; 100 when it is no terminal. */
  readonly width: number;
  /** Data: what the next program in the pipe reads. */
  readonly print: (text: string) => void;
  /** Good to know; silenced by `--quiet`. */
  readonly note: (text: string) => void;
  /** What is wrong, always said. */
  readonly problem: (text: string) => void;
  /** One line that overwrites itself while the work runs and is gone afterwards; only where a person watches. */
  readonly withProgress: <T>(label: string, work: (progress: Progress) => T) => T;
  /** One line about work under way, in place of the last; null takes it away. Only where a person watches. */
  readonly workLine: (text: string | null) => void;
  /** The same for work in steps: called before each, and at last with everything done. */
  readonly progress: (label: string, done: number, total: number) => void;
}

export function openTerminal({ color, quiet }: TerminalOptions): Terminal {
  const { stdout, stderr, env } = process;
  const isWatched = Boolean(stderr.isTTY) && !env.CI && env.TERM !== 'dumb' && !quiet;
  return {
    outPalette: isColored(stdout, color) ? ansiPalette : plainPalette,
    errorPalette: isColored(stderr, color) ? ansiPalette : plainPalette,
    width: Math.max(40, Math.min(stdout.columns || 100, 120)),
    print: (text) => void stdout.write(text),
    note: (text) => void (quiet || stderr.write(`${text}\n`)),
    problem: (text) => void stderr.write(`${text}\n`),
    withProgress: (label, work) => (isWatched ? withProgressLine(label, work) : work(() => undefined)),
    workLine: isWatched ? workLine() : () => undefined,
    progress: isWatched ? stepLine() : () => undefined,
  };
}

/** The option first, then NO_COLOR and FORCE_COLOR (no-color.org, force-color.org), then whether a person looks. */
function isColored(stream: NodeJS.WriteStream, choice: ColorChoice): boolean {
  if (choice !== 'auto') return choice === 'always';
  const { NO_COLOR: refused, FORCE_COLOR: forced, TERM: term } = process.env;
  if (refused) return false;
  if (forced !== undefined) return forced !== '0' && forced !== 'false';
  return Boolean(stream.isTTY) && term !== 'dumb';
}

const REDRAW_MILLISECONDS = 100;

function workLine(): Terminal['workLine'] {
  let isDrawn = false;
  return (text) => {
    if (text === null && !isDrawn) return;
    isDrawn = text !== null;
    writeSync(process.stderr.fd, `\r\u001b[K${text ?? ''}`);
  };
}

function stepLine(): Terminal['progress'] {
  let drawnAt = Date.now();
  return (label, done, total) => {
    const isOver = done >= total;
    if (!isOver && Date.now() - drawnAt < REDRAW_MILLISECONDS) return;
    drawnAt = Date.now();
    writeSync(process.stderr.fd, isOver ? '\r\u001b[K' : `\r\u001b[K${label} ${done} of ${total}`);
  };
}

/** The work is synchronous and never yields, so the line is written past the event loop. */
function withProgressLine<T>(label: string, work: (progress: Progress) => T): T {
  let drawnAt = Date.now();
  let isDrawn = false;
  try {
    return work((done, total) => {
      const now = Date.now();
      if (now - drawnAt < REDRAW_MILLISECONDS) return;
      drawnAt = now;
      isDrawn = true;
      writeSync(process.stderr.fd, `\r\u001b[K${label} ${Math.floor((100 * done) / Math.max(1, total))} %`);
    });
  } finally {
    if (isDrawn) writeSync(process.stderr.fd, '\r\u001b[K');
  }
}
