// A workload in SimJS with timers and callbacks. usage: simjs-callbacks.mjs FOLDER WORKLOAD.json WORKERS|0 REPLICATIONS
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import vm from 'node:vm';

const [folder, file, workersText, replicationsText] = process.argv.slice(2);
const { Sim, Entity, Random } = loadSimJs(folder);
const workload = JSON.parse(readFileSync(file, 'utf8'));
const [workers, replications] = [Number(workersText), Number(replicationsText)];
const successors = Array.from({ length: workload.n }, () => []);
const degree = new Int32Array(workload.n);
workload.src.forEach((source, edge) => {
  successors[source].push(workload.dst[edge]);
  degree[workload.dst[edge]] += 1;
});
const random = new Random(1);

class Deployment extends Entity {
  start() {
    this.missing = degree.slice();
    this.queue = [];
    this.head = 0;
    this.free = workers;
    degree.forEach((count, task) => {
      if (count === 0) this.ready(task);
    });
  }

  ready(task) {
    if (workers === 0) this.begin(task);
    else if (this.free > 0 && this.head === this.queue.length) {
      this.free -= 1;
      this.begin(task);
    } else this.queue.push(task);
  }

  begin(task) {
    this.setTimer(Math.exp(random.normal(workload.mu[task], workload.sigma[task]))).done(this.finished, this, [task]);
  }

  finished(task) {
    this.last = this.time();
    if (workers > 0) {
      if (this.head < this.queue.length) this.begin(this.queue[this.head++]);
      else this.free += 1;
    }
    for (const next of successors[task]) {
      this.missing[next] -= 1;
      if (this.missing[next] === 0) this.ready(next);
    }
  }
}

function run() {
  const sim = new Sim();
  const deployment = sim.addEntity(Deployment);
  sim.simulate(1e12);
  return deployment.last;
}

for (let warm = 0; warm < 20; warm += 1) run();
const began = process.cpuUsage();
const makespans = Float64Array.from({ length: replications }, run).sort();
const mean = makespans.reduce((sum, value) => sum + value, 0) / replications;
const used = process.cpuUsage(began);
const cpuSeconds = (used.user + used.system) / 1e6;
console.log(JSON.stringify({ cpuSeconds, replications, mean, p95: makespans[Math.floor(0.95 * replications)] }));

/** The package is a bundle for browsers, which leaves its classes on the global object. */
function loadSimJs(root) {
  const path = createRequire(join(root, 'index.js')).resolve('simjs');
  globalThis.window = globalThis;
  vm.runInThisContext(readFileSync(path, 'utf8'));
  return globalThis.Sim;
}
