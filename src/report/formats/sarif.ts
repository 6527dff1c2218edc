import type { Confidence, Severity } from '../../model/diagnostic.ts';
import type { FindingDocument, SuppressedFinding } from '../result.ts';
import { beginning, visible, visibleJson } from '../words/visible.ts';
import type { CheckFormat, CheckReport, RuleDescription } from './check-report.ts';
import { fingerprints } from './fingerprint.ts';
import { codeFlowsOf, fixOf, locationOf, relatedOf } from './sarif-places.ts';

/** What GitHub's code scanning keeps of a run (docs.github.com, "SARIF support for code scanning"). */
const MOST_RESULTS = 25_000;
const LONGEST_DESCRIPTION = 1024;

const LEVELS: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'note' };
const PROBLEMS: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'recommendation' };
const PRECISIONS: Readonly<Record<Confidence, string>> = { proved: 'very-high', likely: 'high', possible: 'medium' };

/** SARIF 2.1.0 (OASIS), with all that GitHub's code scanning asks for beyond the schema. */
export const sarif: CheckFormat = {
  id: 'sarif',
  summary: 'SARIF 2.1.0, for GitHub code scanning',
  write: (report) => {
    const { findings, suppressed = [] } = report.document;
    const all: readonly (FindingDocument | SuppressedFinding)[] = [...worstFirst(findings), ...suppressed];
    const kept = all.slice(0, MOST_RESULTS);
    const rules = describedRules(kept, report.rules);
    const ruleIndexes = new Map(rules.map(({ id }, index) => [id, index]));
    const names = fingerprints(kept, report.repositoryPath);
    const results = kept.map((finding, index) => ({
      ...resultOf(finding, report),
      ruleIndex: ruleIndexes.get(finding.rule),
      partialFingerprints: { primaryLocationLineHash: names[index] },
    }));
    const run = {
      tool: { driver: driver(rules, report) },
      automationDetails: { id: 'makespan/' },
      columnKind: 'utf16CodeUnits',
      invocations: [{ executionSuccessful: true, ...cutNotice(all.length - kept.length) }],
      results,
    };
    const $schema = 'https://json.schemastore.org/sarif-2.1.0.json';
    return `${visibleJson({ $schema, version: '2.1.0', runs: [run] })}\n`;
  },
};

/** Where there are too many, the worst are kept; else the order stays. */
function worstFirst(findings: readonly FindingDocument[]): readonly FindingDocument[] {
  if (findings.length <= MOST_RESULTS) return findings;
  const order: readonly Severity[] = ['error', 'warning', 'info'];
  return [...findings].sort((a, b) => order.indexOf(a.severity) - order.indexOf(b.severity));
}

function cutNotice(count: number): object {
  if (count === 0) return {};
  const text = `${count} findings more than ${MOST_RESULTS}, which is all that code scanning takes, are left out`;
  return { toolExecutionNotifications: [{ level: 'warning', message: { text } }] };
}

/** Every rule that is on, and whatever else a finding names: a result without its rule is refused. */
function describedRules(
  findings: readonly FindingDocument[],
  known: readonly RuleDescription[],
): readonly RuleDescription[] {
  const ids = new Set(known.map(({ id }) => id));
  const strays = findings.filter(({ rule }) => !ids.has(rule));
  const described = new Map(
    strays.map(({ rule: id, severity, confidence }) => [
      id,
      { id, severity, confidence, summary: `${id}.`, why: '', help: id, url: null },
    ]),
  );
  return [...known, ...described.values()];
}

function driver(rules: readonly RuleDescription[], { toolVersion }: CheckReport): object {
  return {
    name: 'makespan',
    semanticVersion: toolVersion,
    rules: rules.map(({ id, severity, confidence, summary, why, help, url }) => ({
      id,
      name: pascalCase(id),
      shortDescription: { text: beginning(summary, LONGEST_DESCRIPTION) },
      fullDescription: { text: beginning(`${summary} ${why}`.trim(), LONGEST_DESCRIPTION) },
      help: { text: `${summary} ${why}\nmakespan explain ${id} shows templates with and without it.`, markdown: help },
      ...(url === null ? {} : { helpUri: url }),
      defaultConfiguration: { level: LEVELS[severity] },
      properties: {
        tags: ['deployment', 'orchestration'],
        precision: PRECISIONS[confidence],
        'problem.severity': PROBLEMS[severity],
      },
    })),
  };
}

function resultOf(finding: FindingDocument | SuppressedFinding, report: CheckReport): object {
  const { rule, severity, confidence } = finding;
  const related = relatedOf(finding, report);
  const flows = codeFlowsOf(finding, report);
  return {
    ruleId: rule,
    level: LEVELS[severity],
    message: { text: messageText(finding, related) },
    locations: [{ ...locationOf(finding, report), ...logicalOf(finding) }],
    ...(related.length === 0 ? {} : { relatedLocations: related.map(({ location }) => location) }),
    ...(flows.length === 0 ? {} : { codeFlows: flows }),
    ...(finding.fix === undefined ? {} : { fixes: [fixOf(finding.fix, report)] }),
    ...('suppressedBy' in finding ? { suppressions: [suppressionOf(finding)] } : {}),
    properties: { confidence, ...(finding.environments ? { environments: finding.environments } : {}) },
  };
}

function logicalOf({ path }: FindingDocument): object {
  return path === undefined ? {} : { logicalLocations: [{ fullyQualifiedName: path, kind: 'member' }] };
}

function suppressionOf({ suppressedBy: { kind, reason } }: SuppressedFinding): object {
  const justification = reason === null ? {} : { justification: visible(reason) };
  return { kind: kind === 'comment' ? 'inSource' : 'external', status: 'accepted', ...justification };
}

/** Places that a message links to; a reader cannot take in more. */
const MOST_LINKS = 12;

/** The message, and a link to each related place, which is how code scanning shows them. */
function messageText({ message }: FindingDocument, related: readonly { id: number; text: string }[]): string {
  const links = related.slice(0, MOST_LINKS).map(({ id, text }) => `[${text.replaceAll(/[\\[\]]/g, '\\$&')}](${id})`);
  const text = visible(message).replaceAll('](', ']\\(');
  return links.length === 0 ? text : `${text}\n${links.join('\n')}`;
}

function pascalCase(id: string): string {
  return id.replaceAll(/(?:^|-)([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}
