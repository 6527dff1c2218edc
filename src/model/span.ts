/**
 * A place in a file the user wrote. Lines and columns count from 1; columns count UTF-16 code units;
 * the end is exclusive (the column after the last character).
 */
export interface Span {
  /** The file as the user named it: never an absolute path unless the user gave one. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** Orders spans by file, then by where they begin: the order in which a reader meets them. */
export function compareSpans(a: Span, b: Span): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return a.line - b.line || a.column - b.column || a.endLine - b.endLine || a.endColumn - b.endColumn;
}
