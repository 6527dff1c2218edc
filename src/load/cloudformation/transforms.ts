import type { Span } from '../../model/span.ts';
import type { DocumentNode, MappingNode } from '../document/node.ts';
import { listArguments, mappingOf, textOf } from './call.ts';

/** A macro that the service runs before it reads the template. */
export interface Transform {
  readonly name: string;
  readonly span: Span;
}

/** Expanded here, as far as the template decides it. */
export const EXTENSIONS = 'AWS::LanguageExtensions';

/** Adds text, and changes none. */
export const INCLUDE = 'AWS::Include';

/** Of the whole template, and `Fn::Transform` in it, which changes what stands beside it. */
export function transformsOf(root: MappingNode): readonly Transform[] {
  const node = root.get('Transform');
  const items = node ? (listArguments(node) ?? [node]) : [];
  const top = items.flatMap((item) => {
    const name = textOf(item) ?? textOf(mappingOf(item)?.get('Name'));
    return name === null ? [] : [{ name, span: item.span }];
  });
  return /(?:Fn::|!)Transform\b/.test(root.source.text) ? [...top, ...innerTransforms(root)] : top;
}

function innerTransforms(root: MappingNode): readonly Transform[] {
  const found: Transform[] = [];
  // Aliases are shared nodes: each is looked at once.
  const seen = new Set<DocumentNode>();
  const open: DocumentNode[] = [root];
  const note = (node: DocumentNode): void => {
    for (const call of node.kind === 'sequence' ? node.items : [node]) {
      const name = textOf(call.kind === 'mapping' ? call.get('Name') : call);
      found.push({ name: name ?? 'Fn::Transform', span: call.span });
    }
  };
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (node.kind === 'scalar' || seen.has(node)) continue;
    seen.add(node);
    if (node.tag === '!Transform') note(node);
    if (node.kind === 'sequence') open.push(...node.items);
    else
      for (const { key, value } of node.entries) {
        if (key.text === 'Fn::Transform') note(value);
        open.push(value);
      }
  }
  return found;
}
