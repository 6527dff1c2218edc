import type { Span } from '../../model/span.ts';
import type { DocumentNode, ScalarNode } from '../document/node.ts';
import { spanInside } from '../document/span-inside.ts';
import { type Call, listArguments, mappingOf } from './call.ts';

/** A part of the text of an `Fn::Sub`. */
export type SubPart =
  | { readonly kind: 'text'; readonly text: string; readonly node: ScalarNode; readonly start: number }
  | {
      readonly kind: 'variable';
      /** `Name`, `Name.Attribute`, `AWS::Region`. */
      readonly name: string;
      /** What the map of the two-argument form says that it is; it shadows resources and parameters. */
      readonly value: DocumentNode | null;
      readonly span: Span;
    };

/** The text of an `Fn::Sub` in parts; `${!Literal}` is the text `${Literal}`. Empty when it has no text. */
export function subParts(call: Call): readonly SubPart[] {
  const items = listArguments(call.argument);
  const template = items ? items[0] : call.argument;
  if (template?.kind !== 'scalar') return [];
  const map = mappingOf(items?.[1]);
  const { text } = template;
  const parts: SubPart[] = [];
  let from = 0;
  const push = (part: string, start: number): void => {
    if (part !== '') parts.push({ kind: 'text', text: part, node: template, start });
  };
  for (const match of text.matchAll(/\$\{(!?)([^{}]*)\}/g)) {
    const [whole, literal, name] = match as unknown as readonly [string, string, string];
    push(text.slice(from, match.index), from);
    from = match.index + whole.length;
    if (literal === '!') push(`\${${name}}`, match.index);
    else {
      const span = spanInside(template, match.index + 2, match.index + 2 + name.length);
      parts.push({ kind: 'variable', name: name.trim(), value: map?.get(name.trim()) ?? null, span });
    }
  }
  push(text.slice(from), from);
  return parts;
}

/** The values of the map that the text may use, used or not. */
export function subMap(call: Call): readonly DocumentNode[] {
  const items = listArguments(call.argument);
  return mappingOf(items?.[1])?.entries.map(({ value }) => value) ?? [];
}
