import type { FindingDocument } from '../result.ts';
import type { CheckFormat, CheckReport } from './check-report.ts';
import { element, XML_DECLARATION } from './xml.ts';

/** The format of Checkstyle's XMLLogger: a file for each template, an error for each finding. */
export const checkstyle: CheckFormat = {
  id: 'checkstyle',
  summary: 'XML of Checkstyle, which many services read',
  write: (report) => {
    const files = filesOf(report).map(([file, findings]) =>
      element('file', { name: file }, findings.map(errorElement)),
    );
    return `${XML_DECLARATION}${element('checkstyle', { version: '4.3' }, files)}\n`;
  },
};

/** Findings by file, the files that have none too. */
export function filesOf({ document, files, repositoryPath }: CheckReport): readonly [string, FindingDocument[]][] {
  const byFile = new Map<string, FindingDocument[]>(files.map((file) => [repositoryPath(file), []]));
  for (const finding of document.findings) {
    const file = repositoryPath(finding.file);
    const list = byFile.get(file);
    if (list) list.push(finding);
    else byFile.set(file, [finding]);
  }
  return [...byFile];
}

function errorElement({ line, column, severity, message, rule }: FindingDocument): string {
  return element('error', { line, column, severity, message, source: `makespan.${rule}` });
}
