import type { Instance, Send } from '../src/analyze/waiting/instance.ts';
import { DeploymentBuilder, ROOT } from '../src/model/builder.ts';
import type { Deployment, Reason } from '../src/model/deployment.ts';

export { compileInstance } from '../src/analyze/waiting/compile.ts';
export { leastFixpoint } from '../src/analyze/waiting/fixpoint.ts';
export { buildNetwork } from '../src/analyze/waiting/network.ts';

const WIDTH = 50;
const DEPENDENCIES = 3;

/** The tasks of the layer before that a task depends on, and those whose signals it waits for. */
function drawTask(task: number): { readonly after: readonly number[]; readonly signalledBy: readonly number[] } {
  const layer = Math.floor(task / WIDTH);
  if (layer === 0) return { after: [], signalledBy: [] };
  const before = (layer - 1) * WIDTH;
  const picks = Array.from({ length: DEPENDENCIES }, (_, k) => before + ((task * 7 + k * 13) % WIDTH));
  const senders = Array.from({ length: DEPENDENCIES }, (_, k) => before + ((task * 3 + k * 17) % WIDTH));
  return { after: [...new Set(picks)], signalledBy: task % 10 === 0 ? [...new Set(senders)] : [] };
}

/** A layered instance in compiled form, without a deployment. */
export function layeredInstance(taskCount: number): Instance {
  const from: number[] = [];
  const to: number[] = [];
  const sends: Send[] = [];
  const handles: Instance['handles'][number][] = [];
  const waitHandle = new Int32Array(taskCount).fill(-1);
  const waitCount = new Int32Array(taskCount);
  const rest = { atEnd: true, failure: false, optional: false, ends: false, weight: 1, guard: null, source: 0 };
  for (let task = 0; task < taskCount; task += 1) {
    const { after, signalledBy } = drawTask(task);
    for (const prerequisite of after) {
      from.push(prerequisite);
      to.push(task);
    }
    if (signalledBy.length === 0) continue;
    waitHandle[task] = handles.length;
    waitCount[task] = signalledBy.length;
    signalledBy.forEach((sender, k) => {
      sends.push({ task: sender, handle: handles.length, id: `${k}`, ...rest });
    });
    handles.push({ name: `h${task}`, edge: false, overwrite: true, initial: [] });
  }
  const names = Array.from({ length: taskCount }, (_, task) => `t${task}`);
  return {
    names,
    junctionCount: 0,
    from: Int32Array.from(from),
    to: Int32Array.from(to),
    sequences: [],
    handles,
    sends,
    waitHandle,
    waitCount,
    reads: [],
    pools: [],
    conditions: [],
    taskGuards: new Map(),
    edgeGuards: new Map(),
    absent: new Set(),
  };
}

const span = { file: 'bench', line: 1, column: 1, endLine: 1, endColumn: 1 };

/** The same as a deployment, through the builder and graphology. */
export function layeredDeployment(taskCount: number): Deployment {
  const builder = new DeploymentBuilder({ file: 'bench', format: 'bench', version: '1' });
  const reason: Reason = { kind: 'explicit', via: 'after', span, value: null, when: null };
  for (let task = 0; task < taskCount; task += 1) {
    const id = `t${task}`;
    const { after, signalledBy } = drawTask(task);
    const kind = signalledBy.length > 0 ? 'wait' : 'create';
    builder.addResource({ id, name: id, type: 'task', stack: ROOT, when: null, span });
    builder.addTask({ id, type: 'task', kind, group: ROOT, resource: id, span });
    for (const prerequisite of after) {
      builder.addResourceDependency(`t${prerequisite}`, id, reason);
      builder.addDependency(`t${prerequisite}`, id, reason);
    }
    if (signalledBy.length === 0) continue;
    const handle = `h${task}`;
    builder.addHandle({ id: handle, span });
    signalledBy.forEach((sender, k) => {
      builder.addSignal({ handle, sender: `t${sender}`, id: `${k}`, span });
    });
    builder.addWait({ task: id, handle, count: signalledBy.length, timeoutSeconds: null, span });
  }
  return builder.build();
}
