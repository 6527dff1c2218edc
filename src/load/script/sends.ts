import type { Span } from '../../model/span.ts';
import { isUnknown, type Maybe, unknown } from '../../model/unknown.ts';
import { MARK, type ScriptSource, type ScriptText } from './script-text.ts';
import { type Command, type Loop, readCommands } from './shell.ts';

/** A signal that a script sends, as far as it can be read. */
export interface Send<S extends ScriptSource = ScriptSource> {
  readonly handle: S;
  /** Null: the script gives none. */
  readonly id: Maybe<string> | null;
  readonly status: Maybe<'SUCCESS' | 'FAILURE'>;
  readonly at: 'start' | 'end';
  readonly isOptional: boolean;
  /** Whether the script exits right after it. */
  readonly endsScript: boolean;
  readonly multiplicity: Maybe<number>;
  /** Whether `cfn-signal` sends it, which gives an id of the machine's own when none is said. */
  readonly byCfnSignal: boolean;
  readonly span: Span;
}

/** How deep functions of a script are followed. */
const DEEPEST_CALL = 5;

/** The signals that a script sends. */
export function findSends<S extends ScriptSource>(script: ScriptText<S>, context: SendContext<S>): readonly Send<S>[] {
  return new Finder(script, context).find();
}

/** What a script may send to. */
export interface SendContext<S extends ScriptSource> {
  /** Which references are handles. */
  readonly isHandle: (source: S) => boolean;
  /** Variables that are set before the script runs, such as the inputs of a deployment. */
  readonly bound?: ReadonlyMap<string, S>;
  /** What `cfn-signal --resource NAME` sends to; undefined where the engine has no such signals, or no such name. */
  readonly targetOf?: (name: string) => S | undefined;
}

/** Whether the script says nothing else of itself. */
export function isShellScript({ text }: ScriptText): boolean {
  return !text.startsWith('#!') || /^#!.*\b(?:ba|da|k|z)?sh\b/.test(text);
}

class Finder<S extends ScriptSource> {
  readonly #script: ScriptText<S>;
  readonly #isHandle: (source: S) => boolean;
  readonly #targetOf: NonNullable<SendContext<S>['targetOf']>;
  readonly #variables: Map<string, S>;
  readonly #commands: readonly Command[];
  readonly #functions: ReadonlySet<string>;
  /** The command behind the one that begins at an offset. */
  readonly #following: ReadonlyMap<number, Command>;
  readonly #sends: Send<S>[] = [];

  constructor(script: ScriptText<S>, { isHandle, bound = new Map(), targetOf = () => undefined }: SendContext<S>) {
    this.#script = script;
    this.#isHandle = isHandle;
    this.#targetOf = targetOf;
    this.#variables = new Map(bound);
    this.#commands = readCommands(script.text);
    this.#functions = new Set(this.#commands.flatMap((command) => command.function ?? []));
    this.#following = new Map(this.#commands.slice(1).map((next, index) => [this.#commands[index]!.start, next]));
  }

