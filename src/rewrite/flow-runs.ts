import { NotEditable, type TextEdit } from './text-edit.ts';

interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** Takes members out of a flow collection, each run of them with one comma: the one behind it, else that before it. */
export function flowRuns<T extends Stretch>(
  text: string,
  members: readonly T[],
  isGone: (member: T) => boolean,
): readonly TextEdit[] {
  const edits: TextEdit[] = [];
  for (let index = 0; index < members.length; index += 1) {
    if (!isGone(members[index]!)) continue;
    const first = index;
    while (index + 1 < members.length && isGone(members[index + 1]!)) index += 1;
    const next = members[index + 1];
    const before = members[first - 1];
    const start = next === undefined && before !== undefined ? before.end : members[first]!.start;
    const end = next === undefined ? members[index]!.end : next.start;
    if (text.slice(start, end).includes('#')) throw new NotEditable('a comment would go with it');
    edits.push({ start, end, text: '' });
  }
  return edits;
}
