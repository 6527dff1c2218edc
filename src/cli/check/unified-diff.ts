import { visible } from '../../report/words/visible.ts';

const CONTEXT = 3;

/** Two texts that differ in few lines, as `diff -u` writes it; text of the file is written out visibly. */
export function unifiedDiff(file: string, before: string, after: string): string {
  const [old, fresh] = [linesOf(before), linesOf(after)];
  const pairs = matched(old, fresh);
  const hunks = hunksOf(pairs);
  const header = `--- a/${visible(file)}\n+++ b/${visible(file)}\n`;
  return header + hunks.map((hunk) => hunkText(hunk)).join('');
}

/** The last line may lack its end, which `diff` marks. */
function linesOf(text: string): readonly string[] {
  const lines = text.split('\n');
  if (lines.at(-1) === '') return lines.slice(0, -1);
  return [...lines.slice(0, -1), `${lines.at(-1)}${UNENDED}`];
}

const UNENDED = '\n\\ No newline at end of file';

interface Line {
  readonly sign: ' ' | '-' | '+';
  readonly text: string;
  /** Lines of the old and the new text before this one. */
  readonly oldAt: number;
  readonly newAt: number;
}

/** Lines run side by side; where they part, the nearest line that both have again ends the difference. */
function matched(old: readonly string[], fresh: readonly string[]): readonly Line[] {
  const lines: Line[] = [];
  let [i, j] = [0, 0];
  while (i < old.length || j < fresh.length) {
    if (old[i] !== undefined && old[i] === fresh[j]) {
      lines.push({ sign: ' ', text: old[i] as string, oldAt: i++, newAt: j++ });
      continue;
    }
    const [oldEnd, newEnd] = nextMeeting(old, fresh, i, j);
    while (i < oldEnd) lines.push({ sign: '-', text: old[i] as string, oldAt: i++, newAt: j });
    while (j < newEnd) lines.push({ sign: '+', text: fresh[j] as string, oldAt: i, newAt: j++ });
  }
  return lines;
}

function nextMeeting(
  old: readonly string[],
  fresh: readonly string[],
  i: number,
  j: number,
): readonly [number, number] {
  const most = old.length - i + (fresh.length - j);
  for (let steps = 1; steps <= most; steps += 1) {
    for (let right = 0; right <= steps; right += 1) {
      const [a, b] = [i + steps - right, j + right];
      if (a < old.length && b < fresh.length && old[a] === fresh[b]) return [a, b];
    }
  }
  return [old.length, fresh.length];
}

function hunksOf(lines: readonly Line[]): readonly (readonly Line[])[] {
  const near = lines.map(() => false);
  lines.forEach(({ sign }, index) => {
    if (sign !== ' ') near.fill(true, Math.max(0, index - CONTEXT), index + CONTEXT + 1);
  });
  const hunks: Line[][] = [];
  lines.forEach((line, index) => {
    if (!near[index]) return;
    if (!near[index - 1]) hunks.push([]);
    hunks.at(-1)?.push(line);
  });
  return hunks;
}

function hunkText(hunk: readonly Line[]): string {
  const [first] = hunk;
  const count = (sign: '-' | '+'): number => hunk.filter((line) => line.sign === ' ' || line.sign === sign).length;
  const head = `@@ -${(first?.oldAt ?? 0) + 1},${count('-')} +${(first?.newAt ?? 0) + 1},${count('+')} @@\n`;
  return head + hunk.map(({ sign, text }) => `${sign}${shown(text)}\n`).join('');
}

function shown(text: string): string {
  const line = text.replace(UNENDED, '');
  return line.split('\t').map(visible).join('\t') + text.slice(line.length);
}