  find(): readonly Send<S>[] {
    const main = this.#commands.filter((command) => command.function === null);
    const isShell = isShellScript(this.#script);
    let lastWork = main.length - 1;
    while (lastWork >= 0 && !this.#isWork(main[lastWork]!)) lastWork -= 1;
    for (const [index, command] of main.entries()) {
      // What stands behind an unconditional `exit` is never reached.
      if (/^exit\b/.test(command.text) && !command.isConditional && command.loop === null) break;
      const isLast = index >= lastWork && !this.#isStillBusy(main.slice(0, index));
      this.#visit(command, { command, isLast, isShell }, 0);
    }
    return this.#sends;
  }

  /** @param site where the main script runs this command, itself or through functions */
  #visit(command: Command, site: Site, depth: number): void {
    const called = this.#calledFunction(command);
    if (called !== null && depth < DEEPEST_CALL) {
      for (const inner of this.#commands) {
        if (inner.function !== called) continue;
        const isConditional = inner.isConditional || site.command.isConditional;
        this.#visit({ ...inner, isConditional }, site, depth + 1);
      }
      return;
    }
    const handles = this.#handlesIn(command.text);
    const variable = ASSIGNMENT.exec(command.text)?.[1];
    if (variable !== undefined) {
      if (handles[0]) this.#variables.set(variable, handles[0]);
      return;
    }
    for (const handle of handles) this.#sends.push(this.#sendOf(handle, command, site));
  }

  #sendOf(handle: S, command: Command, site: Site): Send<S> {
    const span = this.#script.spanOf(command.start, command.end) ?? handle.span;
    const isRead = site.isShell && !command.isHereDocument && this.#sendsIt(command.text);
    const loop = command.loop ?? site.command.loop;
    const isBackground = command.isBackground || site.command.isBackground;
    if (!isRead) {
      const cause = unknown('what the script does with the handle cannot be read', span);
      const nothing = {
        id: cause,
        status: cause,
        at: 'start',
        isOptional: true,
        endsScript: false,
        multiplicity: cause,
      } as const;
      return { handle, ...nothing, byCfnSignal: false, span };
    }
    const byCfnSignal = CFN_SIGNAL.test(command.text);
    const said = byCfnSignal ? readCfnSignal(command.text, span) : readRequest(command.text, span);
    const repeated = repetition(loop, said.id, span);
    return {
      handle,
      id: repeated.id,
      status: said.status,
      at: site.isLast && !isBackground ? 'end' : 'start',
      isOptional: command.isConditional || site.command.isConditional || (loop !== null && loop.count === null),
      endsScript: this.#exitsAfter(command),
      multiplicity: repeated.multiplicity,
      byCfnSignal,
      span,
    };
  }

