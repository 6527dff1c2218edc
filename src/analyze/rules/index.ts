import type { Rule } from '../rule.ts';
import { batchDeadlock } from './batch-deadlock.ts';
import { coarseCycle } from './coarse-cycle.ts';
import { coarseDeadlock } from './coarse-deadlock.ts';
import { conditionalSignal } from './conditional-signal.ts';
import { consumerSkipsWait } from './consumer-skips-wait.ts';
import { countTooSmall } from './count-too-small.ts';
import { countUnreachable } from './count-unreachable.ts';
import { dependencyCycle } from './dependency-cycle.ts';
import { duplicateSignalId } from './duplicate-signal-id.ts';
import { failureRace } from './failure-race.ts';
import { failureRetry } from './failure-retry.ts';
import { hiddenWaitCycle } from './hidden-wait-cycle.ts';
import { hostSequenceDeadlock } from './host-sequence-deadlock.ts';
import { implicitCycle } from './implicit-cycle.ts';
import { lostWakeup } from './lost-wakeup.ts';
import { mixedSignalIds } from './mixed-signal-ids.ts';
import { overConstraint } from './over-constraint.ts';
import { poolStarvation } from './pool-starvation.ts';
import { redundantDependency } from './redundant-dependency.ts';
import { sharedHandle } from './shared-handle.ts';
import { signalCycle } from './signal-cycle.ts';
import { signalCycleNested } from './signal-cycle-nested.ts';
import { unknownDecides } from './unknown-decides.ts';

/** Every rule, one import and one line each, sorted by id. `npm run new rule <id>` inserts both. */
// biome-ignore format: one line a rule, so that two new rules never meet on one line.
export const rules: readonly Rule[] = [
  batchDeadlock,
  coarseCycle,
  coarseDeadlock,
  conditionalSignal,
  consumerSkipsWait,
  countTooSmall,
  countUnreachable,
  dependencyCycle,
  duplicateSignalId,
  failureRace,
  failureRetry,
  hiddenWaitCycle,
  hostSequenceDeadlock,
  implicitCycle,
  lostWakeup,
  mixedSignalIds,
  overConstraint,
  poolStarvation,
  redundantDependency,
  sharedHandle,
  signalCycle,
  signalCycleNested,
  unknownDecides,
];
