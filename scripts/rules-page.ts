import type { Finding } from '../src/analyze/finding.ts';
import { analyze, fromDiagnostics, sortFindings } from '../src/analyze/index.ts';
import type { Example, Rule } from '../src/analyze/rule.ts';
import { rules } from '../src/analyze/rules/index.ts';
import { lintCodes } from '../src/lint/index.ts';
import { diagnosticCodes } from '../src/load/codes.ts';
import { frontEnds, load } from '../src/load/index.ts';
import { memoryFileSource } from '../src/load/memory-file-source.ts';

const OPENING = `# Rules

What \`makespan check\` can say of a template. This page is printed from the rules themselves by \`npm run docs\`, with
what each bad example really gives; a test fails when it is stale.

Severity is how bad it is when it is so: \`error\`, \`warning\`, \`info\`. Confidence is how sure it is: \`proved\` for
the template as written; \`likely\` under stated assumptions, such as default durations; \`possible\` when undecided, or
when an unknown decides.
`;

/** `docs/rules.md`: every rule with its examples and the real output of the bad ones. */
export function rulesPage(): string {
  const rows = rules.map(({ id, severity, confidence, summary }) => {
    return `| [${id}](#${id}) | ${severity} | ${confidence} | ${summary} |`;
  });
  const table = ['| rule | severity | confidence | what is wrong |', '|---|---|---|---|', ...rows].join('\n');
  return [OPENING, `${table}\n`, ...rules.map(ruleSection), codesSection()].join('\n');
}

/** `docs/rules/<id>.md`: a page for each rule and code, whose address stays. */
export function rulePages(): ReadonlyMap<string, string> {
  const back = '\n[All rules](../rules.md) · `makespan explain` says the same offline.\n';
  const pages = new Map(
    rules.map((rule) => [rule.id, ruleSection(rule).replace(/^## /, '# ') + back + holdingBack(rule.id)]),
  );
  for (const { code, severity, summary, why } of [...diagnosticCodes, ...lintCodes])
    pages.set(code, `# ${code}\n\n*${severity}*\n\n${summary} ${why}\n${back}`);
  return pages;
}

function holdingBack(id: string): string {
  return `\nTo hold one finding back, give the reason: \`# makespan-ignore ${id} -- why\`.\n`;
}

function ruleSection(rule: Rule): string {
  const parts = [`## ${rule.id}`, `*${rule.severity}, ${rule.confidence}*`, `${rule.summary} ${rule.why}`];
  for (const example of rule.bad.filter(isReadable)) {
    parts.push(`This fails (\`${example.file}\`):`, ...exampleTexts(example));
    const said = findingsOf(example).filter((finding) => finding.rule === rule.id);
    parts.push('and this is what is said:', fence('text', said.map(findingText).join('\n')));
  }
  for (const example of rule.good.filter(isReadable))
    parts.push(`This passes (\`${example.file}\`):`, ...exampleTexts(example));
  if (rule.notInHeat !== undefined) parts.push(`No HOT template can show it. ${rule.notInHeat}`);
  return `${parts.join('\n\n')}\n`;
}

/** The text, the files that it names, and for an update what is deployed before. */
function exampleTexts({ text, files = {}, previous }: Example): readonly string[] {
  const named = Object.entries(files).flatMap(([file, content]) => [`with \`${file}\`:`, fence('yaml', content)]);
  const before = previous === undefined ? [] : ['as an update of:', fence('yaml', previous)];
  return [fence('yaml', text), ...named, ...before];
}

/** What reading says is explained here too, since `check` reports both. */
function codesSection(): string {
  const codes = [...diagnosticCodes, ...lintCodes].sort((a, b) => (a.code < b.code ? -1 : 1));
  const sections = codes.map(
    ({ code, severity, summary, why }) => `### ${code}\n\n*${severity}*\n\n${summary} ${why}\n`,
  );
  return [`## What reading and checking can say\n`, ...sections].join('\n');
}

/** Whether a front-end for the example is there; when it is not, nothing can be said of it. */
export function isReadable({ text }: Example): boolean {
  return frontEnds.some(({ beginsWith = [] }) => beginsWith.some((key) => text.startsWith(`${key}:`)));
}

/** Everything that is said of an example, by reading it and by the rules. */
export function findingsOf(example: Example): readonly Finding[] {
  const options = { files: memoryFileSource(new Map(Object.entries(example.files ?? {}))) };
  const { deployment, diagnostics } = load(example.file, example.text, options);
  const previous =
    example.previous === undefined ? {} : { previous: load(example.file, example.previous, options).deployment };
  return sortFindings([...fromDiagnostics(diagnostics), ...analyze(deployment, previous)]);
}

function findingText({ rule, severity, confidence, message, span, related }: Finding): string {
  const place = span === null ? '' : `${span.file}:${span.line}:${span.column}: `;
  const others = related.map(
    (other) => `    ${other.span.file}:${other.span.line}:${other.span.column}: ${other.message}`,
  );
  return [`${place}${severity} ${rule} (${confidence}): ${message}`, ...others].join('\n');
}

function fence(language: string, text: string): string {
  return `\`\`\`${language}\n${text.trimEnd()}\n\`\`\``;
}
