import { checkDocument, findingDocument, mergeCheckDocuments } from '../../report/documents/check-document.ts';
import type { CheckReport } from '../../report/formats/check-report.ts';
import type { CheckDocument, SuppressedFinding } from '../../report/result.ts';
import { plainPalette } from '../../report/text/palette.ts';
import type { Arguments } from '../arguments.ts';
import { type AfterBaseline, applyBaseline } from '../check/apply-baseline.ts';
import { checkOptions } from '../check/check-options.ts';
import { type CheckRequest, readCheckRequest } from '../check/check-request.ts';
import { type CheckedTemplate, type CheckedTemplates, checkTemplates } from '../check/check-templates.ts';
import { FAIL_ON, type FailOn } from '../check/config-file.ts';
import { describeRules } from '../check/describe-rules.ts';
import { fixTemplates } from '../check/fix-templates.ts';
import { timingsText } from '../check/timings-text.ts';
import { watchFiles } from '../check/watch-files.ts';
import type { Command } from '../command.ts';
import { type ExitCode, exitCode } from '../exit-code.ts';
import { Misuse } from '../misuse.ts';
import type { Terminal } from '../terminal.ts';
import { toolVersion } from '../tool-version.ts';
import { writeWhole } from '../write-file.ts';

/** `makespan check FILES…` */
export const check: Command = {
  description: 'Finds what an engine will reject, what will deadlock and what can race. Each finding shows its proof.',
  options: checkOptions,
  examples: [
    ['check vm.yaml', 'findings, each with its lines'],
    ['check stacks --fail-on warning', 'every template of a folder, stricter'],
    ['check . --format text --format sarif=out.sarif', 'several formats in one run'],
    ['check . --changed-since origin/main', 'what a branch touches'],
    ['check vm.yaml --fix', 'mend what is certain'],
  ],
  run: async (given, terminal) => {
    if (given.flag('dry-run') && !given.flag('fix')) throw new Misuse('--dry-run goes with --fix');
    if (!given.flag('watch')) return (await runOnce(given, terminal)).code;
    return watchFiles(terminal, async () => (await runOnce(given, terminal)).files);
  },
};

/** @returns the exit code, and the files that were read */
async function runOnce(
  given: Arguments,
  terminal: Terminal,
): Promise<{ readonly code: ExitCode; readonly files: readonly string[] }> {
  const request = await readCheckRequest(given);
  const checked = await checkTemplates(given, request, terminal);
  const isDry = given.flag('dry-run');
  const fixed = given.flag('fix')
    ? await fixTemplates(checked.templates, { given, request, terminal, isDry })
    : checked.templates;
  const after = applyBaseline(fixed, { given, request, terminal });
  const document = documentOf(after, given.flag('show-suppressed'));
  const isPrinting = !(isDry && request.outputs.every(({ file }) => file === null));
  if (isPrinting) writeOutputs(reportOf(document, after.templates, request), { given, request, terminal });
  if (checked.templates.length + checked.unreadableCount === 0) terminal.note('No template was checked.');
  if (given.flag('timings')) terminal.problem(timingsText(checked.ruleSeconds));
  const files = checked.templates.flatMap(({ files }) => [...files.keys()]);
  return { code: exitOf({ ...checked, templates: after.templates }, document, request), files };
}

function documentOf({ templates, held }: AfterBaseline, isShowing: boolean): CheckDocument {
  return mergeCheckDocuments(
    templates.map((template) => {
      const document = checkDocument(template.findings, template.file);
      const suppressed = isShowing ? suppressedOf(template, held) : [];
      return suppressed.length === 0 ? document : { ...document, suppressed };
    }),
  );
}

function suppressedOf(
  { file, suppressed }: CheckedTemplate,
  held: AfterBaseline['held'],
): readonly SuppressedFinding[] {
  return [
    ...suppressed.map(({ finding, reason }) => {
      return { ...findingDocument(finding, file), suppressedBy: { kind: 'comment' as const, reason } };
    }),
    ...(held.get(file) ?? []).map((finding) => {
      return { ...findingDocument(finding, file), suppressedBy: { kind: 'baseline' as const, reason: null } };
    }),
  ];
}

type PlainReport = Omit<CheckReport, 'palette' | 'width'>;

function reportOf(
  document: CheckDocument,
  templates: readonly CheckedTemplate[],
  { failOn, repositoryPath }: CheckRequest,
): PlainReport {
  return {
    document,
    files: templates.map(({ file }) => file),
    sources: new Map(templates.flatMap(({ files }) => [...files])),
    rules: describeRules(),
    toolVersion: toolVersion(),
    repositoryPath,
    isFailing: (severity) => failOn !== 'never' && FAIL_ON.indexOf(severity) <= FAIL_ON.indexOf(failOn),
  };
}

function writeOutputs(
  report: PlainReport,
  { given, request, terminal }: { given: Arguments; request: CheckRequest; terminal: Terminal },
): void {
  const { outPalette, width } = terminal;
  for (const { format, file } of request.outputs) {
    if (file !== null) {
      writeWhole(file, format.write({ ...report, palette: plainPalette, width: 100 }));
      continue;
    }
    const isSilent = format.id === 'text' && given.flag('quiet') && report.document.findings.length === 0;
    if (isSilent || (format.id === 'text' && report.files.length === 0)) continue;
    terminal.print(format.write({ ...report, palette: outPalette, width }));
  }
}

function exitOf(
  { templates, unreadableCount }: CheckedTemplates,
  { summary }: CheckDocument,
  { failOn }: { readonly failOn: FailOn },
): ExitCode {
  if (unreadableCount > 0) return exitCode.misuse;
  const counted = FAIL_ON.slice(0, FAIL_ON.indexOf(failOn) + 1).filter((severity) => severity !== 'never');
  const isFailing = failOn !== 'never' && counted.some((severity) => summary[severity] > 0);
  return isFailing || templates.some(({ rejections }) => rejections.size > 0) ? exitCode.findings : exitCode.fine;
}
