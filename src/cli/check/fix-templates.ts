import { lint, mend } from '../../lint/index.ts';
import type { LoadResult } from '../../load/load.ts';
import { formatCount } from '../../report/words/quantity.ts';
import { visible } from '../../report/words/visible.ts';
import type { Arguments } from '../arguments.ts';
import { Misuse } from '../misuse.ts';
import { openText, readLoadOptions } from '../options/template-options.ts';
import { STDIN } from '../plain-words.ts';
import type { Terminal } from '../terminal.ts';
import { writeWhole } from '../write-file.ts';
import type { CheckRequest } from './check-request.ts';
import type { CheckedTemplate } from './check-templates.ts';
import { unifiedDiff } from './unified-diff.ts';

export interface Fixing {
  readonly given: Arguments;
  readonly request: CheckRequest;
  readonly terminal: Terminal;
  /** Print what would change and write nothing. */
  readonly isDry: boolean;
}

/** Mends what is certain in each template and says how much; what is left is what is found afterwards. */
export async function fixTemplates(
  templates: readonly CheckedTemplate[],
  fixing: Fixing,
): Promise<readonly CheckedTemplate[]> {
  const { given } = fixing;
  if (given.texts('each-env').length > 0) throw new Misuse('--fix works on a template, not under several environments');
  if (given.texts('files').includes(STDIN)) throw new Misuse('--fix writes files, and stdin is none');
  const fixed: CheckedTemplate[] = [];
  for (const template of templates) fixed.push(await fixTemplate(template, fixing));
  return fixed;
}

async function fixTemplate(template: CheckedTemplate, fixing: Fixing): Promise<CheckedTemplate> {
  const { given, request, terminal, isDry } = fixing;
  const { file } = template;
  const text = template.files.get(file) ?? '';
  if (!template.findings.some(({ fix }) => fix?.certain)) return template;
  const options = readLoadOptions(given);
  const judge = async (written: string): Promise<CheckedTemplate & { readonly loaded: LoadResult }> => {
    const loaded = await openText(file, written, { given, options });
    const judged = lint(loaded, { levels: request.levelsOf(file), preset: request.preset });
    return { file, loaded, files: loaded.files, ...judged };
  };
  const { text: mended, appliedCount, refusedCount } = await mend({ file, text, judge });
  const name = visible(file);
  if (refusedCount > 0) {
    terminal.problem(
      `${name}: ${formatCount(refusedCount, 'fix', 'fixes')} would have changed more than promised: not applied`,
    );
  }
  if (appliedCount === 0) return template;
  if (isDry) terminal.print(unifiedDiff(file, text, mended));
  else {
    writeWhole(file, mended);
    terminal.note(`${name}: ${formatCount(appliedCount, 'fix', 'fixes')} applied.`);
  }
  return judge(mended);
}
