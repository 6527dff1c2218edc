import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import Ajv from 'ajv-draft-04';
import { describe, expect, it } from 'vitest';
import type { CheckDocument, FindingDocument } from '../result.ts';
import { plainPalette } from '../text/palette.ts';
import { visible } from '../words/visible.ts';
import type { CheckReport, RuleDescription } from './check-report.ts';
import { checkFormats } from './index.ts';
import { githubMisses } from './testing/github-ingestion.ts';
import { parseXml } from './testing/parse-xml.ts';
import { CHECKSTYLE_SCHEMA, jenkinsSchema, xmlFaults } from './testing/xml-schemas.ts';

const span = { file: 'stacks/a b.yaml', line: 2, column: 4, endLine: 2, endColumn: 5 };
const HOSTILE = 'bad \u001b[31m<&"\'>]]> %0A [x](1) \u202e, 50%';

const finding: FindingDocument = {
  rule: 'signal-cycle',
  severity: 'error',
  confidence: 'proved',
  message: HOSTILE,
  ...span,
  related: [{ message: `the wait ${HOSTILE}`, span: { ...span, line: 3, endLine: 3 } }],
  evidence: [
    {
      kind: 'schedule',
      title: 'a schedule',
      events: [
        { task: 'a', event: 'start', text: 'a starts', span: { ...span, line: 4, endLine: 4 } },
        { task: 'b', event: 'stuck', text: `b is stuck ${HOSTILE}` },
      ],
    },
    { kind: 'path', title: 'a cycle', closed: true, steps: [{ subject: 'a', text: 'waits', span }] },
  ],
  path: 'resources/a',
  fix: { description: 'remove it', certain: true, edits: [{ span, text: '' }] },
};

const findings: readonly FindingDocument[] = [
  finding,
  { ...finding, line: 9, endLine: 10 },
  { ...finding, rule: 'not-described', severity: 'warning', path: 'resources/b', related: [], evidence: [] },
  { ...finding, severity: 'info', file: 'b.yaml', message: 'a note', related: [], evidence: [] },
];

const rule: RuleDescription = {
  id: 'signal-cycle',
  severity: 'error',
  confidence: 'proved',
  summary: 'A wait waits for itself.',
  why: 'It never ends.',
  help: '# signal-cycle',
  url: 'https://example.org/docs/rules/signal-cycle.md',
};

const document: CheckDocument = { version: 1, findings, summary: { error: 2, warning: 1, info: 1 } };

const report: CheckReport = {
  document,
  files: ['stacks/a b.yaml', 'b.yaml', 'clean.yaml'],
  sources: new Map([['stacks/a b.yaml', 'one\né🎉:x\n']]),
  rules: [rule],
  toolVersion: '1.2.3',
  repositoryPath: (file) => `deep/${file}`,
  isFailing: (severity) => severity === 'error',
  palette: plainPalette,
  width: 100,
};

function written(id: string, over: Partial<CheckReport> = {}): string {
  const format = checkFormats.find((one) => one.id === id);
  if (format === undefined) throw new Error(`no format ${id}`);
  return format.write({ ...report, ...over });
}

describe.each(checkFormats.map(({ id }) => [id] as const))('%s', (id) => {
  it('lets no control character and no reordering mark through, and gives the same bytes twice', () => {
    const text = written(id);
    expect([...text].filter((one) => one !== '\n' && visible(one) !== one)).toEqual([]);
    expect(written(id)).toBe(text);
  });

  it('can say that nothing was found', () => {
    const empty = { version: 1 as const, findings: [], summary: { error: 0, warning: 0, info: 0 } };
    expect(() => written(id, { document: empty })).not.toThrow();
  });
});

describe('SARIF', () => {
  const path = createRequire(import.meta.url).resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json');
  const ajv = new Ajv.default({ strict: false, allErrors: true, validateFormats: false, unicodeRegExp: false });
  const validate = ajv.compile(JSON.parse(readFileSync(path, 'utf8')));
  const suppressed = [{ ...finding, suppressedBy: { kind: 'comment' as const, reason: 'why' } }];
  const log = JSON.parse(written('sarif', { document: { ...document, suppressed } }));

  it('follows the schema of OASIS', () => {
    expect(validate(log) ? [] : validate.errors).toEqual([]);
    expect(validate({ ...log, runs: [{ results: [{}] }] })).toBe(false);
  });

  it('misses nothing that GitHub asks for', () => {
    expect(githubMisses(log)).toEqual([]);
  });

  it('links every related place and shows a schedule as a code flow', () => {
    const [first] = log.runs[0].results;
    expect(first.relatedLocations.map(({ id }: { id: number }) => id)).toEqual([1, 2, 3]);
    expect(first.message.text).toMatch(/\n\[the wait .*\]\(1\)\n/);
    expect(first.codeFlows[0].threadFlows[0].locations).toHaveLength(2);
    expect(first.locations[0].physicalLocation.artifactLocation.uri).toBe('deep/stacks/a%20b.yaml');
    expect(log.runs[0].results.at(-1).suppressions).toEqual([
      { kind: 'inSource', status: 'accepted', justification: 'why' },
    ]);
  });

  it('keeps fingerprints when lines move, and tells like findings apart', () => {
    const names = (moved: number): readonly string[] => {
      const shifted = findings.map((one) => ({ ...one, line: one.line + moved, endLine: one.endLine + moved }));
      const { runs } = JSON.parse(written('sarif', { document: { ...document, findings: shifted } }));
      return runs[0].results.map(
        (result: { partialFingerprints: { primaryLocationLineHash: string } }) =>
          result.partialFingerprints.primaryLocationLineHash,
      );
    };
    expect(names(7)).toEqual(names(0));
    expect(new Set(names(0)).size).toBe(findings.length);
  });

  it('keeps the worst where there are more than code scanning takes', () => {
    const many = Array.from({ length: 25_010 }, (_, line) => ({ ...findings[3]!, line: line + 1, endLine: line + 1 }));
    const { runs } = JSON.parse(written('sarif', { document: { ...document, findings: [...many, finding] } }));
    expect(runs[0].results).toHaveLength(25_000);
    expect(runs[0].results[0].level).toBe('error');
    expect(runs[0].invocations[0].toolExecutionNotifications[0].message.text).toMatch(/^11 findings/);
  });
});

