/** Lists of numbers by row, as flat arrays: row i is `values[start[i]] … values[start[i + 1] − 1]`. */
export interface Rows {
  readonly start: Int32Array;
  readonly values: Int32Array;
}

/** @param pairs (row, value) in the order in which a row keeps its values */
export function rowsOf(rowCount: number, pairs: Iterable<readonly [number, number]>): Rows {
  const lists = [...pairs];
  const start = new Int32Array(rowCount + 1);
  for (const [row] of lists) start[row + 1] = (start[row + 1] as number) + 1;
  for (let row = 0; row < rowCount; row += 1) start[row + 1] = (start[row + 1] as number) + (start[row] as number);
  const fill = start.slice();
  const values = new Int32Array(lists.length);
  for (const [row, value] of lists) {
    const at = fill[row] as number;
    values[at] = value;
    fill[row] = at + 1;
  }
  return { start, values };
}
