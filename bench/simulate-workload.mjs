// One measurement of the makespan simulator, as a peer. usage: simulate-workload.mjs WORKLOAD.json WORKERS|0
// REPLICATIONS
import { readFileSync } from 'node:fs';
import { simulate } from '../dist/index.js';
import { workloadDeployment } from './workload-deployment.mjs';

const [file, workers, replications] = process.argv.slice(2);
const workload = JSON.parse(readFileSync(file, 'utf8'));
const takes = (task) => `lognormal(mu=${workload.mu[task]}, sigma=${workload.sigma[task]})`;
const { deployment, timings } = workloadDeployment({ ...workload, takes });
const options = { timings, engine: 'ideal', workers: Number(workers) || null };
simulate(deployment, { ...options, replications: 8 });
const began = process.cpuUsage();
const { makespan } = simulate(deployment, { ...options, replications: Number(replications) });
const { user, system } = process.cpuUsage(began);
const cpuSeconds = (user + system) / 1e6;
console.log(JSON.stringify({ cpuSeconds, replications: Number(replications), mean: makespan.mean, p95: makespan.p95 }));
