import type { DocumentNode } from '../load/document/node.ts';
import { readDocument } from '../load/document/read-document.ts';
import type { Deployment } from '../model/deployment.ts';
import type { Revision } from '../model/revised.ts';
import type { Span } from '../model/span.ts';
import { insertOrder } from './insert-order.ts';
import { entryAt, type PlacedEntry } from './places.ts';
import { removeWait } from './remove-wait.ts';
import { removeNames, replaceName, writtenName } from './replace-name.ts';
import { NotEditable, type TextEdit, withEdits } from './text-edit.ts';
import { demandOwnFile, orderKey, quotedLike } from './written-name.ts';

export interface RewriteInput {
  readonly deployment: Deployment;
  /** The template's own file and its text: nested files are not rewritten. */
  readonly file: string;
  readonly text: string;
}

export type Rewritten =
  | { readonly text: string; readonly edits: readonly { readonly span: Span; readonly text: string }[] }
  | { readonly because: string };

/**
 * Says a revision of a deployment in the text that it was read from.
 * @returns the new text, of which every byte outside the edits is the old one; or why no edit can say it
 *
 * @example
 * const rewritten = rewrite({ deployment, file, text }, proposal.revision);
 * if ('text' in rewritten) load(file, rewritten.text);
 */
export function rewrite({ deployment, file, text }: RewriteInput, revision: Revision): Rewritten {
  const { root } = readDocument(file, text);
  if (root === null) return { because: 'the text cannot be read as a document' };
  try {
    const edits = editsOf(deployment, root, revision);
    const written = withEdits(text, edits);
    return {
      text: written,
      edits: edits.map((edit) => ({ span: root.source.span(edit.start, edit.end), text: edit.text })),
    };
  } catch (error) {
    if (error instanceof NotEditable) return { because: error.message };
    throw error;
  }
}

function editsOf(deployment: Deployment, root: DocumentNode, revision: Revision): readonly TextEdit[] {
  const { dropped, added, removedTasks, tracked } = revision;
  const format = deployment.template.format;
  if (format !== 'native' && format !== 'heat' && format !== 'cloudformation') {
    throw new NotEditable(`a template of the format '${format}' is not rewritten`);
  }
  for (const span of [...dropped, ...added.map(({ reason }) => reason.span)]) demandOwnFile(span, root);
  if (removedTasks.length === 0 && tracked.length === 0) {
    return [...removeNames(root, dropped), ...insertions(deployment, root, { added, format })];
  }
  if (format !== 'native') throw new NotEditable('a script has to be written anew');
  if (dropped.length > 0) throw new NotEditable('it goes with another change');
  return [...replaced(root, revision), ...removeWait(deployment, root, revision)];
}

/** Each dependent gets its new prerequisites at once, by the names under which they stood elsewhere. */
function insertions(
  { tasks }: Deployment,
  root: DocumentNode,
  { added, format }: Pick<Revision, 'added'> & { readonly format: string },
): readonly TextEdit[] {
  const names = new Map<number, { place: PlacedEntry; names: Set<string> }>();
  for (const { dependent, reason } of added) {
    const { span } = tasks.getNodeAttributes(dependent);
    demandOwnFile(span, root);
    const place = entryAt(root, span);
    const known = names.get(place.entry.key.start) ?? { place, names: new Set() };
    known.names.add(writtenName(root, reason.span));
    names.set(place.entry.key.start, known);
  }
  return [...names.values()].map(({ place, names: set }) => {
    const key = quotedLike(root, orderKey(format, place.entry.value));
    return insertOrder(place, { key, names: [...set] });
  });
}

/** Where a wait is named, its senders are named instead. */
function replaced(root: DocumentNode, { added }: Revision): readonly TextEdit[] {
  const byPlace = new Map<string, { span: Span; names: Set<string> }>();
  for (const { prerequisite, reason } of added) {
    const key = JSON.stringify(reason.span);
    const known = byPlace.get(key) ?? { span: reason.span, names: new Set() };
    known.names.add(quotedLike(root, prerequisite));
    byPlace.set(key, known);
  }
  return [...byPlace.values()].map(({ span, names }) => replaceName(root, span, [...names]));
}
