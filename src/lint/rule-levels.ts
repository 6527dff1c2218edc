import type { Finding } from '../analyze/finding.ts';
import type { Rule } from '../analyze/rule.ts';
import type { Severity } from '../model/diagnostic.ts';

/** What becomes of a rule: it does not run, or its findings have this severity. */
export type RuleLevel = 'off' | Severity;

/** What was said of single rules, by id; the others keep what the preset gives. */
export type RuleLevels = ReadonlyMap<string, RuleLevel>;

/** From a rule's own severity to the one it gets. */
export type Preset = (severity: Severity) => Severity;

export const presets: Readonly<Record<'recommended' | 'strict', Preset>> = {
  /** Every rule at its own severity. */
  recommended: (severity) => severity,
  /** One step up: what is a note in a review is a warning in the pipeline, and a warning stops it. */
  strict: (severity) => (severity === 'info' ? 'warning' : 'error'),
};

export interface LevelChoice {
  /** What the configuration says, in order: later ones win. */
  readonly levels: readonly RuleLevels[];
  /** `--rule`: when not empty, only these run. */
  readonly only: readonly string[];
  /** `--ignore-rule`. */
  readonly ignored: readonly string[];
}

/** The level of each rule or code that was spoken of; the command line has the last word. */
export function ruleLevels(ids: readonly string[], { levels, only, ignored }: LevelChoice): RuleLevels {
  const told = new Map(levels.flatMap((each) => [...each]));
  if (only.length > 0) {
    for (const id of ids) if (!only.includes(id)) told.set(id, 'off');
    // Asked for by name, it runs whatever the configuration says.
    for (const id of only) if (told.get(id) === 'off') told.delete(id);
  }
  for (const id of ignored) told.set(id, 'off');
  return told;
}

/** The rules that run. */
export function runningRules(rules: readonly Rule[], levels: RuleLevels): readonly Rule[] {
  return rules.filter(({ id }) => levels.get(id) !== 'off');
}

/**
 * The findings at the severities that were chosen. What makes an engine reject the template stays what it is: no
 * configuration makes it deployable.
 */
export function atLevels(
  findings: readonly Finding[],
  { levels, preset, isRejection }: { levels: RuleLevels; preset: Preset; isRejection: (finding: Finding) => boolean },
): readonly Finding[] {
  return findings.flatMap((finding) => {
    if (isRejection(finding)) return [finding];
    const level = levels.get(finding.rule);
    if (level === 'off') return [];
    return [{ ...finding, severity: level ?? preset(finding.severity) }];
  });
}
