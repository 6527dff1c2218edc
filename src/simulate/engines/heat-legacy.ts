import type { Engine } from './engine.ts';
import { HEAT_OPTIONS } from './heat-options.ts';
import { heatRules } from './heat-plan.ts';

/**
 * Heat with `convergence_engine=False`. One thread a stack: start every resource that is ready, rest a second (not
 * before the first round), look at every one that is under way, and again. So a level takes at least a second, and what one resource
 * costs delays all others of its stack. After a failure nothing is started, and the stack fails when what was under
 * way has ended. Source: `DependencyTaskGroup` in `heat/engine/scheduler.py`, `stack_task` in `stack.py`.
 */
export const heatLegacy: Engine = {
  id: 'heat-legacy',
  summary: 'Heat without convergence: one thread a stack that starts and polls everything in rounds of a second.',
  options: HEAT_OPTIONS,
  rules: (deployment, settings) => {
    const load = settings.number('load');
    return heatRules(deployment, settings, {
      hopSeconds: 0,
      endSeconds: 0,
      watch: {
        kind: 'stack',
        periodSeconds: settings.seconds('poll'),
        visitSeconds: load * 0.005,
        settleSeconds: load * 0.035,
        startSeconds: load * 0.03,
      },
      deploymentVisitSeconds: load * 0.03,
      limits: [],
      stack: ({ leaves }) => ({ staggerSeconds: 0, drawsLeaves: false, leaves, fails: 'drained' }),
      makesRounds: true,
    });
  },
};
