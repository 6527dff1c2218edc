import { and } from '../../../model/condition.ts';
import type { Span } from '../../../model/span.ts';
import { isUnknown, type Maybe, unknown } from '../../../model/unknown.ts';
import type { DocumentNode } from '../../document/node.ts';
import { emitScripts } from '../../script/script-commands.ts';
import type { ScriptText } from '../../script/script-text.ts';
import { findSends, isShellScript, type Send } from '../../script/sends.ts';
import type { ResourceInstance } from '../instance.ts';
import type { Origin } from '../scope.ts';
import { bootScripts, deploymentScripts } from '../script/boot-scripts.ts';
import { mappingOf } from '../template.ts';
import { configOf } from './configs.ts';
import { type Emission, product } from './emission.ts';
import { roleOf } from './roles.ts';
import { type Source, sourcesOf } from './sources.ts';

/**
 * The signals of a server's boot scripts or of a deployment's configuration.
 * @param hasHandles whether there is any handle at all: without one nothing has to be looked for
 */
export function emitSignals(resource: ResourceInstance, emission: Emission, hasHandles: boolean): void {
  const role = roleOf(resource);
  // Nobody knows what a type that Heat does not know makes of a handle: it may signal.
  if (hasHandles && resource.implementation.kind === 'unknown') {
    const named = new Map(handlesNamedBy(resource, emission).map(({ source }) => [source.resource.id, source]));
    for (const source of named.values()) addUnread(source, resource.id, resource, emission);
  }
  if (role !== 'server' && role !== 'deployment') return;
  const sender =
    role === 'server' ? (emission.bootOf.get(resource.id) ?? resource.id) : emission.runOf.get(resource.id);
  if (sender === undefined) return;
  const config = role === 'deployment' ? configOf(resource, emission) : null;
  const found =
    role === 'server' ? bootScripts(resource, emission) : config ? deploymentScripts(config, emission) : null;
  const scripts = found?.scripts ?? [];
  const bound = role === 'deployment' ? boundInputs(resource, emission) : new Map<string, Source>();
  const sends = scripts.flatMap((script, index) => sendsOf(script, bound, index === scripts.length - 1));
  const first = emission.builder.signalCount;
  for (const send of sends) addSignal(send, sender, resource, emission);
  const accepts = (target: string): boolean => !emission.builder.hasHandle(target);
  emitScripts(scripts, { task: sender, sends, first }, { builder: emission.builder, accepts });
  const understood = handlesUnderstood(scripts, bound);
  const rendered = new Set(found?.rendered.map(({ node }) => node));
  const isRead = scripts.every((script) => script.gaps.length === 0);
  if (!hasHandles) return;
  const texts = [...(found?.rendered ?? []), ...(found?.partly ?? [])];
  for (const { source, text } of [...handlesNamedBy(resource, emission), ...handlesIn(texts, emission)]) {
    // All that the text of a script makes of a handle has been seen, even when it makes nothing of it.
    if (understood.has(source.resource.id) || (isRead && rendered.has(text))) continue;
    understood.add(source.resource.id);
    addUnread(source, sender, resource, emission);
  }
}

/** Handles whose every use in the scripts has been looked at. */
function handlesUnderstood(scripts: readonly ScriptText<Source>[], bound: ReadonlyMap<string, Source>): Set<string> {
  const inText = scripts.flatMap(({ references }) => references).filter(isHandle);
  const isReadable = scripts.length > 0 && scripts.every((script) => script.gaps.length === 0 && isShellScript(script));
  return new Set([...inText, ...(isReadable ? bound.values() : [])].map(({ resource }) => resource.id));
}

/** A signal before another script of the same boot is not at its end. */
function sendsOf(
  script: ScriptText<Source>,
  bound: ReadonlyMap<string, Source>,
  isLast: boolean,
): readonly Send<Source>[] {
  const sends = findSends(script, { isHandle, bound });
  return isLast ? sends : sends.map((send) => ({ ...send, at: 'start' as const }));
}

function isHandle(source: Source): boolean {
  return roleOf(source.resource) === 'handle';
}

interface NamedHandle {
  readonly source: Source;
  /** The text of a property or of the metadata that names it. */
  readonly text: DocumentNode;
}

/** Every handle that the text of a resource names, read or not. */
function handlesNamedBy(resource: ResourceInstance, emission: Emission): readonly NamedHandle[] {
  const origins: Origin[] = [];
  for (const key of resource.properties.keys()) {
    const origin = resource.properties.get(key.text);
    if (origin) origins.push(origin);
  }
  if (resource.metadata) origins.push(resource.metadata);
  return handlesIn(origins, emission);
}

function handlesIn(origins: readonly Origin[], emission: Emission): readonly NamedHandle[] {
  return origins.flatMap((origin) =>
    sourcesOf(origin, emission)
      .filter(isHandle)
      .map((source) => ({ source, text: origin.node })),
  );
}

/** Inputs of a deployment reach its script as variables of the same names. */
function boundInputs(resource: ResourceInstance, emission: Emission): Map<string, Source> {
  const bound = new Map<string, Source>();
  const origin = resource.properties.get('input_values');
  for (const { key, value } of mappingOf(origin?.node)?.entries ?? []) {
    const source = sourcesOf({ node: value, scope: origin!.scope }, emission).find(isHandle);
    if (source) bound.set(key.text, source);
  }
  return bound;
}

function addSignal(send: Send<Source>, sender: string, resource: ResourceInstance, emission: Emission): void {
  const members = emission.multiplicityOf(resource);
  const isOfMachine = send.id === null && send.byCfnSignal;
  if (isUnknown(send.status) && isUnknown(send.id) && send.isOptional)
    sayUnread(send.handle, resource, send.span, emission);
  emission.builder.addSignal({
    handle: send.handle.resource.id,
    sender,
    // cfn-signal sends an id of the machine's own, so a second signal of the same machine replaces the first.
    id: isOfMachine ? sender : send.id,
    status: send.status,
    at: send.at,
    optional: send.isOptional,
    ...(send.endsScript ? { endsTask: true } : {}),
    multiplicity: distinct(send, members, isOfMachine),
    when: and(emission.whenOf(resource), send.handle.when),
    span: send.span,
  });
}

/** Members that send one and the same id count once. */
function distinct(send: Send<Source>, members: Maybe<number>, isOfMachine: boolean): Maybe<number> {
  const isConstant = send.id !== null && !isUnknown(send.id);
  if (isConstant && members !== 1 && !/%index%/.test(send.id as string)) return 1;
  return isOfMachine ? members : product(send.multiplicity, members);
}

/** A handle that a script has and whose use cannot be seen: it may or may not signal. */
function addUnread(source: Source, sender: string, resource: ResourceInstance, emission: Emission): void {
  const cause = unknown(`how '${resource.id}' uses the handle '${source.resource.id}' cannot be read`, source.span);
  sayUnread(source, resource, source.span, emission);
  emission.builder.addUnknown(cause);
  emission.builder.addSignal({
    handle: source.resource.id,
    sender,
    id: cause,
    status: cause,
    at: 'start',
    optional: true,
    multiplicity: cause,
    when: emission.whenOf(resource),
    span: source.span,
  });
}

function sayUnread(source: Source, resource: ResourceInstance, span: Span, emission: Emission): void {
  const message = `how '${resource.id}' uses the handle '${source.resource.id}' cannot be read`;
  emission.session.reporter.say('heat-unread-script', message, span, { confidence: 'possible' });
}