describe('XML', () => {
  it('JUnit has a suite for each file, counts that agree, and a failure for what fails the run', () => {
    const root = parseXml(written('junit'));
    expect(root).toMatchObject({ name: 'testsuites', attributes: { tests: '5', failures: '2' } });
    expect(root.children.map(({ attributes }) => attributes.name)).toEqual(report.files.map((file) => `deep/${file}`));
    for (const suite of root.children) {
      const failures = suite.children.filter(({ children }) => children.some(({ name }) => name === 'failure'));
      expect(suite.attributes).toMatchObject({
        tests: String(suite.children.length),
        failures: String(failures.length),
      });
      for (const test of suite.children) expect(Object.keys(test.attributes)).toEqual(['name', 'classname', 'time']);
    }
  });

  it('Checkstyle has every file and every finding with its place', () => {
    const root = parseXml(written('checkstyle'));
    expect(root).toMatchObject({ name: 'checkstyle', attributes: { version: '4.3' } });
    expect(root.children.map(({ name, children }) => [name, children.length])).toEqual([
      ['file', 3],
      ['file', 1],
      ['file', 0],
    ]);
    expect(root.children[0]?.children[0]?.attributes).toMatchObject({ line: '2', column: '4', severity: 'error' });
    expect(root.children[0]?.children[0]?.attributes.message).toContain('<&"\'>]]>');
  });
});

describe.each([
  ['junit', jenkinsSchema(), 'name='],
  ['checkstyle', CHECKSTYLE_SCHEMA, 'severity='],
] as const)('%s by its schema', (id, schema, attribute) => {
  it('has nothing that the schema does not know', () => {
    expect(xmlFaults(written(id), schema)).toEqual([]);
    expect(xmlFaults(written(id, { document: { ...document, findings: [] }, files: [] }), schema)).toEqual([]);
  });

  it('and the schema would know', () => {
    expect(xmlFaults(written(id).replaceAll(attribute, `un${attribute}`), schema)).not.toEqual([]);
    expect(xmlFaults(written(id).replace(/<\/\w+>\s*$/, ''), schema)).not.toEqual([]);
  });
});

describe('services', () => {
  it('GitLab gets what its code quality report requires, each name once', () => {
    const issues: readonly Readonly<Record<string, unknown>>[] = JSON.parse(written('gitlab'));
    for (const issue of issues) {
      expect(issue).toMatchObject({
        description: expect.any(String),
        check_name: expect.any(String),
        fingerprint: expect.stringMatching(/./),
        severity: expect.stringMatching(/^(?:info|minor|major|critical|blocker)$/),
        location: { path: expect.stringMatching(/^[^/].*/), lines: { begin: expect.any(Number) } },
      });
    }
    expect(new Set(issues.map(({ fingerprint }) => fingerprint)).size).toBe(findings.length);
  });

  it('GitHub annotations are one line each, escaped, at most ten of a kind', () => {
    expect(written('github').split('\n')[0]).toBe(
      '::error file=deep/stacks/a b.yaml,line=2,endLine=2,col=4,endColumn=5,title=makespan%3A signal-cycle::' +
        'bad \\x1b[31m<&"\'>]]> %250A [x](1) \\u202e, 50%25',
    );
    const many = Array.from({ length: 12 }, () => finding);
    const lines = written('github', { document: { ...document, findings: many } })
      .trimEnd()
      .split('\n');
    expect(lines).toHaveLength(11);
    expect(lines.at(-1)).toBe('makespan: 2 more findings; GitHub shows 10 of a kind');
  });

  it('reviewdog gets columns in bytes of UTF-8', () => {
    const { diagnostics } = JSON.parse(written('rdjson'));
    // `é🎉` are three UTF-16 code units and six bytes.
    expect(diagnostics[0].location).toEqual({
      path: 'deep/stacks/a b.yaml',
      range: { start: { line: 2, column: 7 }, end: { line: 2, column: 8 } },
    });
    expect(diagnostics[0]).toMatchObject({ severity: 'ERROR', code: { value: 'signal-cycle', url: rule.url } });
  });

  it('concise is one line a finding', () => {
    expect(written('concise').trimEnd().split('\n')).toHaveLength(findings.length);
    expect(written('concise')).toMatch(/^stacks\/a b\.yaml:2:4: error signal-cycle: bad/);
  });
});
