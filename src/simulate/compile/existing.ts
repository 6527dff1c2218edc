import graphology from 'graphology';
import { type Condition, type Environment, evaluate } from '../../model/condition.ts';
import type { Dependency, Deployment, Task, TaskGraph } from '../../model/deployment.ts';
import { taskListOf } from '../../model/task-list.ts';
import { isUnknown } from '../../model/unknown.ts';

/** What of a deployment takes part in a run, and what was assumed to say so. */
export interface Existing {
  readonly deployment: Deployment;
  readonly notes: readonly string[];
}

/**
 * The deployment without what the chosen parameters switch off. A condition that nobody can decide is taken as true,
 * which the notes say. What depended on a task that does not exist no longer waits for it, as in Heat.
 */
export function existing(deployment: Deployment): Existing {
  const environment = decided(deployment);
  const undecided = new Set<string>();
  const exists = (when: Condition | null): boolean => {
    if (when === null) return true;
    const truth = evaluate(when, environment);
    if (truth === 'unknown') collectUnknown(when, environment, undecided);
    return truth !== false;
  };
  const list = taskListOf(deployment);
  const isWhole = !list.hasConditionalReason && list.tasks.every(({ when }) => when === null);
  const tasks = isWhole ? null : existingTasks(deployment.tasks, exists);
  const isUnchanged = tasks === null || tasks === deployment.tasks;
  if (isUnchanged && deployment.signals.every((signal) => exists(signal.when))) {
    return { deployment, notes: assumptions(undecided) };
  }
  return { deployment: without(deployment, tasks ?? deployment.tasks, exists), notes: assumptions(undecided) };
}

function without(deployment: Deployment, tasks: TaskGraph, exists: (when: Condition | null) => boolean): Deployment {
  const has = (task: string): boolean => tasks.hasNode(task);
  const signals = deployment.signals.filter((signal) => has(signal.sender) && exists(signal.when));
  return {
    ...deployment,
    tasks,
    signals,
    waits: new Map([...deployment.waits].filter(([task]) => has(task))),
    pools: new Map(
      [...deployment.pools].map(([id, pool]) => [id, { ...pool, tasks: pool.tasks.filter((task) => has(task)) }]),
    ),
  };
}

function assumptions(undecided: ReadonlySet<string>): readonly string[] {
  return [...undecided].sort().map((name) => `${name} is taken as true`);
}

function decided(deployment: Deployment): Environment {
  const environment = new Map<string, boolean>();
  for (const { name, value } of deployment.conditions.values()) if (!isUnknown(value)) environment.set(name, value);
  return environment;
}

/** The same graph when nothing is switched off. */
function existingTasks(tasks: TaskGraph, exists: (when: Condition | null) => boolean): TaskGraph {
  const goneTasks = new Set(tasks.filterNodes((_id, task) => !exists(task.when)));
  const goneEdges = new Set(
    tasks.filterDirectedEdges((_edge, { reasons }) => reasons.length > 0 && !reasons.some(({ when }) => exists(when))),
  );
  if (goneTasks.size === 0 && goneEdges.size === 0) return tasks;
  const kept: TaskGraph = new graphology.DirectedGraph<Task, Dependency>();
  tasks.forEachNode((id, task) => {
    if (!goneTasks.has(id)) kept.addNode(id, task);
  });
  tasks.forEachDirectedEdge((edge, dependency, from, to) => {
    if (!goneEdges.has(edge) && kept.hasNode(from) && kept.hasNode(to)) kept.addDirectedEdge(from, to, dependency);
  });
  return kept;
}

function collectUnknown(when: Condition, environment: Environment, into: Set<string>): void {
  if (when.kind === 'named' && !environment.has(when.name)) into.add(`condition '${when.name}'`);
  if (when.kind === 'unknown') into.add(`a condition that is unknown (${when.unknown.cause})`);
  if (when.kind === 'not') collectUnknown(when.of, environment, into);
  if (when.kind === 'and' || when.kind === 'or') for (const part of when.of) collectUnknown(part, environment, into);
}