  /** `notify FAILURE; exit 1`: what the main script sends later is then never sent. */
  #exitsAfter(command: Command): boolean {
    const next = this.#following.get(command.start);
    return next !== undefined && next.function === command.function && /^exit\b/.test(next.text);
  }

  #calledFunction(command: Command): string | null {
    const word = /^[\w-]+/.exec(command.text)?.[0];
    return word !== undefined && this.#functions.has(word) ? word : null;
  }

  #handlesIn(text: string): readonly S[] {
    const named = [...text.matchAll(/\$\{?(\w+)\}?/g)].map((match) => this.#variables.get(match[1]!));
    const all = [...this.#script.referencesIn(text), ...named].filter((one): one is S => one !== undefined);
    const target = CFN_SIGNAL.test(text) ? RESOURCE_OPTION.exec(text)?.[1] : undefined;
    const resource = target === undefined ? undefined : this.#targetOf(target);
    if (resource) return [resource];
    const handles = new Map(all.filter(this.#isHandle).map((source) => [source.resource.id, source]));
    return [...handles.values()];
  }

  /** Whether a command sends: it is the handle's own `curl` call, or a program that makes a request. */
  #sendsIt(text: string): boolean {
    const words = text.replace(/^(?:sudo|eval|exec|nohup|time|\$\(|`|!|["'\s]|\w+=\S*\s)+/, '');
    const first = words.replace(MARK, (match) => (this.#script.referencesIn(match).some(this.#isHandle) ? '@' : match));
    const variable = /^\$\{?(\w+)\}?/.exec(words)?.[1];
    return first.startsWith('@') || (variable !== undefined && this.#variables.has(variable)) || PROGRAM.test(words);
  }

  /** Whether a command does anything that a signal before it does not wait for. */
  #isWork(command: Command): boolean {
    if (command.isHereDocument || IDLE.test(command.text)) return false;
    return this.#handlesIn(command.text).length === 0 && !this.#onlySignals(command);
  }

  /** Whether work was sent to the background, and nobody has waited for it. */
  #isStillBusy(before: readonly Command[]): boolean {
    const waited = before.map(({ text }) => /^wait\b/.test(text)).lastIndexOf(true);
    return before
      .slice(waited + 1)
      .some((command) => command.isBackground && !SERVICE.test(command.text) && this.#isWork(command));
  }

  #onlySignals(command: Command): boolean {
    const called = this.#calledFunction(command);
    if (called === null) return false;
    return this.#commands
      .filter((inner) => inner.function === called)
      .every((inner) => IDLE.test(inner.text) || this.#handlesIn(inner.text).length > 0);
  }
}

interface Site {
  readonly command: Command;
  /** Whether nothing of substance comes after it. */
  readonly isLast: boolean;
  readonly isShell: boolean;
}

/** One value set and nothing run: no command behind it, no `$(…)` inside. */
const ASSIGNMENT = /^(?:export\s+|local\s+|readonly\s+)?(\w+)=(?:"[^"`]*"|'[^']*'|[^\s"'`]*)$/;
const CFN_SIGNAL = /(?:^|[\s/])cfn-signal\b/;
/** Source: the options of cfn-signal in the CloudFormation user guide. */
export const RESOURCE_OPTION = /\s--resource[\s=]+["']?([\w-]+)/;
const PROGRAM = /^(?:\S*\/)?(?:cfn-signal|curl|wget|http|heat-config-notify)\b/;
/** What is sent to the background to stay there. */
const SERVICE = /^(?:sudo\s+)?(?:nohup|setsid)\b/;
/** Commands that a signal need not wait for. */
const IDLE = /^(?:#|\)|exit|return|echo|printf|true|false|:|sync|logger|wait|set|unset|rm -f \/tmp|[\w*"'-]+\)|$)/;

interface Said {
  readonly id: Maybe<string> | null;
  readonly status: Maybe<'SUCCESS' | 'FAILURE'>;
}

/** `cfn-signal -e 0 -r reason -i id URL`. Source: the options of cfn-signal in heat-cfntools. */
function readCfnSignal(text: string, span: Span): Said {
  const option = (names: string): string | undefined =>
    new RegExp(`\\s(?:${names})[\\s=]+("[^"]*"|'[^']*'|\\S+)`).exec(text)?.[1]?.replace(/^["']|["']$/g, '');
  const exit = option('-e|--exit-code');
  const success = option('-s|--success');
  const id = option('-i|--id');
  const status = exit ?? (success === undefined ? '0' : success === 'true' ? '0' : success === 'false' ? '1' : '$');
  return {
    id: id === undefined ? null : computed(id, span),
    status: /^\d+$/.test(status)
      ? Number(status) === 0
        ? 'SUCCESS'
        : 'FAILURE'
      : unknown('the script computes the status', span),
  };
}

/** A request with JSON as its data: every key may be left out. Source: `normalise_signal_data` of the handles. */
function readRequest(text: string, span: Span): Said {
  const data = /\s(?:--data-binary|--data-raw|--data|-d|--post-data)[\s=]+(.*)$/s.exec(text)?.[1];
  if (data === undefined) return { id: null, status: 'SUCCESS' };
  const body = data.replaceAll('\\"', '"');
  if (!body.includes('{')) {
    const cause = unknown('the data of the signal are not in the script', span);
    return { id: cause, status: cause };
  }
  const value = (key: string): string | undefined =>
    new RegExp(`["']?${key}["']?\\s*:\\s*["']?([^"',}]+)`, 'i').exec(body)?.[1]?.trim();
  const status = value('status')?.toUpperCase();
  const id = value('(?:unique)?id');
  return {
    id: id === undefined ? null : computed(id, span),
    status:
      status === undefined
        ? 'SUCCESS'
        : status === 'SUCCESS' || status === 'FAILURE'
          ? status
          : unknown('the script computes the status', span),
  };
}

function computed(id: string, span: Span): Maybe<string> {
  return /[$`]/.test(id) ? unknown(`the script computes the id '${id}'`, span) : id;
}

/** A loop sends as often as it runs; the same id each time counts once. */
function repetition(
  loop: Loop | null,
  id: Said['id'],
  span: Span,
): { readonly id: Said['id']; readonly multiplicity: Maybe<number> } {
  if (loop === null || (id !== null && !isUnknown(id))) return { id, multiplicity: 1 };
  return { id, multiplicity: loop.count ?? unknown('how often the loop runs is known only at run time', span) };
}
