import type { FindingDocument } from '../result.ts';
import { evidenceLines } from '../words/evidence.ts';
import type { CheckFormat, CheckReport } from './check-report.ts';
import { filesOf } from './checkstyle.ts';
import { element, escapeXml, XML_DECLARATION } from './xml.ts';

/**
 * A suite for each file. A finding that fails the run is a failed test, any other one a passed test that says it, and
 * a file without findings is one passed test, so that no suite is empty. The shape is that of Jenkins' xUnit plugin.
 */
export const junit: CheckFormat = {
  id: 'junit',
  summary: 'test results, a suite for each file',
  write: (report) => {
    const suites = filesOf(report).map(([file, findings]) => suite(file, findings, report));
    const { findings } = report.document;
    const tests = suites.reduce((sum, { tests: count }) => sum + count, 0);
    const failures = failing(findings, report).length;
    const all = element(
      'testsuites',
      { name: 'makespan', tests, failures, errors: 0 },
      suites.map(({ xml }) => xml),
    );
    return `${XML_DECLARATION}${all}\n`;
  },
};

function suite(
  file: string,
  findings: readonly FindingDocument[],
  report: CheckReport,
): { xml: string; tests: number } {
  const cases =
    findings.length === 0
      ? [element('testcase', { name: 'no findings', classname: file, time: 0 })]
      : findings.map((finding) => testcase(finding, file, report));
  const failures = failing(findings, report).length;
  const counts = { tests: cases.length, failures, errors: 0, skipped: 0, time: 0 };
  return { xml: element('testsuite', { name: file, ...counts }, cases), tests: cases.length };
}

function failing(findings: readonly FindingDocument[], { isFailing }: CheckReport): readonly FindingDocument[] {
  return findings.filter(({ severity }) => isFailing(severity));
}

function testcase(finding: FindingDocument, file: string, { isFailing }: CheckReport): string {
  const { rule, line, column, severity, message } = finding;
  const text = escapeXml(bodyText(finding, file));
  const body = isFailing(severity)
    ? element('failure', { message, type: severity }, [text])
    : element('system-out', {}, [text]);
  return element('testcase', { name: `${rule} at ${line}:${column}`, classname: file, time: 0 }, [body]);
}

function bodyText({ line, column, severity, confidence, message, evidence }: FindingDocument, file: string): string {
  const lines = evidence.flatMap((item) => [`${item.title}:`, ...evidenceLines(item).map((one) => `  ${one}`)]);
  return [`${file}:${line}:${column}: ${severity} (${confidence}): ${message}`, ...lines].join('\n');
}
