import type { DocumentNode } from '../document/node.ts';
import type { Names } from './names.ts';
import { quote } from './node-reader.ts';
import type { Reading } from './reading.ts';

const POOL_KEYS = ['capacity', 'tasks', 'holds-while-waiting'];

/** Adds the limits on how many tasks run at once. */
export function readPools(node: DocumentNode | undefined, names: Names, reading: Reading): void {
  const { reader, builder } = reading;
  for (const { key, value } of reader.named(node, "'pools'")) {
    const body = reader.fields(value, `the pool ${quote(key.text)}`, POOL_KEYS);
    if (!body) continue;
    for (const needed of ['capacity', 'tasks']) {
      if (body.has(needed)) continue;
      reader.diagnostics.add('missing-key', `the pool ${quote(key.text)} has no '${needed}'`, key.span);
    }
    const capacity = reader.count(body.get('capacity'), "'capacity'");
    if (capacity === null) continue;
    const holdsWhileWaiting = reader.flag(body.get('holds-while-waiting'), "'holds-while-waiting'");
    const tasks = membersOf(body.get('tasks'), names, reading);
    builder.addPool({ id: key.text, capacity, tasks, holdsWhileWaiting, span: key.span });
  }
}

/** Tasks by name, all tasks of a host by the host's, or `all`. */
function membersOf(node: DocumentNode | undefined, names: Names, { reader }: Reading): readonly string[] {
  if (node?.kind === 'scalar' && node.text === 'all') return [...names.tasks.keys()];
  const members = new Set<string>();
  for (const item of reader.list(node)) {
    const scalar = reader.text(item, "'tasks'", "'all', or a list of tasks and hosts");
    const named = scalar && names.resolve(scalar, null, reader);
    if (!named) continue;
    if (named.kind === 'task') members.add(named.task.id);
    else
      for (const { id } of [named.host.base, ...named.host.components].flatMap((task) => task ?? [])) members.add(id);
  }
  return [...members];
}
