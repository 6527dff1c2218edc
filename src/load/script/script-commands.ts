import type { DeploymentBuilder } from '../../model/builder.ts';
import type { ScriptCommand, ScriptSignal } from '../../model/deployment.ts';
import type { Span } from '../../model/span.ts';
import type { ScriptText } from './script-text.ts';
import type { Send } from './sends.ts';
import { type Command, readCommands } from './shell.ts';

/** Whose scripts they are, and which signals were found in them. */
export interface ScriptUse {
  readonly task: string;
  readonly sends: readonly Send[];
  /** Position of the first of these signals in the deployment. */
  readonly first: number;
}

/** Where the scripts are added, and which resources `cfn-signal --resource` may name. */
export interface CommandContext {
  readonly builder: DeploymentBuilder;
  readonly accepts: (resource: string) => boolean;
}

/** What the shell scripts of a task do, command by command; scripts in other languages are left out. */
export function emitScripts(scripts: readonly ScriptText[], use: ScriptUse, context: CommandContext): void {
  for (const script of scripts) {
    const isShell = /^\s*#!.*\b(?:ba|da|k|z)?sh\b/.test(script.text);
    const commands = isShell ? readCommands(script.text) : [];
    const span = script.spanOf(0, script.text.length);
    if (commands.length === 0 || span === null) continue;
    context.builder.addScript({
      task: use.task,
      stopsAtFailure: stopsAtFailure(script.text, commands),
      signalsFailure: signalsFailure(commands, use.sends),
      commands: commands.flatMap((command) => commandOf(command, script, { use, context })),
      span,
    });
  }
}

/** By its first line or an unconditional `set -e`. */
function stopsAtFailure(text: string, commands: readonly Command[]): boolean {
  if (/^\s*#!\S+(?:[ \t]+\S+)*[ \t]+-\w*e/.test(text)) return true;
  return commands.some(
    ({ text: command, isConditional, function: inside }) =>
      !isConditional && inside === null && /^set\s+(?:-o\s+errexit|-\w*e)/.test(command),
  );
}

/** A trap, or a signal whose status is or may be FAILURE, shows that somebody thought of it. */
function signalsFailure(commands: readonly Command[], sends: readonly Send[]): boolean {
  return commands.some(({ text }) => /^trap\b/.test(text)) || sends.some(({ status }) => status !== 'SUCCESS');
}

interface Reading {
  readonly use: ScriptUse;
  readonly context: CommandContext;
}

function commandOf(command: Command, script: ScriptText, reading: Reading): readonly ScriptCommand[] {
  const span = script.spanOf(command.start, command.end);
  if (span === null || command.isHereDocument || command.function !== null) return [];
  const signal = signalOf(command, span, reading);
  return [
    {
      text: command.text
        .replace(/[\uE000-\uF8FF]\d*/g, '')
        .replace(/\s+/g, ' ')
        .trim()
        .slice(0, MOST_SHOWN),
      span,
      inBackground: command.isBackground,
      isConditional: command.isConditional || command.loop !== null,
      does: signal === null ? (WORK.test(command.text) ? 'work' : 'other') : 'signal',
      ...(signal === null ? {} : { signal }),
    },
  ];
}

const MOST_SHOWN = 80;

/** Commands that install, configure or start something: what a signal stands for. */
const WORK =
  /^(?:sudo\s+)?(?:\S*\/)?(?:yum|dnf|apt-get|apt|zypper|pip3?|npm|gem|systemctl\s+(?:re)?start|service\s+\S+\s+(?:re)?start|docker|podman|puppet|chef-\w+|ansible\S*|make|cfn-init|rpm|dpkg|\S*(?:install|setup|configure|deploy)\S*)\b/;

function signalOf(command: Command, span: Span, { use, context }: Reading): ScriptSignal | null {
  const statusFrom = /\s-e\s+["']?\$|--exit-code[\s=]+["']?\$/.test(command.text) ? 'exit-status' : 'fixed';
  const index = use.sends.findIndex((send) => send.span.line === span.line && send.span.file === span.file);
  const target = /cfn-signal\b.*\s--resource[\s=]+["']?([\w-]+)/.exec(command.text)?.[1];
  if (target !== undefined) {
    const accepts = context.accepts(target);
    return { signal: index === -1 ? null : use.first + index, statusFrom, target: { resource: target, accepts } };
  }
  return index === -1 ? null : { signal: use.first + index, statusFrom };
}
