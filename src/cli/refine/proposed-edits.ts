import type { LoadResult } from '../../load/load.ts';
import type { Deployment } from '../../model/deployment.ts';
import { type Revision, reviseDeployment } from '../../model/revised.ts';
import { rewrite } from '../../rewrite/index.ts';
import { differenceFromPromise } from '../../study/refine/promise.ts';
import { isRejected } from '../rejection.ts';

export interface Template {
  readonly file: string;
  readonly text: string;
  readonly loaded: LoadResult;
  /** Reads another text in place of the template's own. */
  readonly read: (text: string) => Promise<LoadResult>;
}

export type ProposedText =
  | {
      readonly text: string;
      readonly edits: readonly { readonly span: import('../../model/span.ts').Span; readonly text: string }[];
    }
  | { readonly because: string };

/**
 * The text that says a revision. It is read again, and counts only when the deployment in it is the promised one: the
 * same tasks, the same order, the same values.
 */
export async function proposedText(template: Template, revision: Revision): Promise<ProposedText> {
  const { file, text, loaded, read } = template;
  const rewritten = rewrite({ deployment: loaded.deployment, file, text }, revision);
  if ('because' in rewritten) return rewritten;
  const again = await read(rewritten.text);
  if (isRejected(again) && !isRejected(loaded)) return { because: 'the edited text would be rejected' };
  const [difference] = differenceFromPromise(promised(loaded.deployment, revision), again.deployment);
  return difference === undefined ? rewritten : { because: `the edited text would mean something else: ${difference}` };
}

function promised(deployment: Deployment, revision: Revision): Deployment {
  return reviseDeployment(deployment, revision);
}
