import { ROOT } from '../../model/builder.ts';
import type { Reason, ReasonKind } from '../../model/deployment.ts';
import type { Span } from '../../model/span.ts';
import type { DocumentNode, ScalarNode } from '../document/node.ts';
import { linkValues, readProvided } from './link-values.ts';
import type { HostDraft, Named, Names, TaskDraft } from './names.ts';
import type { Reading } from './reading.ts';

/** Adds every order between tasks: what hosts imply, `after:`, and the values that pass. */
export function linkTasks(names: Names, reading: Reading): void {
  const linker = new TaskLinker(names, reading);
  for (const host of names.hosts.values()) linker.linkHost(host);
  for (const task of names.tasks.values()) readProvided(task, reading);
  for (const task of names.tasks.values()) {
    linker.linkAfter(task.body?.get('after'), { tasks: [task], from: task.host });
    linkValues(task, linker);
  }
}

interface Dependents {
  readonly tasks: readonly TaskDraft[];
  /** The host whose names may be written without it. */
  readonly from: HostDraft | null;
}

/** States each order in both graphs: in the native format each task is a resource of its own. */
export class TaskLinker {
  readonly names: Names;
  readonly reading: Reading;
  readonly #done = new Map<string, string>();

  constructor(names: Names, reading: Reading) {
    this.names = names;
    this.reading = reading;
  }

  linkHost(host: HostDraft): void {
    const { base, components } = host;
    if (base) for (const { id, span } of components) this.add(base.id, id, reason('hosted-on', 'host', span));
    if (host.isListed) this.#linkListed(components);
    // What waits for the base waits with it; a host without a base waits as each of its components.
    this.linkAfter(host.body.get('after'), { tasks: base ? [base] : components, from: host });
  }

  /**
   * Each component after those listed before it. Nothing comes after an untracked one; past one that may not exist, the
   * order reaches back to the nearest that exists whenever this one does.
   */
  #linkListed(components: readonly TaskDraft[]): void {
    let before: TaskDraft[] = [];
    for (const component of components) {
      for (const { id } of before) this.add(id, component.id, reason('sequence', 'components', component.span));
      if (!component.tracked) continue;
      before = component.when === null ? [component] : [...before, component];
    }
  }

  linkAfter(node: DocumentNode | undefined, dependents: Dependents): void {
    const { reader } = this.reading;
    for (const item of reader.list(node)) {
      const scalar = reader.text(item, "'after'", 'the name of a task or host, or a list of them');
      const named = scalar && this.names.resolve(scalar, dependents.from, reader);
      if (!scalar || !named || !this.isPossible(named, dependents.tasks, scalar)) continue;
      const prerequisite = named.kind === 'task' ? named.task.id : this.#doneOf(named.host);
      for (const { id } of dependents.tasks) this.add(prerequisite, id, reason('explicit', 'after', scalar.span));
    }
  }

  /** Whether the dependents can be ordered after it; if not, says why. */
  isPossible(named: Named, dependents: readonly TaskDraft[], at: ScalarNode): boolean {
    const { diagnostics } = this.reading.reader;
    const isSelf = dependents.some((task) => (named.kind === 'task' ? task === named.task : task.host === named.host));
    if (isSelf) {
      const inside = named.kind === 'host' ? `the host '${named.host.name}' that it is a part of` : 'itself';
      diagnostics.add(
        'self-dependency',
        `${dependents.map(({ id }) => `'${id}'`).join(', ')} is ordered after ${inside}`,
        at.span,
      );
      return false;
    }
    if (named.kind === 'host' || named.task.tracked) return true;
    const { id, span } = named.task;
    const remedy = 'let it signal a handle at its end and wait for that';
    const message = `'${id}' is untracked, so nothing can be ordered after it; ${remedy}`;
    diagnostics.add('after-untracked', message, at.span, { related: [{ message: `'${id}' is defined here`, span }] });
    return false;
  }

  add(prerequisite: string, dependent: string, why: Reason): void {
    this.reading.builder.addDependency(prerequisite, dependent, why);
    this.reading.builder.addResourceDependency(prerequisite, dependent, why);
  }

  /** The milestone that stands for a whole host, after each of its tracked tasks: linear, where pairs would not be. */
  #doneOf(host: HostDraft): string {
    const known = this.#done.get(host.name);
    if (known !== undefined) return known;
    const id = `${host.name}.done`;
    this.#done.set(host.name, id);
    const fact = { id, type: 'milestone', when: host.when, span: host.span };
    this.reading.builder.addResource({ ...fact, name: id, stack: ROOT });
    this.reading.builder.addTask({ ...fact, kind: 'milestone', group: host.name, resource: id });
    for (const task of [...(host.base ? [host.base] : []), ...host.components]) {
      if (task.tracked) this.add(task.id, id, reason('implicit', 'a host is done when all on it is done', host.span));
    }
    return id;
  }
}

function reason(kind: ReasonKind, via: string, span: Span): Reason {
  return { kind, via, span, value: null, when: null };
}
