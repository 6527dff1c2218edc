import type { Finding } from '../../analyze/finding.ts';
import type { Diagnostic, Severity } from '../../model/diagnostic.ts';
import type { Span } from '../../model/span.ts';
import { type CheckDocument, type FindingDocument, type GainDocument, RESULT_VERSION } from '../result.ts';

/**
 * What `check` says, sorted by place, with equal findings said once.
 * @param file the template that a finding without a place belongs to
 */
export function checkDocument(findings: readonly Finding[], file: string): CheckDocument {
  const documents = findings.map((finding) => findingDocument(finding, file)).sort(compareFindings);
  const distinct = new Map(documents.map((document) => [JSON.stringify(document), document]));
  return summarised([...distinct.values()]);
}

/** The documents of several templates as one, in the order given. */
export function mergeCheckDocuments(documents: readonly CheckDocument[]): CheckDocument {
  const suppressed = documents.flatMap((document) => document.suppressed ?? []);
  const merged = summarised(documents.flatMap(({ findings }) => findings));
  return suppressed.length === 0 ? merged : { ...merged, suppressed };
}

/** A front-end's diagnostic in the shape of a finding: its code is the rule. */
export function diagnosticDocument({ code, ...rest }: Diagnostic, file: string): FindingDocument {
  return findingDocument({ rule: code, evidence: [], ...rest }, file);
}

/** The findings that are about a dependency whose cost was measured, with that cost; the others as they are. */
export function withCosts(document: CheckDocument, costs: readonly MeasuredCost[]): CheckDocument {
  const byPlace = new Map(costs.map(({ span, cost }) => [placeKey(span), cost]));
  const findings = document.findings.map((finding) => {
    const cost = PRICED.has(finding.rule) ? byPlace.get(placeKey(finding)) : undefined;
    return cost === undefined ? finding : { ...finding, cost };
  });
  return { ...document, findings };
}

/** Where the dependencies are written whose cost a reader of these findings wants to know. */
export function pricedPlaces({ findings }: CheckDocument): readonly Span[] {
  return findings
    .filter(({ rule }) => PRICED.has(rule))
    .map(({ file, line, column, endLine, endColumn }) => ({ file, line, column, endLine, endColumn }));
}

/** Rules about one written dependency that orders more than anything needs. */
const PRICED: ReadonlySet<string> = new Set(['over-constraint']);

export interface MeasuredCost {
  readonly span: Span;
  readonly cost: GainDocument;
}

function placeKey({ file, line, column }: Span): string {
  return JSON.stringify([file, line, column]);
}

function summarised(findings: readonly FindingDocument[]): CheckDocument {
  const count = (severity: Severity): number => findings.filter((finding) => finding.severity === severity).length;
  return {
    version: RESULT_VERSION,
    findings,
    summary: { error: count('error'), warning: count('warning'), info: count('info') },
  };
}

/** One finding as a document. @param file the template that it belongs to when it has no place */
export function findingDocument(finding: Finding, file: string): FindingDocument {
  const { rule, severity, confidence, message, related, evidence, path, environments, fix } = finding;
  const place: Span = finding.span ?? { file, line: 1, column: 1, endLine: 1, endColumn: 1 };
  return { rule, severity, confidence, message, ...place, related, evidence, ...given({ path, environments, fix }) };
}

/** Only what is there: an absent field is absent in JSON too. */
function given(
  fields: Readonly<Record<'path' | 'environments' | 'fix', unknown>>,
): Pick<FindingDocument, 'path' | 'environments' | 'fix'> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

function compareFindings(a: FindingDocument, b: FindingDocument): number {
  return (
    compareText(a.file, b.file) ||
    a.line - b.line ||
    a.column - b.column ||
    compareText(a.rule, b.rule) ||
    compareText(a.message, b.message)
  );
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
