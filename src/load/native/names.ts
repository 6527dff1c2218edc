import type { Condition } from '../../model/condition.ts';
import type { Span } from '../../model/span.ts';
import type { MappingNode, ScalarNode } from '../document/node.ts';
import { type NodeReader, quote } from './node-reader.ts';

/** A task as read, before its references are resolved. */
export interface TaskDraft {
  readonly id: string;
  /** Null for a task on no host. */
  readonly host: HostDraft | null;
  /** Null when only a duration was written. */
  readonly body: MappingNode | null;
  readonly tracked: boolean;
  /** Its own condition, without its host's. */
  readonly when: Condition | null;
  readonly span: Span;
  readonly provides: Set<string>;
}

export interface HostDraft {
  readonly name: string;
  readonly body: MappingNode;
  readonly when: Condition | null;
  readonly span: Span;
  readonly isListed: boolean;
  base: TaskDraft | null;
  /** In the order of the list, without the base. */
  readonly components: TaskDraft[];
}

/** What a reference may name: a task, or a whole host. */
export type Named =
  | { readonly kind: 'task'; readonly task: TaskDraft }
  | { readonly kind: 'host'; readonly host: HostDraft };

/** All tasks and hosts of a document by name. */
export class Names {
  readonly tasks = new Map<string, TaskDraft>();
  readonly hosts = new Map<string, HostDraft>();

  /** A bare name means a sibling on the same host first, then a task on no host, then a whole host. */
  find(name: string, from: HostDraft | null): Named | null {
    const task = (from && this.tasks.get(`${from.name}.${name}`)) ?? this.tasks.get(name);
    if (task) return { kind: 'task', task };
    const host = this.hosts.get(name);
    return host ? { kind: 'host', host } : null;
  }

  /** As `find`; a name that is not defined is reported at its place. */
  resolve(scalar: ScalarNode, from: HostDraft | null, reader: NodeReader): Named | null {
    const found = this.find(scalar.text, from);
    if (found) return found;
    const hint = reader.suggester.didYouMean(scalar.text, this.#candidates(from));
    const message = `${quote(scalar.text)} is neither a task nor a host${hint}`;
    reader.diagnostics.add('unknown-name', message, scalar.span);
    return null;
  }

  *#candidates(from: HostDraft | null): Generator<string> {
    if (from?.base) yield 'base';
    if (from) for (const { id } of from.components) yield id.slice(from.name.length + 1);
    yield* this.tasks.keys();
    yield* this.hosts.keys();
  }
}
