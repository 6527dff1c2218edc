import type { Finding } from '../../analyze/finding.ts';
import type { DocumentNode } from '../../load/document/node.ts';
import { Suggester } from '../../model/nearest-name.ts';
import type { Span } from '../../model/span.ts';
import { candidatesFor } from './declared-names.ts';
import type { Fixer } from './fixer.ts';

/** Puts the right name where one that does not exist stands, when exactly one name is near enough to be meant. */
export const misspeltName: Fixer = (finding, context) => {
  const root = finding.span === null ? null : context.roots(finding.span.file);
  const written = finding.span === null || root === null ? null : nameAt(root, finding.span);
  if (root === null || written === null) return null;
  const name = partOf(written.text, finding);
  const meant = onlyNear(name, candidatesFor(finding, context, root));
  if (meant === null || !NAME.test(meant)) return null;
  const { start } = written;
  return {
    description: `write '${meant}'`,
    certain: true,
    edits: [{ span: root.source.span(start, start + name.length), text: meant }],
  };
};

const NAME = /^[\w.:-]+$/;

/** The name at a place, without its quotes or its tag; null where something else stands there. */
function nameAt({ source }: DocumentNode, span: Span): { readonly text: string; readonly start: number } | null {
  const start = source.offset(span.line, span.column);
  const found = /^((?:![\w:]+\s+)?)(["']?)([\w.:-]+)(["']?)$/.exec(
    source.text.slice(start, source.offset(span.endLine, span.endColumn)),
  );
  if (!found || found[2] !== found[4]) return null;
  return { text: found[3]!, start: start + found[1]!.length + found[2]!.length };
}

/** Of `Resource.Attribute` the resource is what CloudFormation does not find. */
function partOf(name: string, { rule }: Finding): string {
  return rule === 'cfn-unknown-reference' ? name.split('.', 1)[0]! : name;
}

/** The name that is near enough, when no other is. */
function onlyNear(name: string, candidates: ReadonlySet<string>): string | null {
  if (candidates.has(name)) return null;
  const suggester = new Suggester();
  const meant = suggester.closest(name, candidates);
  const others = [...candidates].filter((candidate) => candidate !== meant);
  return meant === null || suggester.closest(name, others) !== null ? null : meant;
}
