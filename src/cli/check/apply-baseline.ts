import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Finding } from '../../analyze/finding.ts';
import { type Baseline, type BaselineView, baselineOf, holdBack, readBaseline } from '../../lint/index.ts';
import { formatCount } from '../../report/words/quantity.ts';
import type { Arguments } from '../arguments.ts';
import { Misuse } from '../misuse.ts';
import { readText } from '../read-file.ts';
import type { Terminal } from '../terminal.ts';
import { writeWhole } from '../write-file.ts';
import type { CheckRequest } from './check-request.ts';
import type { CheckedTemplate } from './check-templates.ts';

export interface AfterBaseline {
  readonly templates: readonly CheckedTemplate[];
  readonly held: ReadonlyMap<string, readonly Finding[]>;
}

const USUAL_NAME = 'makespan-baseline.json';

/** Holds back what the baseline knows, or writes a new one. @throws Misuse when it cannot be read or written */
export function applyBaseline(
  templates: readonly CheckedTemplate[],
  { given, request, terminal }: { given: Arguments; request: CheckRequest; terminal: Terminal },
): AfterBaseline {
  const path = baselinePath(given, request);
  const isUpdate = given.flag('update-baseline');
  if (path === null || (isUpdate && templates.length === 0)) return { templates, held: new Map() };
  const old = existsSync(path) ? demandBaseline(path) : null;
  if (old === null && !isUpdate) throw new Misuse(`${path} does not exist; --update-baseline writes it`);
  const rejections = new Set(templates.flatMap(({ rejections: own }) => [...own]));
  const view: BaselineView = {
    nameOf: request.repositoryPath,
    files: new Set(templates.flatMap(({ files }) => [...files.keys()].map(request.repositoryPath))),
    isRejection: (finding) => rejections.has(finding),
  };
  const all = templates.flatMap(({ findings }) => findings);
  const baseline = isUpdate ? baselineOf(all, old, view) : (old as Baseline);
  if (isUpdate) {
    writeWhole(path, `${JSON.stringify(baseline, null, 2)}\n`);
    terminal.note(`${path} now holds ${formatCount(countOf(baseline), 'finding')}.`);
  }
  const { kept, held, stale } = holdBack(all, baseline, view);
  const gone = stale.reduce((sum, { count }) => sum + count, 0);
  if (gone > 0) {
    const what = formatCount(gone, 'finding');
    terminal.note(`${what} of ${path} no longer ${gone === 1 ? 'occurs' : 'occur'}; --update-baseline prunes it.`);
  }
  const keptSet = new Set(kept);
  const heldSet = new Set(held);
  return {
    templates: templates.map((one) => ({ ...one, findings: one.findings.filter((finding) => keptSet.has(finding)) })),
    held: new Map(templates.map(({ file, findings }) => [file, findings.filter((finding) => heldSet.has(finding))])),
  };
}

function baselinePath(given: Arguments, { config }: CheckRequest): string | null {
  const named = given.text('baseline');
  if (named !== null) return named;
  if (config?.baseline) return join(config.folder, config.baseline);
  return given.flag('update-baseline') ? USUAL_NAME : null;
}

function demandBaseline(path: string): Baseline {
  const read = readText(path);
  if ('error' in read) throw new Misuse(`${path} ${read.error}`);
  const baseline = readBaseline(read.text);
  if ('error' in baseline) throw new Misuse(`${path} ${baseline.error}`);
  return baseline;
}

function countOf({ findings }: Baseline): number {
  return findings.reduce((sum, { count }) => sum + count, 0);
}
