// The proof engine at size: the fixpoint from compiled arrays, and the way there through the graphology model. Layered
// deployments of 50 tasks a layer; every tenth task waits for three signals of the layer before.
import { importSource } from '../scripts/import-source.mjs';

const ROUNDS = 5;
const SIZES = [1_000, 10_000, 100_000, 1_000_000];
/** Beyond this a graph with an object for each node and edge no longer fits in a usual heap. */
const LARGEST_MODEL = 100_000;

export const waiting = {
  name: 'waiting',
  about: 'least fixpoint over the threshold network: build the network, solve it, and compile it from a deployment',
  run,
  text,
};

async function run() {
  const engine = await importSource('bench/waiting-engine.ts');
  return SIZES.map((tasks) => {
    const instance = engine.layeredInstance(tasks);
    const network = engine.buildNetwork(instance);
    const row = {
      tasks,
      waits: network.waitNodeOf.size,
      nodes: network.nodeCount,
      edges: network.targets.length,
      fired: engine.leastFixpoint(network).reduce((sum, fired) => sum + fired, 0),
      buildMilliseconds: median(() => engine.buildNetwork(instance)),
      solveMilliseconds: median(() => engine.leastFixpoint(network)),
      compileMilliseconds: null,
    };
    if (tasks > LARGEST_MODEL) return row;
    const deployment = engine.layeredDeployment(tasks);
    return { ...row, compileMilliseconds: median(() => engine.compileInstance(deployment)) };
  });
}

function median(work) {
  const times = Array.from({ length: ROUNDS }, () => {
    const begin = performance.now();
    work();
    return performance.now() - begin;
  });
  return times.sort((a, b) => a - b)[ROUNDS >> 1];
}

function text(rows) {
  const lines = rows.map((row) => {
    const milliseconds = (value) => (value === null ? '-' : value.toFixed(1)).padStart(10);
    const counts = [row.tasks, row.waits, row.nodes, row.edges].map((count) => String(count).padStart(9)).join('');
    return (
      counts +
      milliseconds(row.buildMilliseconds) +
      milliseconds(row.solveMilliseconds) +
      milliseconds(row.compileMilliseconds)
    );
  });
  return ['    tasks    waits    nodes    edges  build ms  solve ms compile ms', ...lines].join('\n');
}
