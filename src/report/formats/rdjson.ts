import type { Severity } from '../../model/diagnostic.ts';
import type { Span } from '../../model/span.ts';
import { lineOf } from '../text/excerpt.ts';
import { visible, visibleJson } from '../words/visible.ts';
import type { CheckFormat, CheckReport } from './check-report.ts';

const SEVERITIES: Readonly<Record<Severity, string>> = { error: 'ERROR', warning: 'WARNING', info: 'INFO' };

/** The Reviewdog Diagnostic Format (reviewdog/reviewdog, proto/rdf): columns count bytes of UTF-8. */
export const rdjson: CheckFormat = {
  id: 'rdjson',
  summary: 'diagnostics for reviewdog',
  write: (report) => {
    const urls = new Map(report.rules.map(({ id, url }) => [id, url]));
    const diagnostics = report.document.findings.map((finding) => {
      const { rule, severity, message, related, fix } = finding;
      const url = urls.get(rule);
      return {
        message: visible(message),
        location: location(finding, report),
        severity: SEVERITIES[severity],
        code: { value: rule, ...(url ? { url } : {}) },
        ...(fix ? { suggestions: fix.edits.map(({ span, text }) => ({ range: range(span, report), text })) } : {}),
        relatedLocations: related.map((one) => ({
          message: visible(one.message),
          location: location(one.span, report),
        })),
      };
    });
    return `${visibleJson({ source: { name: 'makespan' }, diagnostics })}\n`;
  },
};

function location(span: Span, report: CheckReport): object {
  return { path: report.repositoryPath(span.file), range: range(span, report) };
}

function range({ file, line, column, endLine, endColumn }: Span, { sources }: CheckReport): object {
  const text = sources.get(file);
  return {
    start: { line, column: byteColumn(text, line, column) },
    end: { line: endLine, column: byteColumn(text, endLine, endColumn) },
  };
}

function byteColumn(text: string | undefined, line: number, column: number): number {
  let bytes = column;
  for (const character of (lineOf(text, line) ?? '').slice(0, column - 1)) {
    const code = character.codePointAt(0) as number;
    // What UTF-8 needs beyond what UTF-16 counts.
    bytes += code > 0xffff ? 2 : code > 0x7ff ? 2 : code > 0x7f ? 1 : 0;
  }
  return bytes;
}
