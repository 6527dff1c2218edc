import type { DocumentNode, MappingNode, ScalarNode } from '../../load/document/node.ts';
import type { Deployment, Wait } from '../../model/deployment.ts';
import { compareSpans } from '../../model/span.ts';
import { isUnknown } from '../../model/unknown.ts';
import type { Fixer } from './fixer.ts';

/** Where the formats write how many signals a wait counts, below the wait. */
const PLACES: readonly (readonly string[])[] = [
  ['properties', 'count'],
  ['Properties', 'Count'],
  ['wait', 'count'],
  ['CreationPolicy', 'ResourceSignal', 'Count'],
];

/**
 * Makes a wait count the signals that come. Sure where it counts more than ever can, all are known, and none hangs on a
 * condition; where it counts fewer, the author may have meant a quorum, so a person decides.
 */
export const matchingCount: Fixer = ({ rule, span, confidence }, { loaded: { deployment }, roots }) => {
  const wait = [...deployment.waits.values()].find((one) => span !== null && compareSpans(one.span, span) === 0);
  const root = span === null ? null : roots(span.file);
  const supply = wait ? knownSupply(deployment, wait) : null;
  if (!wait || root === null || supply === null || supply === wait.count) return null;
  const node = countOf(root, root.source.offset(wait.span.line, wait.span.column));
  if (node === null || Number(node.text) !== wait.count) return null;
  const quote = node.style === 'quoted' ? (root.source.text[node.start] ?? '') : '';
  if (root.source.text.slice(node.start, node.end) !== `${quote}${node.text}${quote}`) return null;
  return {
    description: `count ${supply}, as many as come`,
    certain: rule === 'count-unreachable' && confidence === 'proved',
    edits: [{ span: node.span, text: `${quote}${supply}${quote}` }],
  };
};

/** How many distinct signals surely come; null when the template does not decide it, or none comes. */
function knownSupply({ signals }: Deployment, { handle }: Wait): number | null {
  const own = signals.filter((signal) => signal.handle === handle && signal.status !== 'FAILURE');
  const isKnown = own.every(({ id, status, multiplicity, optional, when }) => {
    return !isUnknown(id) && !isUnknown(status) && multiplicity === 1 && optional === false && when === null;
  });
  const supply = new Set(own.map((signal) => signal.id ?? signal)).size;
  return isKnown && supply > 0 ? supply : null;
}

/** The count of the innermost thing around a place that states one. */
function countOf(root: DocumentNode, offset: number): ScalarNode | null {
  let found: ScalarNode | null = null;
  let node: DocumentNode | undefined = root;
  while (node?.kind === 'mapping') {
    found = countIn(node) ?? found;
    node = node.entries.find(({ key, value }) => key.start <= offset && offset < Math.max(key.end, value.end))?.value;
  }
  return found;
}

function countIn(mapping: MappingNode): ScalarNode | null {
  for (const place of PLACES) {
    let node: DocumentNode | undefined = mapping;
    for (const key of place) node = node?.kind === 'mapping' ? node.get(key) : undefined;
    if (node?.kind === 'scalar' && (node.style === 'plain' || node.style === 'quoted')) return node;
  }
  return null;
}
