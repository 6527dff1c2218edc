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
  const turned = new Int32Array(rowCount + 1);
  for (let at = 0; at < values.length; at += 1) turned[(values[at] as number) + 1]! += 1;
  for (let row = 0; row < rowCount; row += 1) turned[row + 1]! += turned[row] as number;
  const next = turned.slice();
  const filled = new Int32Array(values.length);
  for (let row = 0; row + 1 < start.length; row += 1) {
    for (let at = start[row] as number; at < (start[row + 1] as number); at += 1) {
      const value = values[at] as number;
      filled[next[value] as number] = row;
      next[value]! += 1;
    }
  }
  return { start: turned, values: filled };
}
