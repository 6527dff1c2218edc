import type { Deployment, Resource, Task } from './deployment.ts';
import { type Chains, chainsByTarget } from './edge-list.ts';
import type { StatedGraph } from './stated-graph.ts';
import { isUnknown } from './unknown.ts';

/** Every name in the model names something in the model. @throws Error naming the dangling end. */
export function checkReferences(
  deployment: Omit<Deployment, 'tasks' | 'resources'>,
  tasks: StatedGraph<Task>,
  resources: StatedGraph<Resource>,
): void {
  const { handles, groups } = deployment;
  const demandTask = (id: string, who: string): void => {
    if (!tasks.has(id)) throw new Error(`${who} names task '${id}', which does not exist`);
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
    if (wait.timedFrom !== undefined) demandTask(wait.timedFrom, `the clock of wait '${wait.task}'`);
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
  for (const { id, stack } of resources.nodes) {
    if (!groups.has(stack)) throw new Error(`resource '${id}' names stack '${stack}', which does not exist`);
  }
}

/**
 * The two graphs agree. An edge between tasks of two resources that stand in the same stack has its edge between
 * these resources; an edge from inside a nested stack has its edge at the nearest stack that holds both ends.
 * @throws Error naming the edge that only the fine graph has.
 */
export function checkAgreement(
  { tasksOfResource }: Pick<Deployment, 'tasksOfResource'>,
  tasks: StatedGraph<Task>,
  resources: StatedGraph<Resource>,
): void {
  const ofTask = Int32Array.from(tasks.nodes, ({ resource }) => resources.indexOf(resource) as number);
  const [between, into] = [resources, tasks].map((graph) => chainsByTarget(graph.ids.length, graph)) as [
    Chains,
    Chains,
  ];
  /** By resource: the last one that was found to come after it. */
  const follower = new Int32Array(resources.ids.length).fill(-1);
  let pairs: ReadonlySet<string> | null = null;
  resources.ids.forEach((id, resource) => {
    for (let edge = between.last[resource] as number; edge >= 0; edge = between.before[edge] as number) {
      follower[resources.from[edge] as number] = resource;
    }
    for (const task of tasksOfResource.get(id) ?? []) {
      const target = tasks.indexOf(task) as number;
      for (let edge = into.last[target] as number; edge >= 0; edge = into.before[edge] as number) {
        const source = tasks.from[edge] as number;
        const prerequisite = ofTask[source] as number;
        if (prerequisite === resource || follower[prerequisite] === resource) continue;
        pairs ??= pairsOf(resources);
        demandPair(pairs, resources, { from: tasks.nodes[source] as Task, to: tasks.nodes[target] as Task });
      }
    }
  });
}

function pairsOf({ from, to, ids }: StatedGraph<Resource>): ReadonlySet<string> {
  return new Set(from.map((source, edge) => JSON.stringify([ids[source], ids[to[edge] as number]])));
}

function demandPair(
  pairs: ReadonlySet<string>,
  resources: StatedGraph<Resource>,
  { from, to }: { readonly from: Task; readonly to: Task },
): void {
  const stackOf = (id: string): string | undefined => resources.nodes[resources.indexOf(id) ?? -1]?.stack;
  const pair = endsInOneStack(stackOf, from.resource, to.resource);
  if (pair === null || pair[0] === pair[1] || pairs.has(JSON.stringify(pair))) return;
  throw new Error(`task edge ${from.id} → ${to.id} has no resource edge ${pair[0]} → ${pair[1]}`);
}

/** The two resources, lifted to the nearest stack that holds both: nested ones are replaced by their stack's node. */
export function commonStackEnds({ resources }: Deployment, a: string, b: string): readonly [string, string] | null {
  const stackOf = (id: string): string | undefined =>
    resources.hasNode(id) ? resources.getNodeAttribute(id, 'stack') : undefined;
  return endsInOneStack(stackOf, a, b);
}

type StackOf = (resource: string) => string | undefined;

function endsInOneStack(stackOf: StackOf, a: string, b: string): readonly [string, string] | null {
  const pathA = stackPath(stackOf, a);
  const pathB = stackPath(stackOf, b);
  for (let depth = 0; depth < Math.min(pathA.length, pathB.length); depth += 1) {
    const [first, second] = [pathA[depth] as string, pathB[depth] as string];
    if (first !== second) return [first, second];
  }
  return pathA.length === pathB.length ? [a, b] : null;
}

/** The resource preceded by the stack nodes that hold it, outermost first. */
function stackPath(stackOf: StackOf, id: string): readonly string[] {
  const path = [id];
  let stack = stackOf(id);
  while (stack !== '') {
    if (stack === undefined) throw new Error(`stack '${path[0]}' has no resource of the same id`);
    path.unshift(stack);
    stack = stackOf(stack);
  }
  return path;
}
