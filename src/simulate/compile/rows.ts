/** Lists of numbers by row, as flat arrays: row i is `values[start[i]] … values[start[i + 1] − 1]`. */
export interface Rows {
  readonly start: Int32Array;
  readonly values: Int32Array;
}

/** Entry i puts `values[i]` into row `rows[i]`; a row keeps its values in the order of the entries. */
export function rowsOf(rowCount: number, rows: ArrayLike<number>, values: ArrayLike<number>): Rows {
  const start = new Int32Array(rowCount + 1);
  for (let at = 0; at < rows.length; at += 1) start[(rows[at] as number) + 1]! += 1;
  for (let row = 0; row < rowCount; row += 1) start[row + 1]! += start[row] as number;
  const next = start.slice();
  const filled = new Int32Array(rows.length);
  for (let at = 0; at < rows.length; at += 1) {
    const row = rows[at] as number;
    filled[next[row] as number] = values[at] as number;
    next[row]! += 1;
  }
  return { start, values: filled };
}

/** The same lists turned round: row v holds, by rising number, the rows that hold v. */
export function transposed(rowCount: number, { start, values }: Rows): Rows {
  const row = new Int32Array(values.length);
  for (let at = 0; at + 1 < start.length; at += 1) row.fill(at, start[at], start[at + 1]);
  return rowsOf(rowCount, values, row);
}
