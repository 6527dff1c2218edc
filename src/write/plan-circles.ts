import type { ConversionNotes } from './conversion.ts';
import type { PlannedTask } from './plan.ts';

/** Tasks that wait for each other in a cycle: no engine takes that, and no text should pretend that one does. */
export function refuseCircles(tasks: readonly PlannedTask[], notes: ConversionNotes): void {
  const before = new Map(tasks.map(({ id, after, values }) => [id, [...after, ...values.map(({ from }) => from)]]));
  const circle = circleIn(before);
  if (circle) notes.refuse(`${circle.map((id) => `'${id}'`).join(' → ')} wait for each other in a cycle`);
}

/** One cycle, each task followed by one that comes after it; null when there is none. */
function circleIn(before: ReadonlyMap<string, readonly string[]>): readonly string[] | null {
  const state = new Map<string, 'open' | 'done'>();
  for (const start of before.keys()) {
    const path: { id: string; next: number }[] = [];
    if (!state.has(start)) path.push({ id: start, next: 0 });
    while (path.length > 0) {
      const top = path.at(-1)!;
      state.set(top.id, 'open');
      const id = before.get(top.id)![top.next];
      top.next += 1;
      if (id === undefined) {
        state.set(top.id, 'done');
        path.pop();
      } else if (state.get(id) === 'open') {
        const ids = path.map((step) => step.id);
        return [...ids.slice(ids.indexOf(id)), id].reverse();
      } else if (!state.has(id)) path.push({ id, next: 0 });
    }
  }
  return null;
}
