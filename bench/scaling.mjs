// How time and memory grow with the size of a deployment: three edges a task, lognormal times, one replication. Each
// size runs in a process of its own, so that memory is that of the size alone.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const SIZES = [1_000, 10_000, 100_000, 1_000_000];
const here = fileURLToPath(new URL('.', import.meta.url));

export const scaling = {
  name: 'scaling',
  about: 'a deployment of n tasks and 3 n edges: built, compiled and run once; CPU seconds, and the greatest memory',
  run: () => SIZES.map((tasks) => measured(tasks)),
  text: (rows) => rows.map(textOf).join('\n'),
};

function measured(tasks) {
  const args = ['--max-old-space-size=16000', `${here}scaling-workload.mjs`, String(tasks)];
  const { stdout, stderr, status } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  if (status !== 0) return { tasks, failed: stderr.slice(-300) };
  return JSON.parse(stdout);
}

function textOf({ tasks, failed, buildSeconds, firstSeconds, againSeconds, nanosecondsPerTask, megabytes }) {
  const size = `${tasks.toLocaleString('en').padStart(9)} tasks`;
  if (failed) return `${size}  failed: ${failed}`;
  return [
    size,
    `build ${buildSeconds.toFixed(2)} s`,
    `compile and one replication ${firstSeconds.toFixed(2)} s`,
    `each of 16 more ${againSeconds.toFixed(4)} s (${nanosecondsPerTask.toFixed(0)} ns a task)`,
    `${megabytes.toFixed(0)} MB`,
  ].join('  ');
}
