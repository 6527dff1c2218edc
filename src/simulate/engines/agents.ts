import type { Deployment } from '../../model/deployment.ts';
import type { AgentRule } from './engine.ts';

export interface AgentCosts {
  readonly visibleSeconds: number;
  readonly restSeconds: readonly number[];
  readonly roundSeconds: number;
  readonly serviceSeconds: number;
}

/**
 * One agent for each host with components. Among those that it sees when it looks, they take turns by the name of
 * their derived configuration, then by id. Source: `heat/engine/service_software_config.py`, os-collect-config's
 * `collect.py`, `55-heat-config` of heat-agents.
 */
export function agentsOf(deployment: Deployment, costs: AgentCosts): readonly AgentRule[] {
  const components = new Map<string, string[]>();
  deployment.tasks.forEachNode((id, { kind, group }) => {
    if (kind !== 'component' || deployment.groups.get(group)?.kind !== 'host') return;
    const list = components.get(group);
    if (list) list.push(id);
    else components.set(group, [id]);
  });
  return [...components].map(([host, tasks]) => {
    const startedBy = serverOf(deployment, host);
    const name = (id: string): string => deployment.tasks.getNodeAttribute(id, 'turnName') ?? '';
    const inTurn = [...tasks].sort((a, b) => compare(name(a), name(b)) || compare(a, b));
    return { host, turns: new Map(inTurn.map((id, turn) => [id, turn])), startedBy, ...costs };
  });
}

/** What makes the machine; null when no task does, and then its agent is there from the beginning. */
function serverOf(deployment: Deployment, host: string): string | null {
  const own = deployment.tasks.filterNodes((_id, { kind, group }) => kind === 'server' && group === host);
  return own[0] ?? null;
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
