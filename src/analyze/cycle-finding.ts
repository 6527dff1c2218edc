import type { Confidence } from '../model/diagnostic.ts';
import type { DependencyCycle } from './dependency-cycles.ts';
import type { Evidence, RuleFinding } from './finding.ts';
import { arrowSentence, pathOf, relatedOf } from './reason-text.ts';

/** Arrows that a message spells out; the evidence has all. */
const SPELLED_ARROWS = 4;

/** What both rules about cycles say: who waits for whom and by which text, in reading order. */
export function cycleFinding(cycle: DependencyCycle, ending: string): RuleFinding {
  const { arrows, members, environment } = cycle;
  const first = arrows[0]!;
  const spelled = arrows.slice(0, SPELLED_ARROWS).map(arrowSentence);
  if (arrows.length > SPELLED_ARROWS)
    spelled.push(`and so on, through ${arrows.length - SPELLED_ARROWS} more, back to '${first.dependent}'`);
  const others = members.length - arrows.length;
  const notes = [ending];
  if (others > 0) notes.push(`${others} more ${others === 1 ? 'is' : 'are'} caught in cycles with these`);
  if (!cycle.shortest) notes.push('a shorter cycle may exist: the search for it was cut');
  const evidence: Evidence[] = [pathOf('cycle of dependencies', arrows, true)];
  if (environment)
    evidence.push({ kind: 'environment', title: 'conditions under which it exists', values: environment });
  const confidence: Confidence = cycle.truth === true ? 'proved' : 'possible';
  return {
    message: `${condition(cycle)}${spelled.join(', ')}: ${notes.join('; ')}`,
    at: first.reason.span,
    related: relatedOf(arrows),
    evidence,
    confidence,
  };
}

function condition({ truth, environment }: DependencyCycle): string {
  if (truth === true) return '';
  if (environment === null) return 'unless an unknown decides otherwise, ';
  const terms = Object.entries(environment).map(([name, value]) => (value ? `'${name}'` : `not '${name}'`));
  return `when ${terms.join(' and ')}, `;
}
