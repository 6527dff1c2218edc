import type { DocumentNode } from '../load/document/node.ts';
import type { Span } from '../model/span.ts';
import { NotEditable } from './text-edit.ts';

/** The key under which a format writes what something comes after. */
export function orderKey(format: string, body: DocumentNode | undefined): string {
  if (format === 'native') return 'after';
  return body?.kind === 'mapping' && body.has('Type') ? 'DependsOn' : 'depends_on';
}

/** JSON quotes every name; YAML one that it would read as something else. */
export function quotedLike({ source: { text } }: DocumentNode, name: string): string {
  const isJson = /^[\s\ufeff]*\{\s*"/.test(text);
  const isPlain = /^[A-Za-z_][\w.-]*$/.test(name) && !/^(?:y|n|yes|no|on|off|true|false|null)$/i.test(name);
  return isJson || !isPlain ? JSON.stringify(name) : name;
}

/** @throws NotEditable when something is written in another file */
export function demandOwnFile(span: Span, root: DocumentNode): void {
  if (span.file !== root.source.file)
    throw new NotEditable(`it is written in ${span.file}, and only the template is edited`);
}
