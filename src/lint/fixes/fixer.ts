import type { Finding, Fix } from '../../analyze/finding.ts';
import type { LoadResult } from '../../load/load.ts';
import type { Documents } from '../lint.ts';

/** What a fixer may look at. */
export interface FixContext {
  readonly loaded: LoadResult;
  readonly roots: Documents;
  /** Tasks that the fixers may still look at, all findings together: beyond it they suggest nothing more. */
  readonly work: { left: number };
}

/** Edits for the findings of one rule; null where none is sure to be right. One file each. */
export type Fixer = (finding: Finding, context: FixContext) => Fix | null;
