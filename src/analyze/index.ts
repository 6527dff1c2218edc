/**
 * What is wrong with a deployment: facts computed on demand, and rules that ask for them. Knows the model, not the
 * text it came from; no rule knows of another.
 */
import type { Deployment } from '../model/deployment.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import { compareSpans, type Span } from '../model/span.ts';
import { Facts, type FactsOptions } from './facts.ts';
import type { Evidence, Finding, RuleFinding } from './finding.ts';
import type { Rule } from './rule.ts';
import { rules as allRules } from './rules/index.ts';

export interface AnalyzeOptions extends FactsOptions {
  /** Default: all of them. */
  readonly rules?: readonly Rule[];
  /** Measures rules, and stops those that take too long. Default: none. */
  readonly clock?: RuleClock;
}

/** The core has no clock; whoever has one may measure with it. */
export interface RuleClock {
  readonly seconds: () => number;
  /** A rule is stopped at the first finding after so long: between findings its own bounds of work hold. */
  readonly budgetSeconds: number;
  readonly onRule?: (rule: string, seconds: number) => void;
  readonly onGivingUp?: (rule: string) => void;
}

/**
 * Runs the rules over a deployment.
 * @returns findings in the order in which a reader of the files meets them, each once
 */
export function analyze(deployment: Deployment, options: AnalyzeOptions = {}): readonly Finding[] {
  const facts = new Facts(deployment, options);
  const { clock } = options;
  const findings = (options.rules ?? allRules).flatMap((rule) => {
    const found = clock === undefined ? rule.check(facts) : clocked(rule, facts, clock);
    return Array.from(found, (one) => complete(rule, one, deployment));
  });
  return sortFindings(findings);
}

/** What loading had to say, as findings: the code stands for the rule. */
export function fromDiagnostics(diagnostics: readonly Diagnostic[]): readonly Finding[] {
  return sortFindings(diagnostics.map(({ code, ...diagnostic }) => ({ rule: code, ...diagnostic, evidence: [] })));
}

/** By place, then rule, then message; what has no place comes first; equal ones once. */
export function sortFindings(findings: readonly Finding[]): readonly Finding[] {
  const sorted = [...findings].sort(
    (a, b) => comparePlaces(a.span, b.span) || compareTexts(a.rule, b.rule) || compareTexts(a.message, b.message),
  );
  return sorted.filter((finding, index) => {
    const before = sorted[index - 1];
    return (
      before === undefined ||
      comparePlaces(before.span, finding.span) !== 0 ||
      before.rule !== finding.rule ||
      before.message !== finding.message
    );
  });
}

function* clocked(rule: Rule, facts: Facts, clock: RuleClock): Generator<RuleFinding> {
  const start = clock.seconds();
  let isStopped = false;
  for (const found of rule.check(facts)) {
    yield found;
    isStopped = clock.seconds() - start > clock.budgetSeconds;
    if (isStopped) break;
  }
  const seconds = clock.seconds() - start;
  clock.onRule?.(rule.id, seconds);
  if (isStopped) clock.onGivingUp?.(rule.id);
}

function complete(rule: Rule, found: RuleFinding, deployment: Deployment): Finding {
  return {
    rule: rule.id,
    severity: found.severity ?? rule.severity,
    confidence: found.confidence ?? rule.confidence,
    message: found.message,
    span: found.at,
    related: found.related ?? [],
    evidence: (found.evidence ?? []).map((evidence) => placed(evidence, deployment)),
    ...(found.missingOrder && { missingOrder: found.missingOrder }),
  };
}

/** A schedule whose events know where their tasks are written, so that an output can lead there. */
function placed(evidence: Evidence, { tasks }: Deployment): Evidence {
  if (evidence.kind !== 'schedule') return evidence;
  const events = evidence.events.map((event) =>
    tasks.hasNode(event.task) ? { ...event, span: tasks.getNodeAttribute(event.task, 'span') } : event,
  );
  return { ...evidence, events };
}

function comparePlaces(a: Span | null, b: Span | null): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? -1 : 1;
  return compareSpans(a, b);
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
