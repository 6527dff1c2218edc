// A workload as a deployment, through the library's public face.
import { load, resolveTimings } from '../dist/index.js';

/** @param workload `{n, src, dst, takes}`: edge src → dst, and an expression a task */
export function workloadDeployment({ n, src, dst, takes }) {
  const after = Array.from({ length: n }, () => []);
  src.forEach((source, edge) => {
    after[dst[edge]].push(taskName(source));
  });
  const tasks = Object.fromEntries(after.map((list, task) => [taskName(task), { duration: takes(task), after: list }]));
  const { deployment, diagnostics } = load('workload.json', JSON.stringify({ makespan: 1, tasks }));
  if (diagnostics.length > 0) throw new Error(diagnostics[0].message);
  return { deployment, timings: resolveTimings(deployment) };
}

/** Ids in the order of the numbers. */
function taskName(task) {
  return `t${String(task).padStart(7, '0')}`;
}
