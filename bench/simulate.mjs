// How many replications a second of CPU gives, sampling and statistics included, beside other simulators on the same
// workload: 1,000 tasks, 5,000 edges, lognormal times. The programs take turns, so that a busy moment meets all of
// them.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installPeers } from './peers/install-peers.mjs';

const ROUNDS = 5;
const here = fileURLToPath(new URL('.', import.meta.url));
const data = process.env.MAKESPAN_CORPUS ?? join(here, '../../shared/data');
const file = join(data, 'theory/workloads/W3.json');

/** Replications that take each program about a second. */
const COUNTS = {
  makespan: { 0: 1_000_000, 16: 20_000 },
  'SimPy, callbacks': { 0: 700, 16: 700 },
  'NumPy, batched': { 0: 65_536 },
  SimJS: { 0: 1000, 16: 600 },
  SimGrid: { 0: 300, 16: 500 },
  'SimGrid, declared': { 0: 100 },
  'C++ -O3 AVX2': { 0: 200_000, 16: 20_000 },
};

/** How many times as fast the makespan simulator is to be, at least. */
const TARGETS = {
  'SimPy, callbacks': { 0: 150, 16: 20 },
  'NumPy, batched': { 0: 3 },
  SimJS: { 0: 80 },
  SimGrid: { 0: 600, 16: 20 },
  'C++ -O3 AVX2': { 0: 1 / 2, 16: 1 / 1.5 },
};

export const simulate = {
  name: 'simulate',
  about: `replications per second of CPU, 1,000 tasks, 5,000 edges, one thread, median of ${ROUNDS} interleaved runs`,
  run: () => {
    if (!existsSync(file)) return [{ missing: 'the workload is not here: set MAKESPAN_CORPUS to the shared data' }];
    const folder = mkdtempSync(join(tmpdir(), 'makespan-peers-'));
    try {
      const workload = JSON.parse(readFileSync(file, 'utf8'));
      const { peers, missing } = installPeers(folder, { file, workload });
      const own = {
        name: 'makespan',
        limits: [0, 16],
        command: (workers, count) => [process.execPath, [join(here, 'simulate-workload.mjs'), file, workers, count]],
        env: {},
      };
      return [
        ...[0, 16].flatMap((workers) => compared([own, ...peers], workers)),
        ...missing.map((text) => ({ missing: text })),
      ];
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
  text: (rows) => rows.map(textOf).join('\n'),
};

function compared(programs, workers) {
  const running = programs
    .filter(({ limits }) => limits.includes(workers))
    .map((program) => ({ program, rates: [], mean: 0 }));
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const entry of running) {
      const { replications, cpuSeconds, mean } = measured(entry.program, workers);
      entry.rates.push(replications / cpuSeconds);
      entry.mean = mean;
    }
  }
  const [own] = running;
  return running.map(({ program: { name }, rates, mean }) => ({
    name,
    workers,
    perSecond: median(rates),
    mean,
    ratio: median(own.rates) / median(rates),
    target: TARGETS[name]?.[workers] ?? null,
  }));
}

function measured({ name, command, env }, workers) {
  const [program, args] = command(workers, COUNTS[name][workers]);
  const options = { encoding: 'utf8', env: { ...process.env, ...env } };
  const { stdout, stderr } = spawnSync(program, args.map(String), options);
  const line = stdout.split('\n').find((text) => text.startsWith('{'));
  if (!line) throw new Error(`${name} said nothing: ${stderr.slice(0, 500)}`);
  return JSON.parse(line);
}

function textOf({ missing, name, workers, perSecond, mean, ratio, target }) {
  if (missing) return `not compared: ${missing}`;
  const limit = workers === 0 ? 'no limit  ' : `${workers} workers`;
  const rate = Math.round(perSecond).toLocaleString('en').padStart(9);
  const wanted = target === null ? '' : `  target ${target.toFixed(2)} ×: ${ratio >= target ? 'met' : 'MISSED'}`;
  const times = `${ratio.toFixed(2).padStart(8)} ×`;
  return `${limit}  ${name.padEnd(18)} ${rate} / s  ${times}  mean ${mean.toFixed(2)} s${wanted}`;
}

function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
