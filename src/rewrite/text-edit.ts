/** A stretch of a text and what stands there instead. */
export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Why a text is not edited, as a phrase: the layout is one that is not sure to stay sound. */
export class NotEditable extends Error {}

/** The text with its edits; equal ones count once. @throws NotEditable when two of them meet */
export function withEdits(text: string, edits: readonly TextEdit[]): string {
  const sorted = distinct(edits).sort((a, b) => a.start - b.start || a.end - b.end);
  let written = '';
  let at = 0;
  for (const { start, end, text: inserted } of sorted) {
    if (start < at) throw new NotEditable('two edits would meet');
    written += text.slice(at, start) + inserted;
    at = end;
  }
  return written + text.slice(at);
}

export function distinct(edits: readonly TextEdit[]): TextEdit[] {
  const byKey = new Map(edits.map((edit) => [JSON.stringify([edit.start, edit.end, edit.text]), edit]));
  return [...byKey.values()];
}
