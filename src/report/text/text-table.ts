import { columnWidth, padColumns } from './column-width.ts';

/** Rows of cells as aligned lines, two spaces apart; columns named in `end` are aligned to their end. */
export function textTable(rows: readonly (readonly string[])[], end: readonly number[] = []): readonly string[] {
  const widths: number[] = [];
  for (const row of rows) {
    row.forEach((cell, column) => {
      widths[column] = Math.max(widths[column] ?? 0, columnWidth(cell));
    });
  }
  return rows.map((row) =>
    row
      .map((cell, column) => padColumns(cell, widths[column] as number, end.includes(column) ? 'end' : 'start'))
      .join('  ')
      .trimEnd(),
  );
}
