/** Layered graphs with clusters: nodes in hosts of about ten, two edges a node, most of them near. */
export interface ClusteredGraph {
  readonly nodes: readonly { readonly path: readonly string[]; readonly width: number; readonly height: number }[];
  readonly edges: readonly (readonly [number, number])[];
}

export function clusteredGraph(size: number, seed: number, clusterSize: number): ClusteredGraph {
  let state = (seed * 2654435761) >>> 0;
  const next = (limit: number): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
  const hosts = clusterSize === 0 ? 0 : Math.ceil(size / clusterSize);
  const path = (node: number) => (hosts === 0 ? [] : [`h${Math.floor(node / clusterSize)}`]);
  const nodes = Array.from({ length: size }, (_, node) => ({ path: path(node), width: 120, height: 36 }));
  const edges = new Map<string, readonly [number, number]>();
  for (let node = 1; node < size; node += 1) {
    const reach = Math.max(8, Math.round(2 * Math.sqrt(size)));
    const isFirst = hosts > 0 && node % clusterSize === 0;
    if (hosts > 0 && !isFirst) edges.set(`${node - 1} ${node}`, [node - 1, node]);
    for (let edge = hosts > 0 && !isFirst ? 1 : 0; edge < 2; edge += 1) {
      const from = Math.max(0, node - 1 - next(reach));
      edges.set(`${from} ${node}`, [from, node]);
    }
  }
  return { nodes, edges: [...edges.values()] };
}

export function dotText({ nodes, edges }: ClusteredGraph): string {
  const lines = ['digraph {', 'rankdir=LR; node [shape=box, fixedsize=true, width=1.67, height=0.5, label=""];'];
  const groups = new Map<string, number[]>();
  nodes.forEach(({ path }, node) => {
    const id = path[0] ?? '';
    const members = groups.get(id) ?? [];
    members.push(node);
    groups.set(id, members);
  });
  for (const [id, members] of groups) {
    const list = members.map((node) => `n${node};`).join(' ');
    lines.push(id === '' ? list : `subgraph cluster_${id} { ${list} }`);
  }
  for (const [from, to] of edges) lines.push(`n${from} -> n${to};`);
  return `${lines.join('\n')}\n}\n`;
}

/** Middles of the nodes from `dot -Tplain`. */
export function plainMiddles(text: string): readonly (readonly [number, number])[] {
  const middles: (readonly [number, number])[] = [];
  for (const line of text.split('\n')) {
    const [kind, name = '', x, y] = line.split(' ');
    if (kind === 'node') middles[Number(name.slice(1))] = [Number(x), Number(y)];
  }
  return middles;
}

/** Pairs of straight lines from middle to middle that cross; lines that share an end do not count. */
export function crossings(
  middles: readonly (readonly [number, number])[],
  edges: readonly (readonly [number, number])[],
): number {
  const side = (a: readonly [number, number], b: readonly [number, number], c: readonly [number, number]): number =>
    (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
  let count = 0;
  edges.forEach(([a, b], index) => {
    const [p, q] = [middles[a]!, middles[b]!];
    for (let other = 0; other < index; other += 1) {
      const [c, d] = edges[other]!;
      if (a === c || a === d || b === c || b === d) continue;
      const [r, s] = [middles[c]!, middles[d]!];
      if (side(p, q, r) * side(p, q, s) < 0 && side(r, s, p) * side(r, s, q) < 0) count += 1;
    }
  });
  return count;
}
