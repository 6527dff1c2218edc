import type { MissingOrder } from '../../analyze/finding.ts';
import type { Deployment } from '../../model/deployment.ts';
import { addOrders } from '../../rewrite/index.ts';
import type { Fixer } from './fixer.ts';

/**
 * Writes the order that a rule finds missing. Never certain: the author may have had a reason. Where the order would
 * close a cycle, or is written in another file than the template's own, a person has to find another way.
 */
export const missingOrder: Fixer = ({ missingOrder: order }, { loaded: { deployment }, roots, work }) => {
  const root = roots(deployment.template.file);
  if (order === undefined || root === null || work.left <= 0) return null;
  const { dependent } = order;
  const reached = afterwards(deployment, dependent);
  work.left -= reached.size + deployment.signals.length + deployment.waits.size;
  if (order.prerequisites.some((task) => reached.has(task))) return null;
  const prerequisites = latest(deployment, order);
  const edits = addOrders(deployment, root, { dependent, prerequisites });
  if (edits === null) return null;
  return {
    description: `make '${dependent}' come after ${prerequisites.map((task) => `'${task}'`).join(', ')}`,
    certain: false,
    edits: edits.map(({ start, end, text }) => ({ span: root.source.span(start, end), text })),
  };
};

/** Everything that waits for a task, or for anything of the same resource: by order, or by a signal. */
function afterwards({ tasks, tasksOfResource, signals, waits }: Deployment, task: string): ReadonlySet<string> {
  const waitsOf = gathered([...waits.values()].map((wait) => [wait.handle, wait.task]));
  const handlesOf = gathered(signals.map(({ sender, handle }) => [sender, handle]));
  const waiting = (sender: string): readonly string[] =>
    (handlesOf.get(sender) ?? []).flatMap((handle) => waitsOf.get(handle) ?? []);
  const open = [...(tasksOfResource.get(tasks.getNodeAttribute(task, 'resource')) ?? [task])];
  const reached = new Set(open);
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const after of [...tasks.outNeighbors(next), ...waiting(next)]) {
      if (reached.has(after)) continue;
      reached.add(after);
      open.push(after);
    }
  }
  return reached;
}

function gathered<Key, Value>(pairs: readonly (readonly [Key, Value])[]): ReadonlyMap<Key, readonly Value[]> {
  const map = new Map<Key, Value[]>();
  for (const [key, value] of pairs) {
    const known = map.get(key);
    if (known) known.push(value);
    else map.set(key, [value]);
  }
  return map;
}

/** Of prerequisites that come after one another, the last say it all. */
function latest({ tasks }: Deployment, { prerequisites }: MissingOrder): readonly string[] {
  const isBefore = (task: string, other: string): boolean => tasks.hasDirectedEdge(task, other);
  const left = prerequisites.filter((task) => !prerequisites.some((other) => isBefore(task, other)));
  return left.length > 0 ? left : prerequisites;
}
