import type { DiagnosticList } from '../diagnostic-list.ts';
import type { DocumentCode } from './codes.ts';
import { type DocumentNode, type MappingEntry, MappingNode } from './node.ts';
import type { SourceText } from './source-text.ts';

/**
 * A mapping from its keys and values in turn. Of duplicate keys the last wins, and each is reported with the place of
 * the one before. Merge keys are resolved as PyYAML does (`flatten_mapping` of its constructor): what a mapping says
 * itself wins over what it merges, the earlier of a list of mappings wins over the later.
 */
export function mappingOf(
  source: SourceText,
  place: { start: number; end: number; tag: string | null },
  children: readonly DocumentNode[],
  diagnostics: DiagnosticList<DocumentCode>,
): MappingNode {
  const own = new Map<string, MappingEntry>();
  const merged = new Map<string, MappingEntry>();
  for (let index = 0; index + 1 < children.length; index += 2) {
    const key = children[index] as DocumentNode;
    const value = children[index + 1] as DocumentNode;
    if (key.kind !== 'scalar') {
      const message = `a ${key.kind} was found as a key, expected a name; quote it if it is a placeholder like {{ x }}`;
      diagnostics.add('complex-key', message, key.span);
    } else if (key.style === 'plain' && key.text === '<<' && key.tag === null) {
      for (const entry of mergedEntries(value, diagnostics)) merged.set(entry.key.text, entry);
    } else {
      const before = own.get(key.text);
      if (before) {
        const related = [{ message: `'${key.text}' was first written here`, span: before.key.span }];
        const first = before.key.span.line;
        const message = `the key '${key.text}' stands twice in this mapping, first in line ${first}; the last one wins`;
        diagnostics.add('duplicate-key', message, key.span, { related });
      }
      own.set(key.text, { key, value });
    }
  }
  if (merged.size === 0) return new MappingNode(source, place, [...own.values()]);
  for (const [key, entry] of own) merged.set(key, entry);
  return new MappingNode(source, place, [...merged.values()]);
}

function* mergedEntries(value: DocumentNode, diagnostics: DiagnosticList<DocumentCode>): Generator<MappingEntry> {
  const parts = value.kind === 'sequence' ? [...value.items].reverse() : [value];
  for (const part of parts) {
    if (part.kind === 'mapping') yield* part.entries;
    else {
      const message = `'<<' merges a ${part.kind} here, expected a mapping or a list of mappings`;
      diagnostics.add('merge-value', message, part.span);
    }
  }
}
