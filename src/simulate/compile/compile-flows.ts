import type { Deployment } from '../../model/deployment.ts';
import { isUnknown } from '../../model/unknown.ts';
import type { FlowRule } from '../engines/engine.ts';
import type { Flows } from '../kernel/flow-states.ts';
import { rowsOf } from './rows.ts';

export interface FlowNodes {
  readonly nodeOfTask: ReadonlyMap<string, number>;
  readonly nodeCount: number;
  /** The number of the workers' pool; −1 when nobody ever waits for one. */
  readonly pool: number;
}

/** Who decides for whom, and what each task takes to undo: a flow is a stack, its controller a task in it. */
export function compileFlows(deployment: Deployment, rule: FlowRule, nodes: FlowNodes): Flows {
  const { nodeOfTask, nodeCount, pool } = nodes;
  const { tasks, resources } = deployment;
  const controllerOfStack = new Map<string, number>();
  const attempts = new Int32Array(nodeCount);
  const undoesAll = new Uint8Array(nodeCount);
  const undoSeconds = new Float64Array(nodeCount);
  const isInstant = new Uint8Array(nodeCount).fill(1);
  for (const [id, node] of nodeOfTask) {
    const { kind, resource, retry, undoDuration } = tasks.getNodeAttributes(id);
    if (undoDuration) undoSeconds[node] = undoDuration.quantile(0.5);
    if (kind !== 'milestone' && !retry) isInstant[node] = 0;
    if (!retry) continue;
    controllerOfStack.set(resources.getNodeAttribute(resource, 'stack'), node);
    attempts[node] = isUnknown(retry.attempts) ? 1 : retry.attempts;
    undoesAll[node] = retry.onExhausted === 'revert-all' ? 1 : 0;
  }
  const controller = new Int32Array(nodeCount).fill(-1);
  const rows: number[] = [];
  const members: number[] = [];
  for (const [id, node] of nodeOfTask) {
    const around = stacksAround(deployment, id)
      .map((stack) => controllerOfStack.get(stack) ?? -1)
      .filter((other) => other >= 0 && other !== node);
    controller[node] = around[0] ?? -1;
    for (const other of around) {
      rows.push(other);
      members.push(node);
    }
  }
  const { start, values } = rowsOf(nodeCount, rows, members);
  const { isSerial, workers, resolves, defers, overheadSeconds } = rule;
  return {
    ...{ controller, attempts, undoesAll, memberStart: start, member: values, isInstant, undoSeconds },
    ...{ overheadSeconds, workers: workers ?? Number.POSITIVE_INFINITY, pool, isSerial, resolves, defers },
  };
}

/** The flows around a task, innermost first; the two ends of the outermost flow stand outside of all. */
function stacksAround({ tasks, resources }: Deployment, id: string): readonly string[] {
  const { kind, resource } = tasks.getNodeAttributes(id);
  if (kind === 'milestone' && resource === id) return [];
  const stacks: string[] = [];
  for (let stack = resources.getNodeAttribute(resource, 'stack'); ; ) {
    stacks.push(stack);
    if (stack === '' || !resources.hasNode(stack)) return stacks;
    stack = resources.getNodeAttribute(stack, 'stack');
  }
}
