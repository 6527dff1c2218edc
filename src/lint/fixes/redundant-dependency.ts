import { chainTo, removalOf } from '../../rewrite/index.ts';
import type { Fixer } from './fixer.ts';

/** Takes the name out of its list, or the whole key where it stands alone. */
export const redundantDependency: Fixer = (finding, { roots }) => {
  const { span } = finding;
  const root = span === null ? null : roots(span.file);
  const chain = span === null || root === null ? null : chainTo(root, span);
  const removal = chain === null ? null : removalOf(chain);
  if (span === null || root === null || removal === null) return null;
  return {
    description: 'remove the needless dependency',
    certain: true,
    edits: [{ span: root.source.span(removal.start, removal.end), text: '' }],
  };
};
