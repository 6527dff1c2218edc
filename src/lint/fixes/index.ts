import type { Finding } from '../../analyze/finding.ts';
import type { FixContext, Fixer } from './fixer.ts';
import { matchingCount } from './matching-count.ts';
import { missingOrder } from './missing-order.ts';
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
  'consumer-skips-wait': missingOrder,
  'delete-order': missingOrder,
  'missing-gateway-attachment': missingOrder,
  'signal-path-unordered': missingOrder,
  'started-not-ready': missingOrder,
  'timer-starts-early': missingOrder,
  'count-unreachable': matchingCount,
  'count-too-small': matchingCount,
};

export function withFix(finding: Finding, context: FixContext): Finding {
  const fix = Object.hasOwn(fixers, finding.rule) ? fixers[finding.rule]?.(finding, context) : null;
  return fix ? { ...finding, fix } : finding;
}
