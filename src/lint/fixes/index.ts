import type { Finding } from '../../analyze/finding.ts';
import type { FixContext, Fixer } from './fixer.ts';
import { matchingCount } from './matching-count.ts';
import { misspeltName } from './misspelt-name.ts';
import { redundantDependency } from './redundant-dependency.ts';

/** Who mends what, by rule or code. */
const fixers: Readonly<Record<string, Fixer>> = {
  'redundant-dependency': redundantDependency,
  'heat-dangling-reference': misspeltName,
  'heat-unknown-parameter': misspeltName,
  'heat-unknown-condition': misspeltName,
  'cfn-unknown-reference': misspeltName,
  'cfn-unknown-condition': misspeltName,
  'unknown-name': misspeltName,
  'count-unreachable': matchingCount,
  'count-too-small': matchingCount,
};

export function withFix(finding: Finding, context: FixContext): Finding {
  const fix = Object.hasOwn(fixers, finding.rule) ? fixers[finding.rule]?.(finding, context) : null;
  return fix ? { ...finding, fix } : finding;
}
