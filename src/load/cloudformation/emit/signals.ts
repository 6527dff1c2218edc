import { and } from '../../../model/condition.ts';
import { isUnknown, type Maybe, unknown } from '../../../model/unknown.ts';
import { emitScripts } from '../../script/script-commands.ts';
import type { ScriptText } from '../../script/script-text.ts';
import { findSends, isShellScript, type Send } from '../../script/sends.ts';
import type { ResourceInstance } from '../stack.ts';
import type { Emission, Source } from './emission.ts';
import { initOf, type Launch, launchOf } from './launch.ts';
import { roleOf } from './roles.ts';
import { initScript, linesText, scriptText } from './script-text.ts';
import { sizeOf } from './tasks.ts';
import { Unread } from './unread.ts';
import { waitsBySignals } from './waits.ts';

/** Who signals what: as far as the scripts of machines can be read, and beyond that as something unknown. */
export function emitSignals(emission: Emission): void {
  const unread = new Unread(emission);
  const launched = new Set<ResourceInstance>();
  for (const resource of emission.resources.values()) {
    const sender = emission.bootOf.get(resource.id);
    if (sender === undefined) continue;
    const launch = launchOf(resource, emission);
    for (const part of launch.parts) launched.add(part);
    const scripts = scriptsOf(resource, launch, emission);
    emitOf({ owner: resource, sender, machineId: sender, launch, scripts }, emission, unread);
  }
  for (const [id, { machine, commands }] of emission.software) {
    const owner = emission.resources.get(id)!;
    launched.add(owner);
    const scripts = commands ? [linesText(commands, owner.stack, emission)] : [];
    // cfn-signal says which machine it is, whatever runs it there.
    const machineId = emission.bootOf.get(machine.id) ?? machine.id;
    const launch = { userData: null, hasInit: false, parts: [owner] };
    emitOf({ owner, sender: emission.runOf.get(id)!, machineId, launch, scripts }, emission, unread);
  }
  for (const resource of emission.resources.values()) {
    const isMore = resource.child === null && roleOf(resource) !== 'wait' && roleOf(resource) !== 'handle';
    if (isMore && !launched.has(resource)) unread.ofResource(resource);
  }
  unread.ofOutputs();
  for (const resource of emission.resources.values()) if (waitsBySignals(resource, emission)) unread.ofPolicy(resource);
}

/** What runs on a machine, and the scripts in which it signals. */
interface Running {
  /** The machine itself, or the association that runs on it. */
  readonly owner: ResourceInstance;
  readonly sender: string;
  /** What `cfn-signal` says who it is, unless told otherwise. */
  readonly machineId: string;
  readonly launch: Launch;
  readonly scripts: readonly ScriptText<Source>[];
}

function emitOf(running: Running, emission: Emission, unread: Unread): void {
  const { owner, sender, launch, scripts } = running;
  const context = {
    isHandle: ({ resource, attribute }: Source) => roleOf(resource) === 'handle' && attribute === null,
    targetOf: (name: string): Source | undefined => {
      const resource = owner.stack.resources.get(name);
      if (!resource || !waitsBySignals(resource, emission)) return undefined;
      return { resource, attribute: null, span: owner.span, when: null };
    },
  };
  const sends = scripts.flatMap((script, index) => {
    const found = findSends(script, context);
    const isLast = index === scripts.length - 1 || (index === scripts.length - 2 && endsWithInit(scripts.at(-1)!));
    return isLast ? found : found.map((send) => ({ ...send, at: 'start' as const }));
  });
  const first = emission.builder.signalCount;
  for (const send of sends) addSignal(send, running, emission);
  const accepts = (name: string): boolean => {
    const resource = owner.stack.resources.get(name);
    return resource === undefined || roleOf(resource) !== 'handle';
  };
  emitScripts(scripts, { task: sender, sends, first }, { builder: emission.builder, accepts });
  const isRead = scripts.every((script) => script.gaps.length === 0 && isShellScript(script));
  unread.ofMachine({ machine: owner, sender, launch, scripts, sends, isRead });
}

/** What `cfn-init` does, when the user data calls it, before the user data itself. */
function scriptsOf(machine: ResourceInstance, launch: Launch, emission: Emission): readonly ScriptText<Source>[] {
  if (!launch.userData) return [];
  const userData = scriptText(launch.userData.node, launch.userData.stack, emission);
  if (!/\bcfn-init\b/.test(userData.text)) return [userData];
  const inits = launch.parts.flatMap((part) => initOf(part) ?? []);
  return [...inits.map((init) => initScript(init, machine.stack, emission)), userData].filter(
    ({ text }) => text !== '',
  );
}

/** Whether the user data does nothing more, signals aside, once `cfn-init` is done. */
function endsWithInit({ text }: ScriptText<Source>): boolean {
  const lines = text.replace(/\\\r?\n/g, ' ').split(/\r?\n/);
  const work = lines.filter((line) => !/^\s*(?:#|<\/?\w+>|$)|\bcfn-signal\b/.test(line));
  return /\bcfn-init\b/.test(work.at(-1) ?? '');
}

function addSignal(send: Send<Source>, { owner, sender, machineId }: Running, emission: Emission): void {
  const members = sizeOf(owner);
  // cfn-signal sends the id of the machine, so a second signal of the same machine is a repeat and is ignored.
  const isOfMachine = send.id === null && send.byCfnSignal;
  emission.builder.addSignal({
    handle: send.handle.resource.id,
    sender,
    id: isOfMachine ? machineId : (send.id ?? unknown('the service makes up an id', send.span)),
    status: send.status,
    at: send.at,
    optional: send.isOptional,
    ...(send.endsScript ? { endsTask: true } : {}),
    multiplicity: distinct(send, members, isOfMachine),
    when: and(owner.when, send.handle.when),
    span: send.span,
  });
}

/** Members that send one and the same id count once. */
function distinct(send: Send<Source>, members: Maybe<number>, isOfMachine: boolean): Maybe<number> {
  const isConstant = send.id !== null && !isUnknown(send.id);
  if (isConstant) return 1;
  if (isOfMachine || isUnknown(members)) return members;
  return isUnknown(send.multiplicity) ? send.multiplicity : send.multiplicity * members;
}
