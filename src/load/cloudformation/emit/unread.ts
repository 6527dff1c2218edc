import type { Span } from '../../../model/span.ts';
import { type Unknown, unknown } from '../../../model/unknown.ts';
import type { ScriptText } from '../../script/script-text.ts';
import type { Send } from '../../script/sends.ts';
import type { ResourceInstance } from '../stack.ts';
import type { Emission, Source } from './emission.ts';
import type { Launch } from './launch.ts';
import { roleOf } from './roles.ts';

/** A machine whose scripts were looked at. */
interface ReadMachine {
  readonly machine: ResourceInstance;
  readonly sender: string;
  readonly launch: Launch;
  readonly scripts: readonly ScriptText<Source>[];
  readonly sends: readonly Send<Source>[];
  /** Whether all of the scripts could be read. */
  readonly isRead: boolean;
}

/** Commands that bring in and run what the template does not hold: it may signal too. */
const OPEN_ENDED =
  /\b(?:curl|wget|aws\s+s3|git\s+clone|source|ansible\S*|chef\S*|puppet|salt\S*|ssm|Invoke-\w+|Start-BitsTransfer|DownloadFile|python\S*|(?:ba)?sh[ \t]+\S+|include)\b|(?:^|\n)\s*\.{1,2}\/?\s?\S/;

/**
 * Whoever has a handle, or the name of a resource that waits for signals, and whose text cannot be read: it may signal
 * or not, so an optional signal stands for it, and what waits is undecided rather than called hopeless.
 */
export class Unread {
  readonly #emission: Emission;
  readonly #signalled = new Set<string>();
  readonly #machines = new Map<string, ReadMachine>();

  constructor(emission: Emission) {
    this.#emission = emission;
  }

  ofMachine(read: ReadMachine): void {
    this.#machines.set(read.machine.id, read);
    const understood = new Set(read.sends.map(({ handle }) => handle.resource.id));
    for (const id of understood) this.#signalled.add(id);
    if (read.isRead)
      for (const source of read.scripts.flatMap(({ references }) => references)) understood.add(source.resource.id);
    for (const part of read.launch.parts) {
      for (const source of this.#handlesIn(part)) {
        if (understood.has(source.resource.id)) continue;
        understood.add(source.resource.id);
        this.#add(source.resource, { resource: read.machine, sender: read.sender }, source.span);
      }
    }
  }

  /** A resource that is no machine has a handle: a custom resource, a stack elsewhere. */
  ofResource(resource: ResourceInstance): void {
    for (const source of this.#handlesIn(resource)) {
      this.#add(source.resource, { resource, sender: this.#emission.doneOf(resource) }, source.span);
    }
  }

  /** A handle that the outputs give away is signalled by whoever reads them. */
  ofOutputs(): void {
    for (const stack of this.#emission.stacks) {
      if (stack.id !== '') continue;
      for (const { value } of stack.template.outputs.values()) {
        for (const { resource, span } of this.#emission.sourcesOf(value, stack)) {
          if (roleOf(resource) === 'handle') this.#add(resource, { resource, sender: resource.id }, span);
        }
      }
    }
  }

  /** A resource with a creation policy that nobody is seen to signal: only a closed script shows that nobody does. */
  ofPolicy(resource: ResourceInstance): void {
    if (this.#signalled.has(resource.id)) return;
    const read = this.#machines.get(resource.id);
    const isClosed =
      read?.isRead &&
      read.scripts.length > 0 &&
      !read.scripts.some(({ text }) => OPEN_ENDED.test(text.replace(/^\s*#!.*/, '')));
    const other = this.#mentioning(resource);
    if (isClosed && other === null) return;
    const by = other ?? resource;
    const sender = this.#emission.bootOf.get(by.id) ?? (other ? this.#emission.doneOf(by) : by.id);
    this.#add(resource, { resource: by, sender }, by.span);
  }

  /** Another resource that names this one and speaks of signals: a document, a function, a script in a file. */
  #mentioning(target: ResourceInstance): ResourceInstance | null {
    for (const resource of target.stack.resources.values()) {
      const { body } = resource.text;
      const text = body.source.text.slice(body.start, body.end);
      if (!/signal/i.test(text) || !text.includes(target.name)) continue;
      if (resource !== target && roleOf(resource) !== 'wait') return resource;
      const metadata = body.get('Metadata');
      if (metadata && /cfn-signal/.test(body.source.text.slice(metadata.start, metadata.end))) return resource;
    }
    return null;
  }

  #handlesIn({ text, stack }: ResourceInstance): readonly Source[] {
    return this.#emission.sourcesOf(text.body, stack).filter(({ resource }) => roleOf(resource) === 'handle');
  }

  #add(
    handle: ResourceInstance,
    by: { readonly resource: ResourceInstance; readonly sender: string },
    span: Span,
  ): void {
    const { builder, session } = this.#emission;
    const what = `how '${by.resource.id}' signals '${handle.id}', if it does, cannot be read`;
    const cause: Unknown = unknown(what, span);
    session.say('cfn-unread-script', what, span, { confidence: 'possible' });
    builder.addUnknown(cause);
    builder.addSignal({
      handle: handle.id,
      sender: by.sender,
      id: cause,
      status: cause,
      at: 'start',
      optional: true,
      multiplicity: cause,
      when: by.resource.when,
      span,
    });
  }
}
