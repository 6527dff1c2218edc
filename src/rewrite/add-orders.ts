import type { DocumentNode } from '../load/document/node.ts';
import type { Deployment } from '../model/deployment.ts';
import type { Span } from '../model/span.ts';
import { insertOrder } from './insert-order.ts';
import { entryAt } from './places.ts';
import { NotEditable, type TextEdit } from './text-edit.ts';
import { demandOwnFile, orderKey, quotedLike } from './written-name.ts';

/**
 * Edits that make a task come after others, in the words of its format: `depends_on`, `DependsOn`, `after`.
 * @param root the document of the template's own file
 * @returns null where no edit is sure to say it
 */
export function addOrders(
  deployment: Deployment,
  root: DocumentNode,
  { dependent, prerequisites }: { readonly dependent: string; readonly prerequisites: readonly string[] },
): readonly TextEdit[] | null {
  const { format } = deployment.template;
  if (format !== 'native' && format !== 'heat' && format !== 'cloudformation') return null;
  try {
    const span = placeOf(deployment, dependent);
    demandOwnFile(span, root);
    const place = entryAt(root, span);
    const names = prerequisites.map((task) => quotedLike(root, nameOf(deployment, task, dependent)));
    const key = quotedLike(root, orderKey(format, place.entry.value));
    return [insertOrder(place, { key, names: [...new Set(names)] })];
  } catch (error) {
    if (error instanceof NotEditable) return null;
    throw error;
  }
}

/** Where a task's order is written: in the native format with the task, elsewhere with its resource. */
function placeOf({ template, tasks, resources }: Deployment, task: string): Span {
  const { span, resource } = tasks.getNodeAttributes(task);
  return template.format === 'native' ? span : resources.getNodeAttribute(resource, 'span');
}

/** What another one calls a task. @throws NotEditable when it has no name there, or another has it */
function nameOf({ template, tasks, resources }: Deployment, task: string, from: string): string {
  const [own, other] = [task, from].map((id) => tasks.getNodeAttributes(id));
  if (template.format === 'native') {
    const sibling = `${other!.group}.${task}`;
    if (tasks.hasNode(sibling)) throw new NotEditable(`'${task}' means another task there`);
    return task;
  }
  const [prerequisite, dependent] = [own!, other!].map(({ resource }) => resources.getNodeAttributes(resource));
  if (prerequisite!.stack !== '' || dependent!.stack !== '') throw new NotEditable('it is part of a nested stack');
  return prerequisite!.name;
}
