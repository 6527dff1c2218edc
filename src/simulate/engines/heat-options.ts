import type { EngineOption } from './engine.ts';
import { ROLLBACK_OPTION } from './rollback.ts';

/**
 * What both modes of Heat have in common. The costs were measured on one machine (two busy processors, SQLite, Heat
 * 19.0.0): medians over the runs of `specs/heat.md` §7; `load` scales them all to another machine.
 */
export const HEAT_OPTIONS: readonly EngineOption[] = [
  {
    name: 'load',
    kind: 'fraction',
    default: '1',
    describe: 'how slow the machine is that the engine runs on: scales every cost that is not a rule of the engine',
    source: '1 is the machine on which the costs were measured',
  },
  {
    name: 'poll',
    kind: 'seconds',
    default: '1s',
    describe: 'rest between two looks at a resource that is being created',
    source: 'heat/engine/scheduler.py: TaskRunner, wait_time=1',
  },
  {
    name: 'timeout',
    kind: 'seconds',
    default: '60m',
    describe: 'after which the engine gives up on a stack that states no timeout of its own',
    source: 'heat.conf: stack_action_timeout=3600',
  },
  ROLLBACK_OPTION,
  {
    name: 'nested-begin',
    kind: 'seconds',
    default: '0.4s',
    describe: 'from the turn of a nested stack or group to the start of its first resource',
    source: 'measured: 0.4 s, five runs',
  },
  {
    name: 'agent-poll',
    kind: 'text',
    default: '1s, 2s, 4s, 8s, 16s, 30s',
    describe: "rests between an agent's looks for software deployments; the last repeats",
    source: 'os-collect-config 12.0.0, collect.py: doubles from 1 to polling_interval=30 and never starts again',
  },
  {
    name: 'agent-cost',
    kind: 'seconds',
    default: '0.03s',
    describe: 'what a look of an agent costs, and what its signal after each deployment does',
    source: 'measured: 0.03 s, eight runs',
  },
  {
    name: 'deployment-begin',
    kind: 'seconds',
    default: '0.2s',
    describe: 'from the start of a software deployment until its agent can see it',
    source: 'measured: 0.1 to 0.4 s, eight runs',
  },
  {
    name: 'deployment-look',
    kind: 'seconds',
    default: '0.09s',
    describe: 'what a look at a software deployment costs',
    source: 'measured: 0.06 to 0.1 s, eight runs',
  },
  {
    name: 'blocking-poll',
    kind: 'text',
    default: '',
    describe: 'TYPE: SECONDS, …: types whose look blocks that long when it finds the resource not ready',
    source: 'OS::Heat::TestResource sleeps 1 s in check_create_complete; no type for production does',
  },
];
