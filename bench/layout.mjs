// The graph's layout against Graphviz: crossings of straight lines from middle to middle, and CPU time, on the same
// graphs with the same clusters. `dot` is Debian's; without it only our own figures are printed.
import { spawnSync } from 'node:child_process';
import { importSource } from '../scripts/import-source.mjs';

const SEEDS = Number(process.env.LAYOUT_SEEDS ?? 20);
const LIMIT_MS = 240_000;

export const layout = {
  name: 'layout',
  about: `Crossings and seconds of the layered layout against dot, geometric means over ${SEEDS} seeds`,
  async run() {
    const { groupedLayout } = await importSource('src/report/html/layout/grouped-layout.ts');
    const graphs = await importSource('bench/layout-graphs.ts');
    const rows = [];
    for (const [size, clusterSize] of [
      [200, 0],
      [200, 10],
      [1000, 0],
      [1000, 10],
      [5000, 10],
    ]) {
      const seeds = size > 1000 ? 1 : SEEDS;
      const runs = [];
      for (let seed = 1; seed <= seeds; seed += 1)
        runs.push(compared(graphs, groupedLayout, { size, clusterSize, seed }));
      rows.push({
        size,
        clusterSize,
        crossings: size > 1000 ? null : mean(runs.map(({ own }) => own)),
        isDotDone: runs.every(({ isDotDone }) => isDotDone),
        ratio: mean(runs.filter(({ dot }) => dot !== null).map(({ own, dot }) => (own + 1) / (dot + 1))),
        seconds: mean(runs.map(({ ownSeconds }) => ownSeconds)),
        dotSeconds: mean(runs.map(({ dotSeconds }) => dotSeconds)),
      });
    }
    return rows;
  },
  text: (rows) => rows.map(textOf).join('\n'),
};

/** Crossings of very many edges are not counted: that alone would take minutes. */
function textOf({ size, clusterSize, crossings, ratio, seconds, dotSeconds, isDotDone }) {
  const graph = `${String(size).padStart(6)} nodes, clusters of ${String(clusterSize).padStart(2)}: `;
  const dotTime = isDotDone ? `${dotSeconds.toFixed(3)} s` : `dot not done after ${dotSeconds.toFixed(0)} s`;
  const times = `${seconds.toFixed(3)} s against ${dotTime}`;
  if (crossings === null) return `${graph}${times}, ${(dotSeconds / seconds).toFixed(0)} × as fast`;
  return `${graph}${crossings.toFixed(0).padStart(7)} crossings, ${ratio.toFixed(2)} × dot; ${times}`;
}

function compared({ clusteredGraph, crossings, dotText, plainMiddles }, groupedLayout, { size, clusterSize, seed }) {
  const graph = clusteredGraph(size, seed, clusterSize);
  const before = process.cpuUsage();
  const { nodes } = groupedLayout(graph.nodes, graph.edges);
  const used = process.cpuUsage(before);
  const ownSeconds = (used.user + used.system) / 1e6;
  const middles = nodes.map(({ x, y, width, height }) => [x + width / 2, y + height / 2]);
  const own = size > 1000 ? null : crossings(middles, graph.edges);
  const start = performance.now();
  const run = spawnSync('dot', ['-Tplain'], {
    input: dotText(graph),
    encoding: 'utf8',
    timeout: LIMIT_MS,
    maxBuffer: 1e9,
  });
  const dotSeconds = (performance.now() - start) / 1000;
  const dot = run.status === 0 && size <= 1000 ? crossings(plainMiddles(run.stdout), graph.edges) : null;
  return { own, dot, ownSeconds, dotSeconds, isDotDone: run.status === 0 };
}

function mean(values) {
  return values.length === 0
    ? Number.NaN
    : Math.exp(values.reduce((sum, v) => sum + Math.log(v || 1e-9), 0) / values.length);
}
