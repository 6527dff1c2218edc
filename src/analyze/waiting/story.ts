import type { Environment } from '../../model/condition.ts';
import type { Deployment, Reason, Signal, Task, Wait } from '../../model/deployment.ts';
import type { Related } from '../../model/diagnostic.ts';
import type { Span } from '../../model/span.ts';
import { isUnknown } from '../../model/unknown.ts';
import type { Evidence, ScheduleEvent, Step } from '../finding.ts';
import { arrowSentence, reasonPhrase } from '../reason-text.ts';
import type { Link } from './blame.ts';
import type { Instance } from './instance.ts';
import type { Transition } from './states.ts';

/** A chain of reasons in words, with the text behind each. */
export interface Story {
  /** Clauses, each with its subject: `'app' depends on 'wc' (depends_on)`. */
  readonly clauses: readonly string[];
  readonly related: readonly Related[];
  readonly steps: readonly Step[];
}

/** A task as people speak of it: a boot is the user data of the server, a mark of a group the group. */
export function taskPhrase(deployment: Deployment, id: string): string {
  const { kind, resource } = deployment.tasks.getNodeAttributes(id);
  if (kind === 'milestone') return `'${resource}'`;
  return kind === 'boot' && resource !== id ? `${USER_DATA}'${resource}'` : `'${id}'`;
}

const USER_DATA = 'the user data of ';

/** Senders without repetition, as a list of phrases. */
export function senderList(
  deployment: Deployment,
  signals: readonly Signal[],
  { limit = 4, or = false }: { readonly limit?: number; readonly or?: boolean } = {},
): string {
  const phrases = [...new Set(signals.map((signal) => taskPhrase(deployment, signal.sender)))];
  if (phrases.length < 2) return phrases.join('');
  // What they all are is said once: `the user data of 'a' and 'b'`.
  const common = phrases.every((phrase) => phrase.startsWith(USER_DATA)) ? USER_DATA : '';
  const names = phrases.map((phrase) => phrase.slice(common.length));
  const shown = names.length > limit ? [...names.slice(0, limit - 1), `${names.length - limit + 1} more`] : names;
  return `${common}${shown.slice(0, -1).join(', ')} ${or ? 'or' : 'and'} ${shown.at(-1)}`;
}

/** Tells the links of an explanation. A boot task that runs on its own server is clear without words. */
export function tellLinks(deployment: Deployment, instance: Instance, links: readonly Link[]): Story {
  const clauses: string[] = [];
  const related: Related[] = [];
  const steps: Step[] = [];
  const tell = (clause: string, span: Span | null, isObvious: boolean): void => {
    if (isObvious) return;
    clauses.push(clause);
    if (span !== null) related.push({ message: clause, span });
  };
  for (const link of withoutInsides(deployment, instance, links)) {
    const [task, needs] = [instance.names[link.task]!, instance.names[link.needs]!];
    if (link.kind === 'signal') {
      const signal = deployment.signals[instance.sends[link.send]!.source]!;
      tell(
        `${taskPhrase(deployment, task)} waits for a signal of ${taskPhrase(deployment, needs)}`,
        signal.span,
        false,
      );
      steps.push({
        subject: task,
        text: 'waits for a signal of',
        span: deployment.waits.get(task)?.span ?? signal.span,
      });
    } else if (link.kind === 'barrier') {
      const clause = `the whole of '${groupOf(deployment, task)}' comes after the whole of '${groupOf(deployment, needs)}'`;
      const span = deployment.groups.get(groupOf(deployment, task))?.span ?? null;
      tell(`${clause} (coarse order)`, span, false);
      steps.push({ subject: plainName(deployment, task), text: 'comes, by the order of the groups, after', span });
    } else {
      const reason = deployment.tasks.getEdgeAttribute(deployment.tasks.edge(needs, task), 'reasons')[0]!;
      const { kind, resource } = deployment.tasks.getNodeAttributes(task);
      const isOwn = kind === 'boot' && deployment.tasks.getNodeAttribute(needs, 'resource') === resource;
      tell(linkSentence(deployment, task, needs, reason), reason.span, isOwn);
      steps.push({ subject: plainName(deployment, task), text: reasonPhrase(reason), span: reason.span });
    }
  }
  return { clauses, related, steps };
}

/**
 * A whole group comes after what its begin comes after: of a way in by its end and out by its begin the inside tells
 * nothing, all the less where its template is the engine's own.
 */
function withoutInsides(deployment: Deployment, instance: Instance, links: readonly Link[]): readonly Link[] {
  const told: Link[] = [];
  for (let at = 0; at < links.length; at += 1) {
    const out = wayOut(deployment, instance, { links, at });
    if (out === null) told.push(links[at]!);
    else at = out;
  }
  return told;
}

