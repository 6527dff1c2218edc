import type { Severity } from '../../model/diagnostic.ts';
import type { FindingDocument } from '../result.ts';
import { formatCount } from '../words/quantity.ts';
import { visible } from '../words/visible.ts';
import type { CheckFormat, CheckReport } from './check-report.ts';

/** GitHub shows ten annotations of a kind for each step and drops the rest without a word. */
const MOST_OF_A_KIND = 10;

const COMMANDS: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'notice' };

/** Workflow commands (docs.github.com, "Workflow commands for GitHub Actions"). */
export const github: CheckFormat = {
  id: 'github',
  summary: 'annotations of GitHub Actions',
  write: (report) => {
    const { findings } = report.document;
    const kinds = ['error', 'warning', 'info'] as const;
    const shown = kinds.flatMap((kind) =>
      findings.filter(({ severity }) => severity === kind).slice(0, MOST_OF_A_KIND),
    );
    const rest = findings.length - shown.length;
    const more = `makespan: ${formatCount(rest, 'more finding')}; GitHub shows ${MOST_OF_A_KIND} of a kind\n`;
    return shown.map((finding) => `${annotation(finding, report)}\n`).join('') + (rest > 0 ? more : '');
  },
};

function annotation(finding: FindingDocument, { repositoryPath }: CheckReport): string {
  const { line, endLine, column, endColumn, rule, severity } = finding;
  const properties: Readonly<Record<string, string | number>> = {
    file: repositoryPath(finding.file),
    line,
    endLine,
    // Columns are refused across lines.
    ...(line === endLine ? { col: column, endColumn } : {}),
    title: `makespan: ${rule}`,
  };
  const list = Object.entries(properties).map(([name, value]) => `${name}=${property(String(value))}`);
  return `::${COMMANDS[severity]} ${list.join(',')}::${data(visible(finding.message))}`;
}

function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(visible(text)).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
