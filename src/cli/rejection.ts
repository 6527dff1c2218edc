import { fromDiagnostics } from '../analyze/index.ts';
import type { LoadResult } from '../load/load.ts';
import { checkDocument } from '../report/documents/check-document.ts';
import { checkText } from '../report/text/check-text.ts';
import type { Terminal } from './terminal.ts';

/** Whether an engine would not even start on this template. */
export function isRejected({ diagnostics }: LoadResult): boolean {
  return diagnostics.some(({ severity }) => severity === 'error');
}

/** Says on stderr why a template is rejected: its errors, each with its lines. */
export function sayRejection(loaded: LoadResult, file: string, terminal: Terminal): void {
  const errors = loaded.diagnostics.filter(({ severity }) => severity === 'error');
  const { errorPalette: palette, width } = terminal;
  terminal.problem(checkText(checkDocument(fromDiagnostics(errors), file), loaded.files, { palette, width }).trimEnd());
}