/** The last link of the way through the group whose mark this link begins at; null when it does not go through. */
function wayOut(
  deployment: Deployment,
  instance: Instance,
  { links, at }: { readonly links: readonly Link[]; readonly at: number },
): number | null {
  const markOf = (task: number): string | null => {
    const { kind, resource } = deployment.tasks.getNodeAttributes(instance.names[task]!);
    return kind === 'milestone' ? resource : null;
  };
  const group = markOf(links[at]!.task);
  if (group === null) return null;
  for (let out = at; out < links.length && links[out]!.kind === 'dependency'; out += 1)
    if (markOf(links[out]!.needs) === group) return out;
  return null;
}

/** A group is complete with its last member, and members begin with it: in words of the group, not of its marks. */
function linkSentence(deployment: Deployment, task: string, needs: string, reason: Reason): string {
  const [own, other] = [task, needs].map((id) => deployment.tasks.getNodeAttributes(id)) as [Task, Task];
  if (reason.kind === 'sequence' && own.kind === 'milestone')
    return `'${own.resource}' is complete only after '${needs}'`;
  if (reason.kind === 'sequence' && other.kind === 'milestone') return `'${task}' begins with '${other.resource}'`;
  const [dependent, prerequisite] = [task, needs].map((id) => plainName(deployment, id)) as [string, string];
  return arrowSentence({ dependent, prerequisite, reason });
}

/** A task by its id, the mark of a group by the group's. */
function plainName({ tasks }: Deployment, id: string): string {
  const { kind, resource } = tasks.getNodeAttributes(id);
  return kind === 'milestone' ? resource : id;
}

function groupOf(deployment: Deployment, task: string): string {
  return deployment.tasks.getNodeAttribute(task, 'group');
}

/** Up to four clauses; the evidence has all. */
export function joinClauses(clauses: readonly string[]): string {
  const shown =
    clauses.length > 4 ? [...clauses.slice(0, 3), `and so on, through ${clauses.length - 3} more`] : clauses;
  return shown.join(', ');
}

/** `it can only time out, after 600 s`. */
export function timeoutPhrase({ timeoutSeconds }: Wait, who = 'it'): string {
  if (timeoutSeconds === null) return `${who} can never go on`;
  return isUnknown(timeoutSeconds) ? `${who} can only time out` : `${who} can only time out, after ${timeoutSeconds} s`;
}

/** `with 'a' true and 'b' false`; empty when nothing is chosen. */
export function environmentPhrase(environment: Environment): string {
  const terms = [...environment].map(([name, value]) => `'${name}' ${value}`);
  return terms.length === 0 ? '' : `with ${terms.join(' and ')}`;
}

export function environmentEvidence(title: string, environment: Environment): readonly Evidence[] {
  return environment.size === 0 ? [] : [{ kind: 'environment', title, values: Object.fromEntries(environment) }];
}

/** How a schedule is headed, and what is said when it is over. */
export interface Telling {
  /** Default: `a schedule that shows it`. */
  readonly title?: string;
  /** A task that can never go on from there. */
  readonly stuck?: string;
  /** What its last step shows: `while 'a' is not done`. */
  readonly last?: string;
  /** Tasks behind this one only stand for signals on their way. Default: all are tasks. */
  readonly taskCount?: number;
}

/** A schedule that can be played back: its transitions with the signals they send. */
export function scheduleEvidence(
  instance: Instance,
  schedule: readonly Transition[],
  { title = 'a schedule that shows it', stuck, last, taskCount = Infinity }: Telling,
): Evidence {
  const events: ScheduleEvent[] = [];
  for (const { kind, task } of schedule) {
    const name = instance.names[task]!;
    if (task < taskCount) events.push({ task: name, event: kind, text: `'${name}' ${VERBS[kind]}` });
    const moment = kind === 'start' ? false : kind === 'finish' ? true : null;
    for (const send of instance.sends) {
      if (send.task !== task || send.atEnd !== moment) continue;
      const what = `${send.failure ? 'FAILURE' : 'SUCCESS'}${send.id === null ? '' : ` with id ${JSON.stringify(send.id)}`}`;
      const times = send.weight === 1 ? '' : `, ${send.weight} times`;
      events.push({
        task: name,
        event: 'signal',
        text: `'${name}' signals '${instance.handles[send.handle]!.name}': ${what}${times}`,
      });
    }
  }
  const end = events.map(({ event }) => event !== 'signal').lastIndexOf(true);
  if (last !== undefined && end !== -1) events[end] = { ...events[end]!, text: `${events[end]!.text}, ${last}` };
  if (stuck !== undefined) events.push({ task: stuck, event: 'stuck', text: `'${stuck}' never goes on` });
  return { kind: 'schedule', title, events };
}

const VERBS = { start: 'starts', resume: 'goes on', fail: 'fails', finish: 'is done' } as const;
