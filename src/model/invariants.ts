import type { Deployment } from './deployment.ts';
import { isUnknown } from './unknown.ts';

/** Every name in the model names something in the model. @throws Error naming the dangling end. */
export function checkReferences(deployment: Deployment): void {
  const { tasks, handles, groups } = deployment;
  const demandTask = (id: string, who: string): void => {
    if (!tasks.hasNode(id)) throw new Error(`${who} names task '${id}', which does not exist`);
  };
  const demandHandle = (id: string, who: string): void => {
    if (!handles.has(id)) throw new Error(`${who} names handle '${id}', which does not exist`);
  };
  for (const handle of handles.values()) if (handle.task !== null) demandTask(handle.task, `handle '${handle.id}'`);
  for (const signal of deployment.signals) {
    demandTask(signal.sender, 'a signal');
    demandHandle(signal.handle, `the signal of '${signal.sender}'`);
  }
  for (const wait of deployment.waits.values()) {
    demandTask(wait.task, 'a wait');
    if (!isUnknown(wait.handle)) demandHandle(wait.handle, `wait '${wait.task}'`);
  }
  for (const read of deployment.reads) {
    demandTask(read.task, 'a read');
    if ('handle' in read.of) demandHandle(read.of.handle, `the read of '${read.task}'`);
    else demandTask(read.of.task, `the read of '${read.task}'`);
  }
  for (const script of deployment.scripts) demandTask(script.task, 'a script');
  for (const pool of deployment.pools.values()) for (const id of pool.tasks) demandTask(id, `pool '${pool.id}'`);
  for (const port of [...deployment.provides, ...deployment.consumes]) demandTask(port.task, `value '${port.name}'`);
  deployment.resources.forEachNode((id, { stack }) => {
    if (!groups.has(stack)) throw new Error(`resource '${id}' names stack '${stack}', which does not exist`);
  });
}

/**
 * The two graphs agree. An edge between tasks of two resources that stand in the same stack has its edge between
 * these resources; an edge from inside a nested stack has its edge at the nearest stack that holds both ends.
 * @throws Error naming the edge that only the fine graph has.
 */
export function checkAgreement(deployment: Deployment): void {
  const { tasks, resources } = deployment;
  tasks.forEachDirectedEdge((_edge, _attributes, source, target, from, to) => {
    const pair = commonStackEnds(deployment, from.resource, to.resource);
    if (pair === null || pair[0] === pair[1] || resources.hasDirectedEdge(pair[0], pair[1])) return;
    throw new Error(`task edge ${source} → ${target} has no resource edge ${pair[0]} → ${pair[1]}`);
  });
}

/** The two resources, lifted to the nearest stack that holds both: nested ones are replaced by their stack's node. */
export function commonStackEnds(deployment: Deployment, a: string, b: string): readonly [string, string] | null {
  const pathA = stackPath(deployment, a);
  const pathB = stackPath(deployment, b);
  for (let depth = 0; depth < Math.min(pathA.length, pathB.length); depth += 1) {
    const [first, second] = [pathA[depth] as string, pathB[depth] as string];
    if (first !== second) return [first, second];
  }
  return pathA.length === pathB.length ? [a, b] : null;
}

/** The resource preceded by the stack nodes that hold it, outermost first. */
function stackPath(deployment: Deployment, id: string): readonly string[] {
  const path = [id];
  let stack = deployment.resources.getNodeAttribute(id, 'stack');
  while (stack !== '') {
    path.unshift(stack);
    if (!deployment.resources.hasNode(stack)) throw new Error(`stack '${stack}' has no resource of the same id`);
    stack = deployment.resources.getNodeAttribute(stack, 'stack');
  }
  return path;
}
