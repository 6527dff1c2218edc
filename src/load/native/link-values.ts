import type { DocumentNode, ScalarNode } from '../document/node.ts';
import type { TaskLinker } from './link-tasks.ts';
import type { Named, TaskDraft } from './names.ts';
import { quote } from './node-reader.ts';
import type { Reading } from './reading.ts';

/** Adds the values that a task provides. */
export function readProvided(task: TaskDraft, { reader, builder }: Reading): void {
  for (const node of reader.list(task.body?.get('provides'))) {
    const scalar = reader.text(node, "'provides'", "a value's name, or a list of names");
    if (!scalar || reader.name(scalar) === null) continue;
    if (task.provides.has(scalar.text)) {
      reader.diagnostics.add('duplicate-name', `'${task.id}' provides ${quote(scalar.text)} twice`, scalar.span);
      continue;
    }
    task.provides.add(scalar.text);
    builder.addProvided({ task: task.id, name: scalar.text, span: scalar.span });
  }
}

/** Adds the values that a task consumes, and the order that each of them means. */
export function linkValues(task: TaskDraft, linker: TaskLinker): void {
  const node = task.body?.get('consumes');
  if (!node) return;
  const { reader, builder } = linker.reading;
  for (const { input, reference } of inputsOf(node, linker)) {
    const scalar = reader.text(reference, "'consumes'", "a value of a task such as 'vmA.a1.address'");
    if (!scalar) continue;
    const name = input?.text ?? scalar.text.slice(scalar.text.lastIndexOf('.') + 1);
    if (reader.name(input ?? scalar.withText(name)) === null) continue;
    builder.addConsumed({ task: task.id, name, span: (input ?? scalar).span });
    const producer = findProducer(scalar, task, linker);
    if (!producer) continue;
    const value = { provided: producer.value, consumed: name };
    const why = { kind: 'value', via: 'consumes', span: scalar.span, value, when: null } as const;
    linker.add(producer.task.id, task.id, why);
  }
}

/** A mapping from inputs to values, or values whose own names serve as inputs. */
function inputsOf(
  node: DocumentNode,
  { reading }: TaskLinker,
): readonly { readonly input: ScalarNode | null; readonly reference: DocumentNode }[] {
  if (node.kind === 'mapping') return node.entries.map(({ key, value }) => ({ input: key, reference: value }));
  return reading.reader.list(node).map((reference) => ({ input: null, reference }));
}

function findProducer(
  scalar: ScalarNode,
  consumer: TaskDraft,
  linker: TaskLinker,
): { readonly task: TaskDraft; readonly value: string } | null {
  const { reader } = linker.reading;
  const dot = scalar.text.lastIndexOf('.');
  const value = scalar.text.slice(dot + 1);
  if (dot < 0) {
    const message = `${quote(value)} names no task, expected a task and its value such as 'vmA.a1.address'`;
    reader.diagnostics.add('unknown-name', message, scalar.span);
    return null;
  }
  const named = linker.names.resolve(scalar.withText(scalar.text.slice(0, dot)), consumer.host, reader);
  if (!named || !isProvided(named, value, scalar, linker)) return null;
  return linker.isPossible(named, [consumer], scalar) ? { task: named.task, value } : null;
}

function isProvided(
  named: Named,
  value: string,
  scalar: ScalarNode,
  { reading }: TaskLinker,
): named is Named & { kind: 'task' } {
  const { diagnostics, suggester } = reading.reader;
  if (named.kind === 'host') {
    const { name } = named.host;
    const message = `'${name}' is a host; a value is provided by one of its tasks, such as '${name}.base.${value}'`;
    diagnostics.add('unknown-name', message, scalar.span);
    return false;
  }
  const { id, provides, span } = named.task;
  if (provides.has(value)) return true;
  const hint = suggester.didYouMean(value, provides);
  const related = [{ message: `'${id}' is defined here`, span }];
  diagnostics.add('unknown-name', `'${id}' does not provide ${quote(value)}${hint}`, scalar.span, { related });
  return false;
}
