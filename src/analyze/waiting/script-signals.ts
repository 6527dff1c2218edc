import type { Script, ScriptCommand, Signal } from '../../model/deployment.ts';
import type { Facts } from '../facts.ts';
import type { RuleFinding } from '../finding.ts';
import { taskPhrase } from './story.ts';
import { waitsOn } from './wait-facts.ts';
import { secondsText } from './wait-times.ts';

/** Scripts that may stop at a failure without a signal, while a wait counts on one. */
export function* silentFailures(facts: Facts): Iterable<RuleFinding> {
  for (const { script, signal, command } of successSignals(facts)) {
    if (!script.stopsAtFailure || script.signalsFailure) continue;
    const [work] = uncheckedWork(script, command);
    const wait = waitsOn(facts, signal.handle)[0]?.wait;
    if (work === undefined || wait === undefined) continue;
    const { timeoutSeconds } = wait;
    const blocks =
      typeof timeoutSeconds === 'number' ? `would block ${secondsText(timeoutSeconds)}` : 'would block to its timeout';
    const who = taskPhrase(facts.deployment, script.task);
    yield {
      message: `${who} ends without a signal when '${work.text}' fails (set -e, no trap): '${wait.task}' ${blocks}`,
      at: work.span,
      related: [{ message: 'the signal that is then never sent', span: signal.span }],
    };
  }
}

/** A SUCCESS that is sent whether or not the command before it worked. */
export function* blindSuccesses(facts: Facts): Iterable<RuleFinding> {
  for (const { script, signal, command } of successSignals(facts)) {
    if (script.stopsAtFailure || command.isConditional || command.signal?.statusFrom !== 'fixed') continue;
    const work = uncheckedWork(script, command).at(-1);
    if (work === undefined || waitsOn(facts, signal.handle).length === 0) continue;
    yield {
      message: `the signal of ${taskPhrase(facts.deployment, script.task)} does not depend on the status of '${work.text}'`,
      at: command.span,
      related: [{ message: 'may fail unnoticed', span: work.span }],
    };
  }
}

/** `cfn-signal --resource` that names what does not take this kind. */
export function* mismatchedSignals(facts: Facts): Iterable<RuleFinding> {
  for (const { commands } of facts.deployment.scripts) {
    for (const { signal, span } of commands) {
      if (signal?.target === undefined || signal.target.accepts) continue;
      const { resource } = signal.target;
      yield {
        message: `cfn-signal --resource names '${resource}', which is a wait condition handle: use its URL instead`,
        at: span,
      };
    }
  }
}

/** Work before a command whose status no `||` or `&&` looks at. */
function uncheckedWork({ commands }: Script, before: ScriptCommand): readonly ScriptCommand[] {
  const end = commands.indexOf(before);
  return commands.filter(
    ({ does, isConditional }, place) =>
      place < end && does === 'work' && !isConditional && !commands[place + 1]!.isConditional,
  );
}

interface SuccessSignal {
  readonly script: Script;
  readonly command: ScriptCommand;
  readonly signal: Signal;
}

function* successSignals({ deployment }: Facts): Iterable<SuccessSignal> {
  for (const script of deployment.scripts) {
    for (const command of script.commands) {
      const index = command.signal?.signal ?? null;
      const signal = index === null ? undefined : deployment.signals[index];
      if (signal?.status === 'SUCCESS') yield { script, command, signal };
    }
  }
}
