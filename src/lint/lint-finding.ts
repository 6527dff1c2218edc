import type { Finding } from '../analyze/finding.ts';
import type { Span } from '../model/span.ts';
import { type LintCode, lintCodes } from './codes.ts';

/** A finding of checking itself. */
export function lintFinding(code: LintCode, message: string, span: Span | null): Finding {
  const severity = lintCodes.find((one) => one.code === code)?.severity ?? 'warning';
  return { rule: code, severity, confidence: 'proved', message, span, related: [], evidence: [] };
}
