import type { Deployment, Wait } from '../../model/deployment.ts';
import { groupPath } from '../../model/groups.ts';
import { isUnknown } from '../../model/unknown.ts';
import type { Facts } from '../facts.ts';

/** After how long an engine gives up on the stack around something. */
export interface StackLimit {
  readonly group: string;
  readonly seconds: number;
  /** `the nested stack 'x'`, `the stack`. */
  readonly what: string;
  /** False where it is the engine's default. */
  readonly isStated: boolean;
}

/** Heat's `stack_action_timeout`. Source: heat/common/config.py. */
const HEAT_STACK_SECONDS = 3600;

/** The tightest limit around a task; null when there is none. */
export function stackLimit(deployment: Deployment, task: string): StackLimit | null {
  return stackLimits(deployment, task).reduce<StackLimit | null>(
    (least, limit) => (least === null || limit.seconds < least.seconds ? limit : least),
    null,
  );
}

function stackLimits(deployment: Deployment, task: string): readonly StackLimit[] {
  const { group } = deployment.tasks.getNodeAttributes(task);
  const nested = groupPath(deployment, group).flatMap(({ id, timeoutSeconds }) =>
    timeoutSeconds === undefined || isUnknown(timeoutSeconds)
      ? []
      : [{ group: id, seconds: timeoutSeconds, what: `the nested stack '${id}'`, isStated: true }],
  );
  const stated = deployment.groups.get('')?.timeoutSeconds;
  if (stated !== undefined && isUnknown(stated)) return nested;
  if (stated === undefined && deployment.template.format !== 'heat') return nested;
  const seconds = stated ?? HEAT_STACK_SECONDS;
  const what = stated === undefined ? 'the stack (by default, without timeout_mins)' : 'the stack';
  return [...nested, { group: '', seconds, what, isStated: stated !== undefined }];
}

/** Waits of one stack that follow one another, and that may together outlast it. */
export interface WaitChain {
  readonly limit: StackLimit;
  readonly waits: readonly Wait[];
  readonly seconds: number;
}

/** The longest chain of each stack whose limit is stated; single waits are for another rule. */
export function longWaitChains(facts: Facts): readonly WaitChain[] {
  const { deployment } = facts;
  const limits = new Map<string, StackLimit>();
  const waits = [...deployment.waits.values()].filter(({ timeoutSeconds }) => typeof timeoutSeconds === 'number');
  for (const { task } of waits) {
    for (const limit of stackLimits(deployment, task)) if (limit.isStated) limits.set(limit.group, limit);
  }
  return [...limits.values()].flatMap((limit) => {
    const inside = waits.filter(({ task }) => stackLimits(deployment, task).some(({ group }) => group === limit.group));
    const chain = longestChain(deployment, inside);
    const seconds = chain.reduce((sum, wait) => sum + (wait.timeoutSeconds as number), 0);
    return chain.length > 1 && seconds > limit.seconds ? [{ limit, waits: chain, seconds }] : [];
  });
}

/** The heaviest path of waits by timeouts, along the dependencies and through signals' senders left out. */
function longestChain(deployment: Deployment, waits: readonly Wait[]): readonly Wait[] {
  const weight = new Map(waits.map((wait) => [wait.task, wait]));
  const best = new Map<string, { readonly seconds: number; readonly chain: readonly Wait[] }>();
  const open = new Set<string>();
  const visit = (task: string): { readonly seconds: number; readonly chain: readonly Wait[] } => {
    const known = best.get(task);
    if (known !== undefined) return known;
    if (open.has(task)) return { seconds: 0, chain: [] };
    open.add(task);
    let longest: { readonly seconds: number; readonly chain: readonly Wait[] } = { seconds: 0, chain: [] };
    for (const before of deployment.tasks.inNeighbors(task)) {
      const candidate = visit(before);
      if (candidate.seconds > longest.seconds) longest = candidate;
    }
    const wait = weight.get(task);
    const own = wait
      ? { seconds: longest.seconds + (wait.timeoutSeconds as number), chain: [...longest.chain, wait] }
      : longest;
    best.set(task, own);
    return own;
  };
  return waits
    .map(({ task }) => visit(task))
    .reduce((a, b) => (b.seconds > a.seconds ? b : a), { seconds: 0, chain: [] }).chain;
}
