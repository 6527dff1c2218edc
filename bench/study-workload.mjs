// A study in a process of its own, so that memory is its own. usage: study-workload.mjs SCENARIOS REPLICATIONS WORKERS
import { runStudy } from '../dist/index.js';
import { workloadDeployment } from './workload-deployment.mjs';

const [scenarioCount, replications, workers] = process.argv.slice(2).map(Number);
const TASKS = 1000;
const EDGES = 5;
/** A linear congruential generator: the same workload everywhere (Numerical Recipes, ranqd1). */
let state = 12345;
const random = (below) => {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
  return Math.floor((state / 4_294_967_296) * below);
};

const { deployment, timings } = workloadDeployment(layered());
const asked = { base: workers > 0 ? { workers } : {}, scenarios: {} };
for (let at = 0; at < scenarioCount; at += 1) asked.scenarios[`scenario ${at}`] = changesOf(at);

const began = process.cpuUsage();
const { scenarios } = runStudy(deployment, asked, { timingsOf: () => timings, replications, engine: 'ideal' });
const { user, system } = process.cpuUsage(began);
const moved = scenarios.filter(({ difference }) => difference !== null && difference.ciHigh < 0).length;
const megabytes = process.resourceUsage().maxRSS / 1024;
console.log(JSON.stringify({ scenarioCount, replications, workers, moved, seconds: (user + system) / 1e6, megabytes }));

/** Of five kinds in turn: one task scaled, one set, a tenth of all scaled, all of them, a dependency added. */
function changesOf(at) {
  const name = (task) => `t${String(task).padStart(7, '0')}`;
  const kinds = [
    () => ({ scale: { [name(random(TASKS))]: 0.5 } }),
    () => ({ set: { [name(random(TASKS))]: 'lognormal(median=1s, p95=2s)' } }),
    () => ({ scale: { [`*${at % 10}`]: 0.5 + random(50) / 100 } }),
    () => ({ scale: { '*': 0.5 + random(100) / 100 } }),
    () => ({ dependencies: { add: [`${name(random(100))} -> ${name(900 + random(100))}`] } }),
  ];
  return kinds[at % kinds.length]();
}

/** 20 layers of 50; five prerequisites each, from up to three layers back; lognormal times of 40 kinds. */
function layered() {
  const [src, dst] = [[], []];
  for (let task = 50; task < TASKS; task += 1) {
    const sources = new Set();
    const lowest = Math.max(0, task - (task % 50) - 150);
    while (sources.size < EDGES) sources.add(lowest + random(task - (task % 50) - lowest));
    for (const source of sources) {
      src.push(source);
      dst.push(task);
    }
  }
  const kinds = Array.from({ length: TASKS }, () => random(40));
  return {
    n: TASKS,
    src,
    dst,
    takes: (task) => `lognormal(median=${10 + kinds[task]}s, p95=${30 + 3 * kinds[task]}s)`,
  };
}
