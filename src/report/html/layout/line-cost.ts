/** Counting what crosses looks at every pair of edges: above so many, short edges stand for few crossings. */
const MOST_COUNTED_EDGES = 2500;

/**
 * How bad a placing is: pairs of straight edges that cross, and then their length; for many edges their length alone.
 * @param columns of the nodes
 * @param rows of the nodes
 */
export function lineCost(
  columns: readonly number[],
  rows: readonly number[],
  edges: readonly (readonly [number, number])[],
): number {
  const length = edges.reduce((sum, [a, b]) => sum + Math.abs(rows[a]! - rows[b]!), 0);
  if (edges.length > MOST_COUNTED_EDGES) return length;
  return crossings(columns, rows, edges) + length / (1 + length);
}

/** Edges by the column where they begin, so that only those that share columns are compared. */
function crossings(
  columns: readonly number[],
  rows: readonly number[],
  edges: readonly (readonly [number, number])[],
): number {
  const lines = edges
    .map(([a, b]) => ({ a, b, x1: columns[a]!, y1: rows[a]!, x2: columns[b]!, y2: rows[b]! }))
    .filter(({ x1, x2 }) => x1 < x2)
    .sort((p, q) => p.x1 - q.x1);
  let count = 0;
  for (let first = 0; first < lines.length; first += 1) {
    const p = lines[first]!;
    for (let second = first + 1; second < lines.length && lines[second]!.x1 < p.x2; second += 1) {
      const q = lines[second]!;
      if (p.a === q.a || p.b === q.b) continue;
      const end = Math.min(p.x2, q.x2);
      const heightOf = (line: typeof p, x: number): number =>
        line.y1 + ((x - line.x1) / (line.x2 - line.x1)) * (line.y2 - line.y1);
      const before = heightOf(p, q.x1) - q.y1;
      const after = heightOf(p, end) - heightOf(q, end);
      if (before * after < 0) count += 1;
    }
  }
  return count;
}
