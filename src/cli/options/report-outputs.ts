import { lstatSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { didYouMean } from '../../model/nearest-name.ts';
import { pictureNames, renderPictures } from '../../report/html/render-pictures.ts';
import type { Result } from '../../report/result.ts';
import type { Arguments } from '../arguments.ts';
import { Misuse } from '../misuse.ts';
import { systemErrorPhrase } from '../read-file.ts';
import type { Terminal } from '../terminal.ts';
import { writeWhole } from '../write-file.ts';

const FORMATS = ['html', 'svg', 'markdown', 'json'] as const;
export type ReportFormat = (typeof FORMATS)[number];

/** Where a report goes, and as what. */
export interface ReportOutputs {
  readonly output: string | null;
  readonly format: ReportFormat;
  /** The one picture that is wanted; null for all. */
  readonly view: string | null;
}

/** @throws Misuse for an unknown format or view, and for a page to be printed to a terminal */
export function readOutputs(given: Arguments): ReportOutputs {
  const output = given.text('output');
  const view = given.text('view');
  if (view !== null && !pictureNames.includes(view)) {
    throw new Misuse(`--view is one of ${pictureNames.join(', ')}, not '${view}'${didYouMean(view, pictureNames)}`);
  }
  const format = given.choice('format', FORMATS, view === null ? formatByName(output) : 'svg');
  if (view !== null && format !== 'svg') throw new Misuse(`--view chooses a picture; --format ${format} has none`);
  if (output === null && process.stdout.isTTY && format === 'html') {
    throw new Misuse('report writes a file: add -o review.html');
  }
  if (format === 'svg' && view === null && (output === null || output.endsWith('.svg'))) {
    throw new Misuse(`svg is one file a view: add -o FOLDER/, or --view with one of ${pictureNames.join(', ')}`);
  }
  return { output, format, view };
}

function formatByName(output: string | null): ReportFormat {
  if (output?.endsWith('.json')) return 'json';
  if (output?.endsWith('.md')) return 'markdown';
  return output?.endsWith('.svg') || output?.endsWith('/') ? 'svg' : 'html';
}

export interface PictureTarget {
  readonly output: string | null;
  readonly view: string | null;
  readonly terminal: Terminal;
}

/** One picture to a file or to stdout, or all of them into a folder, which is made when it is not there. */
export function writePictures(result: Result, { output, view, terminal }: PictureTarget): void {
  const drawn = renderPictures(result, view === null ? pictureNames : [view]);
  if (drawn.size === 0) throw new Misuse(`there is nothing to draw for --view ${view}: the Result has no ${view}`);
  const only = view === null ? undefined : drawn.get(view);
  if (only !== undefined && output === null) terminal.print(only);
  else if (only !== undefined && output !== null && !isFolder(output)) writeWhole(output, only);
  else if (output !== null) {
    makeFolder(output);
    for (const [name, svg] of drawn) writeWhole(join(output, `${name}.svg`), svg);
  }
}

function isFolder(path: string): boolean {
  return path.endsWith('/') || lstatSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

function makeFolder(path: string): void {
  try {
    mkdirSync(path, { recursive: true });
  } catch (error) {
    throw new Misuse(`cannot make the folder ${path}: it ${systemErrorPhrase(error)}`);
  }
}
