// One size of `scaling.mjs`. usage: scaling-workload.mjs TASKS
import { simulate } from '../dist/index.js';
import { DeploymentBuilder } from '../dist/model/builder.js';
import { parseDuration } from '../dist/model/durations/parse-duration.js';

const count = Number(process.argv[2]);
const span = { file: 'generated', line: 1, column: 1, endLine: 1, endColumn: 1 };
/** A linear congruential generator: the same workload everywhere (Numerical Recipes, ranqd1). */
let state = 12345;
const random = (below) => {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
  return Math.floor((state / 4_294_967_296) * below);
};

let began = process.cpuUsage();
const builder = new DeploymentBuilder({ file: 'generated', format: 'bench', version: '1' });
const timings = new Map();
const durations = Array.from({ length: 100 }, (_, at) => {
  const parsed = parseDuration(`lognormal(median=${10 + at}s, p95=${30 + 4 * at}s)`);
  return parsed.duration;
});
for (let task = 0; task < count; task += 1) {
  const id = nameOf(task);
  builder.addResource({ id, name: id, type: 'bench', stack: '', when: null, span });
  builder.addTask({ id, type: 'bench', kind: 'component', group: '', resource: id, span });
  timings.set(id, { task: id, duration: durations[random(100)], origin: 'set', source: 'bench' });
}
/** Layers of n / 500 tasks (at least ten): edges come from up to three layers back. */
const layer = Math.max(10, Math.floor(count / 500));
for (let task = layer; task < count; task += 1) {
  const sources = new Set();
  const lowest = Math.max(0, task - 4 * layer + 1);
  for (let draw = 0; draw < 9 && sources.size < 3; draw += 1) {
    sources.add(lowest + random(task - layer + 1 - lowest));
  }
  for (const source of sources) {
    const reason = { kind: 'explicit', via: 'bench', span, value: null, when: null };
    builder.addResourceDependency(nameOf(source), nameOf(task), reason);
    builder.addDependency(nameOf(source), nameOf(task), reason);
  }
}
const deployment = builder.build();
const buildSeconds = secondsSince(began);

began = process.cpuUsage();
simulate(deployment, { timings, engine: 'ideal', replications: 1 });
const firstSeconds = secondsSince(began);
began = process.cpuUsage();
simulate(deployment, { timings, engine: 'ideal', replications: 17 });
const againSeconds = Math.max(0, (secondsSince(began) - firstSeconds) / 16);
const nanosecondsPerTask = (againSeconds / count) * 1e9;
const megabytes = process.resourceUsage().maxRSS / 1024;
console.log(JSON.stringify({ tasks: count, buildSeconds, firstSeconds, againSeconds, nanosecondsPerTask, megabytes }));

function nameOf(task) {
  return `t${String(task).padStart(7, '0')}`;
}

function secondsSince(start) {
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1e6;
}
