import { reachableFrom } from '../../graph/reachability.ts';
import type { Facts } from '../facts.ts';
import type { RuleFinding } from '../finding.ts';
import { nameList } from '../reason-text.ts';

/**
 * Deployments with the action DELETE that are not bound to their server. On delete the graph is reversed, so what a
 * resource depends on is deleted after it; a server given by its id is no dependency.
 */
export function* deleteOrders(facts: Facts): Iterable<RuleFinding> {
  const { deployment } = facts;
  const deleting = deployment.tasks.filterNodes((_task, { operations }) => operations?.includes('delete') === true);
  if (deleting.length === 0) return;
  const { digraph, ids, nodes } = facts.resources;
  const servers = ids.flatMap((id, node) => (isServer(facts, id) ? [node] : []));
  const needed = new Set(servers);
  for (const server of servers) {
    for (let row = digraph.inStart[server]!; row < digraph.inStart[server + 1]!; row += 1) {
      const before = digraph.from[digraph.inEdges[row]!]!;
      if (/::Port$|FloatingIP/.test(nodes[before]!.type)) needed.add(before);
    }
  }
  for (const task of deleting) {
    const { resource, span } = deployment.tasks.getNodeAttributes(task);
    const self = ids.indexOf(resource);
    const mayGoFirst = [...needed].filter((node) => node !== self && reachableFrom(digraph, [node])[self] === 0);
    if (servers.length === 0 || mayGoFirst.length < needed.size) continue;
    const names = mayGoFirst.map((node) => ids[node]!);
    yield {
      message:
        `'${task}' works when the stack is deleted and depends on none of ${nameList(names)}: ` +
        'they may be deleted first, and its signal never comes',
      at: span,
      ...(servers.length === 1 && {
        missingOrder: {
          dependent: task,
          prerequisites: deployment.tasksOfResource.get(ids[servers[0]!]!)!.slice(0, 1),
        },
      }),
    };
  }
}

function isServer({ deployment }: Facts, resource: string): boolean {
  return (deployment.tasksOfResource.get(resource) ?? []).some(
    (task) => deployment.tasks.getNodeAttribute(task, 'kind') === 'server',
  );
}
