import type { Deployment } from '../../model/deployment.ts';
import { carriedOut } from './carried-out.ts';
import { poolLimits } from './declared.ts';
import type { Engine, EngineConduct, Limit, StackRule } from './engine.ts';
import { ROLLBACK_OPTION, rollbackRule } from './rollback.ts';
import type { EngineSettings } from './settings.ts';
import { stackUnits } from './stack-units.ts';

/**
 * AWS CloudFormation as it is documented: everything that is ready is created at once, a nested stack is one whole,
 * the first failure stops the stack. What its own steps cost is not documented, so they cost nothing here. A resource
 * that has reported CONFIGURATION_COMPLETE lets its dependents start before it is complete; which types report it is
 * not documented in full, so it is off unless `configured-after` says otherwise.
 */
export const cloudformation: Engine = {
  id: 'cloudformation',
  summary: 'CloudFormation as documented: all that is ready at once, nested stacks as wholes, the first failure stops.',
  options: [
    {
      name: 'configured-after',
      kind: 'fraction',
      default: '1',
      describe: "part of a resource's time after which its dependents may start (CONFIGURATION_COMPLETE), 0 to 1",
      source: 'What is new, 2024-03-11: up to 40 % faster, that is down to 0.6 along a chain; 1 is not at all',
    },
    {
      name: 'configured-types',
      kind: 'text',
      default: '*',
      describe: 'types that report it, with spaces between them; * for all',
      source: 'user guide, stack-resource-configuration-complete: some of the types with drift detection',
    },
    {
      name: 'concurrency',
      kind: 'count',
      default: 'none',
      describe: 'how many resources of the account may be under way at once',
      source: 'a limit of each account, which only DescribeAccountLimits tells',
    },
    {
      name: 'api-rate',
      kind: 'text',
      default: 'none',
      describe: 'how many resources a second the services let the stack begin to create',
      source: 'a limit of each service, account and region; requests beyond it are throttled',
    },
    {
      name: 'api-burst',
      kind: 'count',
      default: '1',
      describe: 'how many may begin at once after a rest',
      source: 'a token bucket, as EC2 documents for its API',
    },
    {
      name: 'timeout',
      kind: 'text',
      default: 'none',
      describe: 'after which the stack is given up (TimeoutInMinutes of the call)',
      source: 'CreateStack: no timeout unless one is given',
    },
    ROLLBACK_OPTION,
  ],
  rules: (deployment, settings) => {
    const notes: string[] = [];
    const timeout = settings.text('timeout') === 'none' ? null : settings.seconds('timeout');
    const conduct: EngineConduct = {
      release: 'at-once',
      rank: new Map(),
      hopSeconds: 0,
      watches: new Map(),
      stacks: stackUnits(deployment).map(
        (stack): StackRule => ({
          ...stack,
          beginSeconds: 0,
          endSeconds: 0,
          staggerSeconds: 0,
          drawsLeaves: false,
          watch: null,
          roundSeconds: null,
          timeoutSeconds: stack.timeoutSeconds ?? (stack.group === '' ? timeout : null),
          fails: 'at-once',
        }),
      ),
      agents: [],
      early: earlyTasks(deployment, settings),
      ...throttleOf(deployment, settings),
      ...rollbackRule(settings, 0),
    };
    return { limits: [...accountLimit(deployment, settings), ...poolLimits(deployment, notes)], notes, conduct };
  },
};

/** Waits are for signals: they have nothing to configure. */
function earlyTasks(deployment: Deployment, settings: EngineSettings): ReadonlyMap<string, number> {
  const part = settings.number('configured-after');
  if (part > 1) throw new RangeError(`engine option configured-after must be 0 to 1, not ${part}`);
  const types = settings.text('configured-types').split(/\s+/);
  const early = new Map<string, number>();
  if (part === 1) return early;
  deployment.tasks.forEachNode((id, { kind, tracked, type }) => {
    if (!tracked || kind === 'milestone' || kind === 'wait') return;
    if (types.includes('*') || types.includes(type)) early.set(id, part);
  });
  return early;
}

/** Of n resources that could begin at once the last begins after (n − burst) / rate seconds. */
function throttleOf(deployment: Deployment, settings: EngineSettings): Pick<EngineConduct, 'throttle'> {
  const burst = settings.count('api-burst') ?? Number.MAX_SAFE_INTEGER;
  if (settings.text('api-rate') === 'none') return {};
  const perSecond = settings.number('api-rate');
  if (perSecond === 0) throw new RangeError("engine option api-rate must be above 0, or none, not '0'");
  if (settings.number('configured-after') !== 1) {
    throw new RangeError('engine options api-rate and configured-after cannot be used together');
  }
  return { throttle: { perSecond, burst, tasks: carriedOut(deployment) } };
}

function accountLimit(deployment: Deployment, settings: EngineSettings): readonly Limit[] {
  const capacity = settings.count('concurrency');
  if (capacity === null) return [];
  return [{ id: 'resources of the account', capacity, tasks: carriedOut(deployment), holdsWhileWaiting: true }];
}
