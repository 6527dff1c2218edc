import type { Rule } from '../rule.ts';
import { batchDeadlock } from './batch-deadlock.ts';
import { coarseCycle } from './coarse-cycle.ts';
import { coarseDeadlock } from './coarse-deadlock.ts';
import { conditionalSignal } from './conditional-signal.ts';
import { consumerSkipsWait } from './consumer-skips-wait.ts';
import { countNotGroupSize } from './count-not-group-size.ts';
import { countTooSmall } from './count-too-small.ts';
import { countUnreachable } from './count-unreachable.ts';
import { crossHostSequenceDeadlock } from './cross-host-sequence-deadlock.ts';
import { deleteOrder } from './delete-order.ts';
import { dependencyCycle } from './dependency-cycle.ts';
import { duplicateSignalId } from './duplicate-signal-id.ts';
import { earlySignal } from './early-signal.ts';
import { exclusiveBranchCycle } from './exclusive-branch-cycle.ts';
import { failureRace } from './failure-race.ts';
import { failureRetry } from './failure-retry.ts';
import { handleReused } from './handle-reused.ts';
import { handleWithoutWait } from './handle-without-wait.ts';
import { hiddenWaitCycle } from './hidden-wait-cycle.ts';
import { hostSequenceDeadlock } from './host-sequence-deadlock.ts';
import { implicitCycle } from './implicit-cycle.ts';
import { lostWakeup } from './lost-wakeup.ts';
import { missingGatewayAttachment } from './missing-gateway-attachment.ts';
import { mixedSignalIds } from './mixed-signal-ids.ts';
import { nestedOutputWait } from './nested-output-wait.ts';
import { noFailureSignal } from './no-failure-signal.ts';
import { noSignalTransport } from './no-signal-transport.ts';
import { overConstraint } from './over-constraint.ts';
import { poolStarvation } from './pool-starvation.ts';
import { redundantDependency } from './redundant-dependency.ts';
import { scaleCountStale } from './scale-count-stale.ts';
import { sharedHandle } from './shared-handle.ts';
import { signalCycle } from './signal-cycle.ts';
import { signalCycleNested } from './signal-cycle-nested.ts';
import { signalKindMismatch } from './signal-kind-mismatch.ts';
import { signalPathUnordered } from './signal-path-unordered.ts';
import { signalWithoutPolicy } from './signal-without-policy.ts';
import { sleepPastTimeout } from './sleep-past-timeout.ts';
import { startedNotReady } from './started-not-ready.ts';
import { timeoutExceedsStack } from './timeout-exceeds-stack.ts';
import { timeoutNesting } from './timeout-nesting.ts';
import { timeoutTooShort } from './timeout-too-short.ts';
import { timerStartsEarly } from './timer-starts-early.ts';
import { tokenExpires } from './token-expires.ts';
import { transportOverwrite } from './transport-overwrite.ts';
import { unconditionalSuccess } from './unconditional-success.ts';
import { unknownDecides } from './unknown-decides.ts';
import { unorderedDataRead } from './unordered-data-read.ts';
import { updateHandleNoResend } from './update-handle-no-resend.ts';
import { updateNoRewait } from './update-no-rewait.ts';

/** Every rule, one import and one line each, sorted by id. `npm run new rule <id>` inserts both. */
// biome-ignore format: one line a rule, so that two new rules never meet on one line.
export const rules: readonly Rule[] = [
  batchDeadlock,
  coarseCycle,
  coarseDeadlock,
  conditionalSignal,
  consumerSkipsWait,
  countNotGroupSize,
  countTooSmall,
  countUnreachable,
  crossHostSequenceDeadlock,
  deleteOrder,
  dependencyCycle,
  duplicateSignalId,
  earlySignal,
  exclusiveBranchCycle,
  failureRace,
  failureRetry,
  handleReused,
  handleWithoutWait,
  hiddenWaitCycle,
  hostSequenceDeadlock,
  implicitCycle,
  lostWakeup,
  missingGatewayAttachment,
  mixedSignalIds,
  nestedOutputWait,
  noFailureSignal,
  noSignalTransport,
  overConstraint,
  poolStarvation,
  redundantDependency,
  scaleCountStale,
  sharedHandle,
  signalCycle,
  signalCycleNested,
  signalKindMismatch,
  signalPathUnordered,
  signalWithoutPolicy,
  sleepPastTimeout,
  startedNotReady,
  timeoutExceedsStack,
  timeoutNesting,
  timeoutTooShort,
  timerStartsEarly,
  tokenExpires,
  transportOverwrite,
  unconditionalSuccess,
  unknownDecides,
  unorderedDataRead,
  updateHandleNoResend,
  updateNoRewait,
];
