import { expect } from 'vitest';
import { drawnDeployment } from '../../model/testing/drawn-deployment.ts';
import { analyze } from '../index.ts';
import type { Rule } from '../rule.ts';

/** What one rule says of a drawn deployment, a line each: `severity confidence line: message`. */
export function checkFindings(rule: Rule, drawing: string, expected: readonly string[]): void {
  const findings = analyze(drawnDeployment(drawing), { rules: [rule] });
  const lines = findings.map(
    ({ severity, confidence, span, message }) => `${severity} ${confidence} ${span?.line ?? '-'}: ${message}`,
  );
  expect(lines).toEqual(expected);
}
