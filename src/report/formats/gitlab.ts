import type { Severity } from '../../model/diagnostic.ts';
import { visible, visibleJson } from '../words/visible.ts';
import type { CheckFormat } from './check-report.ts';
import { fingerprints } from './fingerprint.ts';

const SEVERITIES: Readonly<Record<Severity, string>> = { error: 'critical', warning: 'major', info: 'info' };

/** The part of Code Climate's format that GitLab reads (docs.gitlab.com, "Code Quality", report format). */
export const gitlab: CheckFormat = {
  id: 'gitlab',
  summary: 'code quality report of GitLab',
  write: ({ document, repositoryPath }) => {
    const names = fingerprints(document.findings, repositoryPath);
    const issues = document.findings.map((finding, index) => ({
      type: 'issue',
      check_name: finding.rule,
      description: visible(finding.message),
      categories: ['Bug Risk'],
      severity: SEVERITIES[finding.severity],
      fingerprint: names[index],
      location: { path: repositoryPath(finding.file), lines: { begin: finding.line, end: finding.endLine } },
    }));
    return `${visibleJson(issues)}\n`;
  },
};
