import { Suggester } from '../../model/nearest-name.ts';
import type { Fixer } from './fixer.ts';
import { chainTo } from './node-chain.ts';

/** Puts the right name where one that does not exist stands, when exactly one name is near enough to be meant. */
export const misspeltName: Fixer = ({ span }, { loaded: { deployment }, roots }) => {
  const root = span === null ? null : roots(span.file);
  const chain = span === null || root === null ? null : chainTo(root, span);
  const link = chain?.at(-1);
  if (span === null || root === null || link === undefined) return null;
  const node = 'item' in link ? link.item : link.entry.value;
  if (node.kind !== 'scalar' || (node.style !== 'plain' && node.style !== 'quoted')) return null;
  const names = deployment.resources
    .mapNodes((_id, { name, span: at }) => (at.file === span.file ? name : null))
    .filter((name): name is string => name !== null);
  const suggester = new Suggester();
  const meant = suggester.closest(node.text, names);
  if (meant === null || !/^[\w-]+$/.test(meant)) return null;
  const isOnly =
    suggester.closest(
      node.text,
      names.filter((name) => name !== meant),
    ) === null;
  if (!isOnly) return null;
  const written = root.source.text.slice(node.start, node.end);
  const quote = node.style === 'quoted' ? (written[0] ?? '') : '';
  // A tag or an anchor before the scalar would be overwritten.
  if (written !== `${quote}${node.text}${quote}`) return null;
  return {
    description: `write '${meant}'`,
    certain: true,
    edits: [{ span: root.source.span(node.start, node.end), text: `${quote}${meant}${quote}` }],
  };
};
