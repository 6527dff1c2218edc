import type { Finding } from '../../analyze/finding.ts';
import type { Timing } from '../../model/timing/timing.ts';
import type { DeploymentDiff } from '../../study/diff/diff-deployments.ts';
import type { DiffDocument } from '../diff-document.ts';
import { type FindingDocument, RESULT_VERSION } from '../result.ts';
import { checkDocument } from './check-document.ts';
import { timingDocuments } from './timing-documents.ts';

export interface DiffNames {
  readonly before: string;
  readonly after: string;
  readonly engine: string;
  readonly seed: string;
  readonly replications: number;
  readonly timings: ReadonlyMap<string, Timing>;
}

/** A comparison of two revisions as plain data. */
export function diffDocument(diff: DeploymentDiff, { timings, ...names }: DiffNames): DiffDocument {
  const documents = (findings: readonly Finding[], file: string): readonly FindingDocument[] =>
    checkDocument(findings, file).findings;
  const { fresh, mended, worse, kept } = diff.findings;
  return {
    version: RESULT_VERSION,
    ...names,
    items: diff.items,
    order: diff.order,
    findings: {
      fresh: documents(fresh, names.after),
      mended: documents(mended, names.before),
      worse: documents(worse, names.after),
      kept,
    },
    update: documents(diff.update, names.after),
    makespan: diff.makespan,
    timings: timingDocuments(timings),
  };
}
