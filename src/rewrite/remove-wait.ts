import type { DocumentNode } from '../load/document/node.ts';
import type { Deployment } from '../model/deployment.ts';
import type { Revision } from '../model/revised.ts';
import { isUnknown } from '../model/unknown.ts';
import { entryAt, ownBody, type PlacedEntry } from './places.ts';
import { removeEntries } from './remove-entries.ts';
import { NotEditable, type TextEdit } from './text-edit.ts';

/**
 * A wait of the native format with all that only it needed: its handle, the signals to that, and that its senders were
 * untracked. @throws NotEditable
 */
export function removeWait(
  deployment: Deployment,
  root: DocumentNode,
  { removedTasks, tracked }: Revision,
): readonly TextEdit[] {
  const removed = new Set(removedTasks);
  const edits: TextEdit[] = [];
  const goneByParent = new Map<PlacedEntry['parent'], { place: PlacedEntry; keys: string[] }>();
  const goes = (place: PlacedEntry, key: string): void => {
    const known = goneByParent.get(place.parent) ?? { place, keys: [] };
    known.keys.push(key);
    goneByParent.set(place.parent, known);
  };
  for (const id of removed) {
    const place = entryAt(root, deployment.tasks.getNodeAttribute(id, 'span'));
    goes(place, place.entry.key.text);
  }
  const handles = unusedHandles(deployment, removed);
  for (const handle of handles) {
    const place = entryAt(root, deployment.handles.get(handle)!.span);
    goes(place, place.entry.key.text);
  }
  for (const { place, keys } of goneByParent.values()) edits.push(...removeEntries(place.outer, place.parent, keys));
  const senders = new Set(deployment.signals.filter(({ handle }) => handles.has(handle)).map(({ sender }) => sender));
  for (const id of new Set([...senders, ...tracked])) {
    edits.push(
      ...withoutKeys(deployment, root, id, { isSilent: senders.has(id), isTracked: tracked.includes(id), handles }),
    );
  }
  return edits;
}

/** Handles that no other wait counts and nobody reads. */
function unusedHandles({ waits, reads, handles }: Deployment, removed: ReadonlySet<string>): ReadonlySet<string> {
  const own = [...waits.values()].flatMap(({ task, handle }) =>
    removed.has(task) && !isUnknown(handle) ? [handle] : [],
  );
  const isUsed = (id: string): boolean =>
    [...waits.values()].some(({ task, handle }) => handle === id && !removed.has(task)) ||
    reads.some(({ of }) => 'handle' in of && of.handle === id);
  return new Set(own.filter((id) => handles.has(id) && !isUsed(id)));
}

interface Wanted {
  readonly isSilent: boolean;
  readonly isTracked: boolean;
  readonly handles: ReadonlySet<string>;
}

function withoutKeys(
  deployment: Deployment,
  root: DocumentNode,
  id: string,
  { isSilent, isTracked, handles }: Wanted,
): readonly TextEdit[] {
  const place = entryAt(root, deployment.tasks.getNodeAttribute(id, 'span'));
  const body = ownBody(place);
  if (body.kind !== 'mapping') throw new NotEditable(`'${id}' is not a mapping`);
  const sends = deployment.signals.filter(({ sender }) => sender === id);
  if (isSilent && sends.some(({ handle }) => !handles.has(handle))) throw new NotEditable(`'${id}' signals others too`);
  const keys = [...(isSilent ? ['signals'] : []), ...(isTracked ? ['untracked'] : [])];
  return removeEntries(place, body, keys);
}
