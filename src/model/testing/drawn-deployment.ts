import { DeploymentBuilder, ROOT } from '../builder.ts';
import { type Condition, named, not } from '../condition.ts';
import type { Deployment, Reason, ReasonKind, TaskKind } from '../deployment.ts';
import type { Span } from '../span.ts';
import { isUnknown, unknown } from '../unknown.ts';

/** The arrows of a drawing and the reason each makes. */
const ARROWS: Readonly<Record<string, ReasonKind>> = {
  '->': 'explicit',
  '=>': 'value',
  '~>': 'implicit',
  '..>': 'reference',
};

/**
 * A deployment from a drawing, one statement a line; a span's line is the line of the drawing.
 *
 *     condition big = true | false | unknown
 *     host vmA: base a1 a2        a machine and its tasks
 *     host vmB: [b] b1 b2         the same, with the machine itself as a task that the others are hosted on
 *     stack inner: x y            a nested stack, enforced, with a begin and an end of its own
 *     network when big            a task on its own
 *     untracked boot
 *     a1 -> b1 when not big       b1 depends on a1 (=> by a value, ~> by a hidden rule, ..> by a reference)
 *
 * Each task is a resource of its own.
 */
export function drawnDeployment(drawing: string): Deployment {
  const lines = drawing.split('\n').map((text, index) => ({ text: text.trim(), span: lineSpan(text, index + 1) }));
  const untracked = new Set(
    lines.flatMap(({ text }) => (text.startsWith('untracked ') ? text.slice(10).split(' ') : [])),
  );
  const drawn = new Drawing(untracked);
  for (const { text, span } of lines) if (text !== '' && !text.startsWith('untracked ')) drawn.add(text, span);
  return drawn.builder.build();
}

export function lineSpan(text: string, line: number): Span {
  const column = text.length - text.trimStart().length + 1;
  return { file: 'drawing', line, column, endLine: line, endColumn: text.trimEnd().length + 1 };
}

class Drawing {
  readonly builder = new DeploymentBuilder({ file: 'drawing', format: 'drawing', version: '1' });
  readonly #stackOf = new Map<string, string>();
  readonly #untracked: ReadonlySet<string>;

  constructor(untracked: ReadonlySet<string>) {
    this.#untracked = untracked;
  }

  add(line: string, span: Span): void {
    const [text, guard] = line.split(' when ') as [string, string | undefined];
    const when = guard === undefined ? null : readGuard(guard);
    const condition = /^condition (\S+) = (\S+)$/.exec(text);
    const group = /^(host|stack) (\S+):(.*)$/.exec(text);
    const arrow = /^(\S+) (->|=>|~>|\.\.>) (\S+)$/.exec(text);
    if (condition) this.#condition(condition[1]!, condition[2]!, span);
    else if (group) this.#group(group[1] as 'host' | 'stack', group[2]!, { members: words(group[3]!), span });
    else if (arrow) this.#arrow(arrow[1]!, arrow[3]!, reason(ARROWS[arrow[2]!]!, { when, span }));
    else this.#task(text, { group: ROOT, stack: ROOT, when, span });
  }

  #condition(name: string, value: string, span: Span): void {
    const decided = value === 'unknown' ? unknown(`parameter '${name}' has no value`, span) : value === 'true';
    this.builder.addCondition({ name, value: decided, span });
    if (isUnknown(decided)) this.builder.addUnknown(decided);
  }

  #group(kind: 'host' | 'stack', id: string, { members, span }: { members: readonly string[]; span: Span }): void {
    if (kind === 'host') {
      this.builder.addGroup({ id, kind, parent: ROOT, host: { order: 'free', capacity: null }, span });
      this.#machine(id, members, span);
      return;
    }
    this.builder.addGroup({ id, kind, parent: ROOT, enforced: true, span });
    this.builder.addResource({ id, name: id, type: 'stack', stack: ROOT, when: null, span });
    const ends = [`${id}.begin`, `${id}.end`] as const;
    for (const end of ends) this.#part(end, { group: id, resource: id, kind: 'milestone', span });
    for (const member of members) {
      this.#stackOf.set(member, id);
      this.#task(member, { group: id, stack: id, when: null, span });
      this.builder.addDependency(ends[0], member, reason('sequence', { when: null, span }));
      this.builder.addDependency(member, ends[1], reason('sequence', { when: null, span }));
    }
  }

  #machine(group: string, members: readonly string[], span: Span): void {
    const itself = members.find((member) => member.startsWith('['))?.slice(1, -1);
    for (const member of members) {
      const id = member.startsWith('[') ? member.slice(1, -1) : member;
      this.#task(id, { group, stack: ROOT, when: null, span, kind: id === itself ? 'server' : 'component' });
      if (itself !== undefined && id !== itself) this.#arrow(itself, id, reason('hosted-on', { when: null, span }));
    }
  }

  #task(id: string, of: { group: string; stack: string; when: Condition | null; span: Span; kind?: TaskKind }): void {
    const { group, stack, when, span, kind = 'component' } = of;
    this.builder.addResource({ id, name: id, type: 'component', stack, when, span });
    this.#part(id, { group, resource: id, kind, when, span });
  }

  #part(
    id: string,
    of: { group: string; resource: string; kind: TaskKind; when?: Condition | null; span: Span },
  ): void {
    this.builder.addTask({ id, type: of.kind, tracked: !this.#untracked.has(id), when: null, ...of });
  }

  #arrow(prerequisite: string, dependent: string, why: Reason): void {
    const [from, to] = [this.#stackOf.get(prerequisite), this.#stackOf.get(dependent)];
    if (from === to) this.builder.addResourceDependency(prerequisite, dependent, why);
    else this.builder.addResourceDependency(from ?? prerequisite, to ?? dependent, why);
    this.builder.addDependency(prerequisite, dependent, why);
    if (from !== to && (from || to)) {
      this.builder.addDependency(from ? `${from}.end` : prerequisite, to ? `${to}.begin` : dependent, why);
    }
  }
}

function reason(kind: ReasonKind, { when, span }: { when: Condition | null; span: Span }): Reason {
  const via = { explicit: 'after', value: 'consumes', implicit: 'drawn rule', reference: 'refers' }[kind as string];
  const value = kind === 'value' ? { provided: 'out', consumed: 'in' } : null;
  return { kind, via: via ?? kind, span, value, when };
}

function readGuard(text: string): Condition {
  return text.startsWith('not ') ? not(named(text.slice(4))) : named(text);
}

function words(text: string): readonly string[] {
  return text.split(' ').filter((word) => word !== '');
}
