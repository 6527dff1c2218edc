import type { DeploymentBuilder } from '../../model/builder.ts';
import type { DocumentNode } from '../document/node.ts';
import { isEmpty, type NodeReader, quote } from './node-reader.ts';

const HANDLE_KEYS = ['trigger', 'duplicates', 'initial', 'transport'];

/** Adds the handles that signals are sent to. @returns their names */
export function readHandles(
  node: DocumentNode | undefined,
  reader: NodeReader,
  builder: DeploymentBuilder,
): ReadonlySet<string> {
  const handles = new Set<string>();
  for (const { key, value } of reader.named(node, "'handles'")) {
    const body = isEmpty(value) ? null : reader.fields(value, `the handle ${quote(key.text)}`, HANDLE_KEYS);
    const initial = reader
      .list(body?.get('initial'))
      .flatMap((item) => reader.text(item, "'initial'", "a signal's id, or a list of ids")?.text ?? []);
    handles.add(key.text);
    builder.addHandle({
      id: key.text,
      span: key.span,
      trigger: reader.choice(body?.get('trigger'), "'trigger'", ['level', 'edge']) ?? 'level',
      duplicates: reader.choice(body?.get('duplicates'), "'duplicates'", ['overwrite', 'ignore']) ?? 'overwrite',
      initial: [...new Set(initial)],
      transport: reader.choice(body?.get('transport'), "'transport'", ['single-object']),
    });
  }
  return handles;
}
