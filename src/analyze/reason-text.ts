import type { Reason } from '../model/deployment.ts';
import type { Related } from '../model/diagnostic.ts';
import type { Evidence, Step } from './finding.ts';

/** A dependency as rules speak of it. */
export interface Arrow {
  readonly dependent: string;
  readonly prerequisite: string;
  readonly reason: Reason;
}

/** How the dependent leads to its prerequisite, as a phrase that the prerequisite's name follows. */
export function reasonPhrase(reason: Reason): string {
  switch (reason.kind) {
    case 'explicit':
      return 'depends on';
    case 'reference':
      return 'refers to';
    case 'value':
      return reason.value === null ? 'takes a value from' : `takes '${reason.value.provided}' from`;
    case 'hosted-on':
      return 'is hosted on';
    case 'sequence':
      return 'is listed after';
    case 'implicit':
      return 'comes after';
  }
}

/** `'b' depends on 'a' (depends_on)`. */
export function arrowSentence({ dependent, prerequisite, reason }: Arrow): string {
  return `'${dependent}' ${reasonPhrase(reason)} '${prerequisite}' (${viaPhrase(reason)})`;
}

/** What made the dependency, in the template's own words. */
export function viaPhrase(reason: Reason): string {
  return reason.kind === 'implicit' ? `rule: ${reason.via}` : reason.via;
}

export function relatedOf(arrows: readonly Arrow[]): readonly Related[] {
  return arrows.map((arrow) => ({ message: arrowSentence(arrow), span: arrow.reason.span }));
}

/** Arrows that follow one another, as evidence; a closed path does not repeat its beginning. */
export function pathOf(title: string, arrows: readonly Arrow[], closed: boolean): Evidence {
  const steps: Step[] = arrows.map(({ dependent, reason }) => ({
    subject: dependent,
    text: reason.kind === 'implicit' ? `comes after, by ${viaPhrase(reason)},` : reasonPhrase(reason),
    span: reason.span,
  }));
  const last = arrows.at(-1);
  if (!closed && last) steps.push({ subject: last.prerequisite, text: '', span: null });
  return { kind: 'path', title, closed, steps };
}

/** `'a', 'b' and 'c'`; beyond `limit` names the rest is counted. */
export function nameList(names: readonly string[], limit = 6): string {
  const shown = names.length > limit ? names.slice(0, limit - 1) : names;
  const quoted = shown.map((name) => `'${name}'`);
  if (shown.length < names.length) quoted.push(`${names.length - shown.length} more`);
  if (quoted.length < 2) return quoted.join('');
  return `${quoted.slice(0, -1).join(', ')} and ${quoted.at(-1)}`;
}

/** `1 dependency`, `2 dependencies`. */
export function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}
