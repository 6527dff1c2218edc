import type { AbstractGraph, Attributes } from 'graphology-types';
import { type Condition, formatCondition } from '../../model/condition.ts';
import type { Dependency, Deployment, Reason, Resource, Task } from '../../model/deployment.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import { isUnknown, type Maybe } from '../../model/unknown.ts';
import {
  type GraphDependency,
  type GraphDocument,
  type GraphHandle,
  type GraphTask,
  type GraphValue,
  RESULT_VERSION,
} from '../result.ts';
import { diagnosticDocument } from './check-document.ts';

/** `fine`: every task. `engine`: what the orchestrator sees of the top-level template, one task per resource. */
export type GraphView = 'fine' | 'engine';

/**
 * The graph of a deployment as plain data, in template order.
 * In the engine's view a task's id is the name of its resource, and what happens inside a nested stack happens at the
 * resource that stands for the stack.
 */
export function graphDocument(
  deployment: Deployment,
  diagnostics: readonly Diagnostic[],
  view: GraphView = 'fine',
): GraphDocument {
  const ends = view === 'fine' ? (task: string) => task : topLevelEnds(deployment);
  const { tasks, dependencies } = view === 'fine' ? fineGraph(deployment) : engineGraph(deployment);
  const groups = [...deployment.groups.values()].map(({ id, kind, parent }) => ({ id, kind, parent }));
  return {
    version: RESULT_VERSION,
    tasks,
    dependencies,
    groups: view === 'fine' ? groups : groups.filter(({ kind }) => kind === 'root'),
    handles: handleDocuments(deployment, ends),
    values: valueDocuments(deployment, ends),
    unknowns: deployment.unknowns.map(({ cause, span }) => ({ cause, span })),
    diagnostics: diagnostics.map((diagnostic) => diagnosticDocument(diagnostic, deployment.template.file)),
  };
}

interface Graph {
  readonly tasks: readonly GraphTask[];
  readonly dependencies: readonly GraphDependency[];
}

function fineGraph({ tasks }: Deployment): Graph {
  const documents = tasks.mapNodes((_id, task) => taskDocument(task));
  return { tasks: documents, dependencies: dependencyDocuments(tasks, documents, (id) => id) };
}

function engineGraph({ resources }: Deployment): Graph {
  const top = resources.mapNodes((_id, resource) => resource).filter(({ stack }) => stack === '');
  const nameOf = new Map(top.map(({ id, name }) => [id, name]));
  const documents = top.map(resourceDocument);
  return { tasks: documents, dependencies: dependencyDocuments(resources, documents, (id) => nameOf.get(id)) };
}

function taskDocument({ id, type, kind, group, tracked, when, span }: Task): GraphTask {
  return { id, type, kind, group, tracked, ...whenOf(when), span };
}

function resourceDocument({ name, type, when, span }: Resource): GraphTask {
  return { id: name, type, kind: 'resource', group: '', tracked: true, ...whenOf(when), span };
}

/** The edges whose two ends have names here, sorted by the order of the tasks given. */
function dependencyDocuments(
  graph: AbstractGraph<Attributes, Dependency>,
  tasks: readonly GraphTask[],
  nameOf: (id: string) => string | undefined,
): readonly GraphDependency[] {
  const rank = new Map(tasks.map(({ id }, index) => [id, index]));
  const edges: GraphDependency[] = [];
  graph.forEachDirectedEdge((_edge, attributes, source, target) => {
    const [prerequisite, dependent] = [nameOf(source), nameOf(target)];
    if (prerequisite === undefined || dependent === undefined) return;
    edges.push({ prerequisite, dependent, reasons: attributes.reasons.map(reasonDocument) });
  });
  const place = (id: string): number => rank.get(id) ?? 0;
  return edges.sort((a, b) => place(a.prerequisite) - place(b.prerequisite) || place(a.dependent) - place(b.dependent));
}

function reasonDocument({ kind, via, value, when, span }: Reason): GraphDependency['reasons'][number] {
  return { kind, via, ...(value === null ? {} : { value }), ...whenOf(when), span };
}

function whenOf(when: Condition | null): { readonly when?: string } {
  return when === null ? {} : { when: formatCondition(when) };
}

function handleDocuments(deployment: Deployment, end: (task: string) => string): readonly GraphHandle[] {
  const waits = [...deployment.waits.values()];
  return [...deployment.handles.values()].map(({ id, span }) => ({
    id,
    signals: deployment.signals
      .filter(({ handle }) => handle === id)
      .map((signal) => ({ sender: end(signal.sender), at: signal.at, id: known(signal.id), span: signal.span })),
    waits: waits
      .filter(({ handle }) => handle === id)
      .map((wait) => ({
        task: end(wait.task),
        count: known(wait.count),
        timeoutSeconds: known(wait.timeoutSeconds),
        span: wait.span,
      })),
    span,
  }));
}

function valueDocuments(deployment: Deployment, end: (task: string) => string): readonly GraphValue[] {
  const names = new Map<string, { producers: Set<string>; consumers: Set<string> }>();
  const portsOf = (name: string) => {
    const ports = names.get(name) ?? { producers: new Set<string>(), consumers: new Set<string>() };
    names.set(name, ports);
    return ports;
  };
  for (const { name, task } of deployment.provides) portsOf(name).producers.add(end(task));
  for (const { name, task } of deployment.consumes) portsOf(name).consumers.add(end(task));
  return [...names]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, { producers, consumers }]) => ({ name, producers: [...producers], consumers: [...consumers] }));
}

/** Where a task stands in the top-level template: its resource, or the outermost nested stack around it. */
function topLevelEnds({ tasks, resources }: Deployment): (task: string) => string {
  return (task) => {
    let resource = resources.getNodeAttributes(tasks.getNodeAttribute(task, 'resource'));
    while (resource.stack !== '') resource = resources.getNodeAttributes(resource.stack);
    return resource.name;
  };
}

/** JSON has no unknowns: null stands for what the input does not decide, and `unknowns` has the cause. */
function known<T>(value: Maybe<T>): T | null {
  return isUnknown(value) ? null : value;
}
