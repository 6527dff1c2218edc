// One size of `scaling.mjs`, in a process of its own. usage: scaling-workload.mjs arrays|deployment TASKS
// `arrays`: the edges are there as numbers, as any program can hand them over; `deployment`: the whole way, from the
// builder with its two graphs of objects to the result with its trace.
import { simulate } from '../dist/index.js';
import { DeploymentBuilder } from '../dist/model/builder.js';
import { parseDuration } from '../dist/model/durations/parse-duration.js';
import { orderedRows } from '../dist/simulate/compile/ordered-rows.js';
import { noGates } from '../dist/simulate/kernel/network.js';
import { Replicator } from '../dist/simulate/replications/replicator.js';
import { Tally } from '../dist/simulate/replications/tally.js';

const [way, size] = process.argv.slice(2);
const count = Number(size);
/** A linear congruential generator: the same workload everywhere (Numerical Recipes, ranqd1). */
let state = 12345;
const random = (below) => {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
  return Math.floor((state / 4_294_967_296) * below);
};
const durations = Array.from({ length: 100 }, (_, at) => {
  return parseDuration(`lognormal(median=${10 + at}s, p95=${30 + 4 * at}s)`).duration;
});
const durationOf = Array.from({ length: count }, () => durations[random(100)]);
const { from, to } = layeredEdges();

const figures = way === 'arrays' ? fromArrays() : fromDeployment();
const megabytes = process.resourceUsage().maxRSS / 1024;
console.log(JSON.stringify({ way, tasks: count, edges: from.length, ...figures, megabytes }));

function fromArrays() {
  const drawn = durationOf.map(({ expression }, node) => ({ node, task: nameOf(node), expression }));
  let began = process.cpuUsage();
  const rows = orderedRows(count, from, to);
  const compileSeconds = secondsSince(began);
  const network = {
    nodeCount: count,
    ...rows,
    nodePoolStart: new Int32Array(count + 1),
    nodePool: new Int32Array(0),
    poolCapacity: new Int32Array(0),
    poolHolds: new Uint8Array(0),
    gates: noGates(count),
  };
  const constants = new Float64Array(count);
  const isTracked = new Uint8Array(count).fill(1);
  const input = { network, taskCount: count, isTracked, constants, engine: null };
  const run = (replications) => {
    began = process.cpuUsage();
    const plan = { input, seed: 'bench', drawn, replications, kernel: null };
    const tally = new Tally({ taskCount: count, replications });
    for (const { result } of new Replicator(plan, { durations: durationOf }).run(0, replications)) tally.add(result);
    tally.makespans.summary();
    return secondsSince(began);
  };
  const firstSeconds = run(1);
  const eightSeconds = run(8);
  // The difference of two runs of whole lanes: what does not grow with their number falls out.
  const againSeconds = Math.max(0, (run(72) - eightSeconds) / 64);
  return { compileSeconds, firstSeconds, againSeconds };
}

function fromDeployment() {
  let began = process.cpuUsage();
  const span = { file: 'generated', line: 1, column: 1, endLine: 1, endColumn: 1 };
  const builder = new DeploymentBuilder({ file: 'generated', format: 'bench', version: '1' });
  const timings = new Map();
  for (let task = 0; task < count; task += 1) {
    const id = nameOf(task);
    builder.addResource({ id, name: id, type: 'bench', stack: '', when: null, span });
    builder.addTask({ id, type: 'bench', kind: 'component', group: '', resource: id, span });
    timings.set(id, { task: id, duration: durationOf[task], origin: 'set', source: 'bench' });
  }
  const reason = { kind: 'explicit', via: 'bench', span, value: null, when: null };
  from.forEach((source, edge) => {
    builder.addResourceDependency(nameOf(source), nameOf(to[edge]), reason);
    builder.addDependency(nameOf(source), nameOf(to[edge]), reason);
  });
  const deployment = builder.build();
  const buildSeconds = secondsSince(began);
  began = process.cpuUsage();
  simulate(deployment, { timings, engine: 'ideal', replications: 1 });
  return { buildSeconds, firstSeconds: secondsSince(began) };
}

/** Layers of n / 500 tasks (at least ten): three edges a task, from up to three layers back. */
function layeredEdges() {
  const layer = Math.max(10, Math.floor(count / 500));
  const edges = { from: [], to: [] };
  for (let task = layer; task < count; task += 1) {
    const sources = new Set();
    const lowest = Math.max(0, task - 4 * layer + 1);
    for (let draw = 0; draw < 9 && sources.size < 3; draw += 1) {
      sources.add(lowest + random(task - layer + 1 - lowest));
    }
    for (const source of sources) {
      edges.from.push(source);
      edges.to.push(task);
    }
  }
  return edges;
}

function nameOf(task) {
  return `t${String(task).padStart(7, '0')}`;
}

function secondsSince(start) {
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1e6;
}
