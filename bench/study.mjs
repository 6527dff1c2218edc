// What a study costs: scenarios on common random numbers on a template of 1,000 tasks and 4,750 edges.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const CASES = [
  [1, 10_000, 0],
  [10, 10_000, 0],
  [100, 10_000, 0],
  [100, 1_000, 16],
];
const here = fileURLToPath(new URL('.', import.meta.url));

export const study = {
  name: 'study',
  about: 'scenarios × replications on 1,000 tasks, drawing, statistics and paired differences included; CPU seconds',
  run: () => CASES.map(measured),
  text: (rows) => rows.map(textOf).join('\n'),
};

function measured(args) {
  const { stdout, stderr, status } = spawnSync(process.execPath, [`${here}study-workload.mjs`, ...args.map(String)], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
}

function textOf({ scenarioCount, replications, workers, moved, seconds, megabytes }) {
  const size = `${scenarioCount} scenarios × ${replications.toLocaleString('en')} replications`;
  const perRun = ((1e6 * seconds) / ((scenarioCount + 1) * replications)).toFixed(1);
  const limit = workers > 0 ? `${workers} workers` : 'no limit';
  const cost = `${seconds.toFixed(1)} s (${perRun} µs a replication)`;
  return `${size.padEnd(40)} ${limit.padEnd(11)} ${cost}  ${megabytes.toFixed(0)} MB  ${moved} faster than the base`;
}
