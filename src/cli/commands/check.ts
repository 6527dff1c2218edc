import { type AnalyzeOptions, analyze, fromDiagnostics } from '../../analyze/index.ts';
import { checkDocument, mergeCheckDocuments } from '../../report/documents/check-document.ts';
import type { CheckDocument } from '../../report/result.ts';
import { checkText } from '../../report/text/check-text.ts';
import { visible } from '../../report/words/visible.ts';
import type { Arguments } from '../arguments.ts';
import type { Command } from '../command.ts';
import { type ExitCode, exitCode } from '../exit-code.ts';
import { Misuse } from '../misuse.ts';
import { openTemplate, readLoadOptions, templateOptions } from '../options/template-options.ts';
import { isRejected } from '../rejection.ts';
import type { Terminal } from '../terminal.ts';

const FAIL_ON = ['error', 'warning', 'info', 'never'] as const;

/** `makespan check FILES…` */
export const check: Command = {
  description: 'Finds what an engine will reject, what will deadlock and what can race. Each finding shows its proof.',
  options: {
    'fail-on': {
      describe: 'The least severity that makes the exit code 1: error (default), warning, info or never',
      requiresArg: true,
      group: 'Output:',
    },
    format: { alias: 'f', describe: 'text (default) or json', requiresArg: true, group: 'Output:' },
    from: {
      describe: 'The revision that is deployed now: what updating from it will do is checked too',
      requiresArg: true,
      group: 'Template:',
    },
    ...templateOptions,
  },
  examples: [
    ['check vm.yaml', 'findings, each with its lines'],
    ['check stacks/*.yaml --fail-on warning', 'stricter, over many templates'],
    ['check vm.yaml -e prod.yaml -P size=3', 'with an environment and a parameter'],
    ['check new.yaml --from old.yaml', 'what an update from one to the other leaves waiting, or not'],
    ['check vm.yaml --format json', 'for other programs'],
  ],
  run: async (given, terminal) => {
    const failOn = given.choice('fail-on', FAIL_ON, 'error');
    const format = given.choice('format', ['text', 'json'], 'text');
    const checked = await checkFiles(given, terminal);
    const isSilent = format === 'text' && given.flag('quiet') && checked.document.findings.length === 0;
    if (format === 'json') terminal.print(`${JSON.stringify(checked.document, null, 2)}\n`);
    else if (!isSilent && checked.readCount > 0) {
      const { outPalette: palette, width } = terminal;
      terminal.print(checkText(checked.document, checked.sources, { palette, width }));
    }
    return checkExit(checked, failOn);
  },
};

interface Checked {
  readonly document: CheckDocument;
  readonly sources: ReadonlyMap<string, string>;
  readonly readCount: number;
  readonly unreadableCount: number;
  /** An engine would not even start on one of the templates. */
  readonly anyRejected: boolean;
}

/** One unreadable file does not keep the others from being checked. */
async function checkFiles(given: Arguments, terminal: Terminal): Promise<Checked> {
  const files = [...new Set(given.texts('files'))];
  const options = readLoadOptions(given);
  const previous = await readPrevious(given, files, options);
  const documents: CheckDocument[] = [];
  const sources = new Map<string, string>();
  let anyRejected = false;
  for (const file of files) {
    try {
      const loaded = await openTemplate(file, given, options);
      documents.push(
        checkDocument([...fromDiagnostics(loaded.diagnostics), ...analyze(loaded.deployment, previous)], file),
      );
      for (const [name, text] of loaded.files) sources.set(name, text);
      anyRejected ||= isRejected(loaded);
    } catch (error) {
      if (!(error instanceof Misuse)) throw error;
      terminal.problem(`makespan: ${visible(error.message)}`);
    }
  }
  const unreadableCount = files.length - documents.length;
  const document = mergeCheckDocuments(documents);
  return { document, sources, readCount: documents.length, unreadableCount, anyRejected };
}

/** @throws Misuse when it is said of several templates at once */
async function readPrevious(
  given: Arguments,
  files: readonly string[],
  options: ReturnType<typeof readLoadOptions>,
): Promise<AnalyzeOptions> {
  const from = given.text('from');
  if (from === null) return {};
  if (files.length !== 1) throw new Misuse(`--from goes with one template, not ${files.length}`);
  return { previous: (await openTemplate(from, given, options)).deployment };
}

function checkExit({ document, unreadableCount, anyRejected }: Checked, failOn: (typeof FAIL_ON)[number]): ExitCode {
  if (unreadableCount > 0) return exitCode.misuse;
  const counted = FAIL_ON.slice(0, FAIL_ON.indexOf(failOn) + 1).filter((severity) => severity !== 'never');
  const isFailing = failOn !== 'never' && counted.some((severity) => document.summary[severity] > 0);
  return anyRejected || isFailing ? exitCode.findings : exitCode.fine;
}
