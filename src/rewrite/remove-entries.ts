import type { MappingNode } from '../load/document/node.ts';
import { flowRuns } from './flow-runs.ts';
import { isFlow, ownEntries, type PlacedEntry, valueEnd } from './places.ts';
import { removalOf } from './remove-link.ts';
import { NotEditable, type TextEdit } from './text-edit.ts';

/** Takes entries out of one mapping; all of them, and the mapping's own entry goes. @throws NotEditable */
export function removeEntries(
  place: PlacedEntry | null,
  mapping: MappingNode,
  keys: readonly string[],
): readonly TextEdit[] {
  const entries = ownEntries(mapping);
  const gone = entries.filter(({ key }) => keys.includes(key.text));
  if (gone.length === 0) return [];
  if (gone.length === entries.length) {
    if (place === null) throw new NotEditable('nothing would be left');
    return removeEntries(place.outer, place.parent, [place.entry.key.text]);
  }
  if (isFlow(mapping)) {
    const members = entries.map((entry) => ({ start: entry.key.start, end: valueEnd(entry), entry }));
    return flowRuns(mapping.source.text, members, ({ entry }) => gone.includes(entry));
  }
  return gone.map((entry) => {
    const removal = removalOf([{ parent: mapping, entry }]);
    if (removal === null) throw new NotEditable(`'${entry.key.text}' has a comment, or shares its line`);
    return { ...removal, text: '' };
  });
}
