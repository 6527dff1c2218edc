/**
 * The formats of `check`, one file and one line each. A format knows findings, texts and what rules say of themselves;
 * it knows no file on a disk and no terminal.
 */
import type { CheckFormat } from './check-report.ts';
import { checkstyle } from './checkstyle.ts';
import { concise } from './concise.ts';
import { github } from './github.ts';
import { gitlab } from './gitlab.ts';
import { json } from './json.ts';
import { junit } from './junit.ts';
import { rdjson } from './rdjson.ts';
import { sarif } from './sarif.ts';
import { text } from './text.ts';

// biome-ignore format: one line a format.
export const checkFormats: readonly CheckFormat[] = [
  text,
  concise,
  json,
  sarif,
  junit,
  github,
  gitlab,
  checkstyle,
  rdjson,
];
