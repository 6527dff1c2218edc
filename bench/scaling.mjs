// How time and memory grow with the size of a deployment: three edges a task, lognormal times, one replication. Each
// size runs in a process of its own, so that memory is that of the size alone.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const SIZES = [1_000, 10_000, 100_000, 1_000_000];
const here = fileURLToPath(new URL('.', import.meta.url));

export const scaling = {
  name: 'scaling',
  about: 'n tasks and 3 n edges, compiled and run once: from arrays, and from a deployment; CPU seconds, peak memory',
  run: () => ['arrays', 'deployment'].flatMap((way) => SIZES.map((tasks) => measured(way, tasks))),
  text: (rows) => rows.map(textOf).join('\n'),
};

function measured(way, tasks) {
  const args = ['--max-old-space-size=16000', `${here}scaling-workload.mjs`, way, String(tasks)];
  const { stdout, stderr, status, signal } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  if (status !== 0) return { way, tasks, failed: signal ?? stderr.slice(-300) };
  return JSON.parse(stdout);
}

function textOf(row) {
  const { way, tasks, failed, buildSeconds, compileSeconds, firstSeconds, againSeconds, megabytes } = row;
  const size = `${way.padEnd(10)} ${tasks.toLocaleString('en').padStart(9)} tasks`;
  if (failed) return `${size}  failed: ${failed}`;
  const perTask = (seconds) => `${((seconds / tasks) * 1e6).toFixed(1)} µs a task`;
  const parts =
    way === 'arrays'
      ? [
          `compile ${compileSeconds.toFixed(3)} s`,
          `one replication ${firstSeconds.toFixed(2)} s`,
          `each of 64 more ${againSeconds.toFixed(4)} s (${((againSeconds / tasks) * 1e9).toFixed(0)} ns a task)`,
        ]
      : [
          `build ${buildSeconds.toFixed(2)} s (${perTask(buildSeconds)})`,
          `compile and one replication ${firstSeconds.toFixed(2)} s (${perTask(firstSeconds)})`,
        ];
  return [size, ...parts, `${megabytes.toFixed(0)} MB`].join('  ');
}
