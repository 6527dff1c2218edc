import type { Deployment } from '../../model/deployment.ts';
import { carriedOut } from './carried-out.ts';
import type { Engine, Limit, Unit } from './engine.ts';
import { HEAT_OPTIONS } from './heat-options.ts';
import { heatRules } from './heat-plan.ts';
import type { EngineSettings } from './settings.ts';

/**
 * Heat's default mode. Each resource has a greenthread of its own, which looks at it from its own start at +0, +1,
 * +2, … s; resources without prerequisites are triggered one second apart, in the order of a hash; the others start
 * when the last prerequisite has been recorded. A resource holds its thread for as long as it is being created. The
 * first failure fails the stack at once, and what is under way goes on unobserved. Sources: `heat/engine/stack.py`
 * (`_converge_create_or_update`), `sync_point.py`, `check_resource.py`, `scheduler.py`.
 */
export const heatConvergence: Engine = {
  id: 'heat-convergence',
  summary:
    'Heat as it runs today: every resource is polled each second, leaves start a second apart, threads are limited.',
  options: [
    ...HEAT_OPTIONS,
    {
      name: 'stagger',
      kind: 'seconds',
      default: '1s',
      describe: 'between the starts of resources without prerequisites, in each stack',
      source: 'heat/engine/stack.py: sleep(1) in the loop of _converge_create_or_update (bug 1566845)',
    },
    {
      name: 'leaf-order',
      kind: 'text',
      default: 'drawn',
      describe: 'in which such resources start: drawn anew each time, listed, or ids with spaces between them',
      source: 'heat/engine/stack.py: the order of a set, which differs from process to process',
    },
    {
      name: 'hop',
      kind: 'seconds',
      default: '0.15s',
      describe: 'from the end of the last prerequisite to the start of a resource',
      source: 'measured: median of 111 in 29 runs, from 0.06 s on a quiet machine to 0.6 s on a busy one',
    },
    {
      name: 'threads',
      kind: 'count',
      default: '64',
      describe: 'how many resources one engine process creates at once; none: without limit',
      source: 'heat.conf: executor_thread_pool_size=64',
    },
    {
      name: 'processes',
      kind: 'count',
      default: '4',
      describe: 'how many engine processes there are',
      source: 'heat.conf: num_engine_workers, by default the greater of 4 and the number of processors',
    },
  ],
  rules: (deployment, settings) => {
    const load = settings.number('load');
    return heatRules(deployment, settings, {
      release: 'at-once',
      rank: new Map(),
      hopSeconds: load * settings.seconds('hop'),
      endSeconds: load * 0.08,
      // From the end of a deletion to the next, and what it takes to record it: as for creations.
      undoSeconds: load * (settings.seconds('hop') + 0.06),
      watch: {
        kind: 'own',
        periodSeconds: settings.seconds('poll'),
        visitSeconds: load * 0.01,
        settleSeconds: load * 0.06,
        startSeconds: 0,
      },
      limits: threadLimit(deployment, settings),
      stack: ({ leaves }) => ({
        staggerSeconds: settings.seconds('stagger'),
        drawsLeaves: settings.text('leaf-order') === 'drawn',
        leaves: inOrder(leaves, settings.text('leaf-order')),
        fails: 'at-once',
      }),
      makesRounds: false,
    });
  },
};

function threadLimit(deployment: Deployment, settings: EngineSettings): readonly Limit[] {
  const [threads, processes] = [settings.count('threads'), settings.count('processes')];
  if (threads === null || processes === null) return [];
  const tasks = carriedOut(deployment);
  return [{ id: 'engine threads', capacity: threads * processes, tasks, holdsWhileWaiting: true }];
}

/** Those named come first, in the order of the names. */
function inOrder(leaves: readonly Unit[], order: string): readonly Unit[] {
  const names = order.split(/\s+/);
  const place = (unit: Unit): number => {
    const at = names.indexOf('task' in unit ? unit.task : unit.stack);
    return at < 0 ? names.length : at;
  };
  return [...leaves].sort((a, b) => place(a) - place(b));
}
