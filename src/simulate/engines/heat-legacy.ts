import type { Deployment } from '../../model/deployment.ts';
import type { Engine } from './engine.ts';
import { HEAT_OPTIONS } from './heat-options.ts';
import { type HeatMode, heatRules } from './heat-plan.ts';

/**
 * Heat with `convergence_engine=False`. One thread a stack: start every resource that is ready, rest a second (not
 * before the first round), look at every one that is under way, and again. So a level takes at least a second, and what
 * one resource costs delays all others of its stack. After a failure nothing is started, and the stack fails when what
 * was under way has ended. Source: `DependencyTaskGroup` in `heat/engine/scheduler.py`, `stack_task` in `stack.py`.
 */
export const heatLegacy: Engine = {
  id: 'heat-legacy',
  summary: 'Heat without convergence: one thread a stack that starts and polls everything in rounds of a second.',
  options: [
    ...HEAT_OPTIONS,
    {
      name: 'start-order',
      kind: 'text',
      default: 'drawn',
      describe: 'of resources that are ready together: drawn anew each time, listed, or ids with spaces between them',
      source: 'heat/engine/dependencies.py: the order of a set, which differs from process to process',
    },
  ],
  rules: (deployment, settings) => {
    const load = settings.number('load');
    return heatRules(deployment, settings, {
      hopSeconds: load * 0.05,
      endSeconds: 0,
      // A deletion is noticed at the next round, as the end of a creation is.
      undoSeconds: settings.seconds('poll') + load * 0.035,
      ...startOrder(deployment, settings.text('start-order')),
      watch: {
        kind: 'stack',
        periodSeconds: settings.seconds('poll'),
        visitSeconds: load * 0.005,
        settleSeconds: load * 0.035,
        startSeconds: load * 0.05,
      },
      limits: [],
      stack: ({ leaves }) => ({ staggerSeconds: 0, drawsLeaves: false, leaves, fails: 'drained' }),
      makesRounds: true,
    });
  },
};

/** Those named come first, in the order of the names; the others as the template lists them. */
function startOrder(deployment: Deployment, order: string): Pick<HeatMode, 'release' | 'rank'> {
  if (order === 'drawn') return { release: 'together', rank: 'drawn' };
  const names = order.split(/\s+/);
  const rank = new Map<string, number>();
  deployment.tasks.forEachNode((id, task) => {
    const at = names.indexOf(id);
    rank.set(id, at < 0 ? names.length + task.order : at);
  });
  return { release: 'together', rank };
}
