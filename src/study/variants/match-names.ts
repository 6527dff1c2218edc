import { didYouMean } from '../../model/nearest-name.ts';
import { StudyFault } from '../study.ts';

/** Whether a name fits a glob: `*` is any text, `?` one character. Linear in each star. */
export function matchesGlob(glob: string, name: string): boolean {
  let [at, inGlob, star, resume] = [0, 0, -1, 0];
  while (at < name.length) {
    if (inGlob < glob.length && (glob[inGlob] === '?' || (glob[inGlob] === name[at] && glob[inGlob] !== '*'))) {
      at += 1;
      inGlob += 1;
    } else if (glob[inGlob] === '*') {
      star = inGlob;
      resume = at;
      inGlob += 1;
    } else if (star >= 0) {
      inGlob = star + 1;
      resume += 1;
      at = resume;
    } else return false;
  }
  while (glob[inGlob] === '*') inGlob += 1;
  return inGlob === glob.length;
}

export interface NamedTask {
  readonly id: string;
  readonly type: string;
}

/** How narrow a pattern is: later ones win. */
const Narrowness = { type: 0, glob: 1, id: 2 } as const;

/**
 * The tasks that each pattern names, wide patterns first, so that narrow ones can overrule them.
 * @throws StudyFault for a pattern that names none
 */
export function namedTasks<Value>(
  patterns: Readonly<Record<string, Value>>,
  tasks: readonly NamedTask[],
  at: readonly (string | number)[],
): readonly { readonly pattern: string; readonly value: Value; readonly tasks: readonly string[] }[] {
  const ids = new Set(tasks.map(({ id }) => id));
  const rows = Object.entries(patterns).map(([pattern, value]) => {
    if (ids.has(pattern)) return { pattern, value, tasks: [pattern], narrowness: Narrowness.id };
    const type = pattern.startsWith('type:') ? pattern.slice('type:'.length) : null;
    const found = tasks
      .filter((task) => (type === null ? matchesGlob(pattern, task.id) : matchesGlob(type, task.type)))
      .map(({ id }) => id);
    if (found.length === 0) throw new StudyFault([...at, pattern], noSuchTask(pattern, tasks), true);
    return { pattern, value, tasks: found, narrowness: type === null ? Narrowness.glob : Narrowness.type };
  });
  return rows.sort((a, b) => a.narrowness - b.narrowness);
}

export function noSuchTask(name: string, tasks: readonly NamedTask[]): string {
  const known = name.startsWith('type:') ? tasks.map(({ type }) => `type:${type}`) : tasks.map(({ id }) => id);
  const hint = didYouMean(name, new Set(known)) || `; there are ${[...new Set(known)].slice(0, 5).join(', ')} …`;
  return `the template has no task '${name}'${hint}`;
}
