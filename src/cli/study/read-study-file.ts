import type { DocumentNode } from '../../load/document/node.ts';
import { readDocument } from '../../load/document/read-document.ts';
import { readStudy } from '../../study/file/read-study.ts';
import { type Study, StudyFault } from '../../study/study.ts';
import { Misuse } from '../misuse.ts';

/** A study, and the way from what is wrong with it to the place in its file. */
export interface StudyFile {
  readonly study: Study;
  readonly misuseOf: (fault: StudyFault) => Misuse;
}

/** @throws Misuse with file, line and column of the first thing that is wrong */
export function readStudyFile(name: string, text: string): StudyFile {
  const { root, diagnostics } = readDocument(name, text);
  const wrong = diagnostics.find(({ severity }) => severity === 'error');
  if (wrong || root === null) {
    const { line, column } = wrong?.span ?? { line: 1, column: 1 };
    throw new Misuse(`${name}:${line}:${column}: ${wrong?.message ?? 'is empty'}`);
  }
  const misuseOf = (fault: StudyFault): Misuse => {
    const { line, column } = placeOf(root, fault).span;
    return new Misuse(`${name}:${line}:${column}: ${fault.message}`);
  };
  try {
    return { study: readStudy(plainValue(root)), misuseOf };
  } catch (error) {
    throw error instanceof StudyFault ? misuseOf(error) : error;
  }
}

/** Scalars as they are written, so that `5s`, `010` and `1..16` stay what they are; truths and nothing as such. */
function plainValue(node: DocumentNode): unknown {
  if (node.kind === 'sequence') return node.items.map(plainValue);
  if (node.kind === 'mapping') {
    return Object.fromEntries(node.entries.map(({ key, value }) => [key.text, plainValue(value)]));
  }
  return typeof node.value === 'boolean' || node.value === null ? node.value : node.text;
}

/** The deepest node that the keys lead to; for a key that should not be there, the key itself. */
function placeOf(root: DocumentNode, { path, isKey }: StudyFault): DocumentNode {
  let at: DocumentNode = root;
  for (const [depth, key] of path.entries()) {
    if (at.kind === 'sequence') {
      const item: DocumentNode | undefined = at.items[Number(key)];
      if (item === undefined) return at;
      at = item;
    } else if (at.kind === 'mapping') {
      const entry = at.entry(String(key)) ?? at.entry(kebab(String(key)));
      if (entry === undefined) return at;
      at = depth === path.length - 1 && (isKey || entry.value.kind !== 'scalar') ? entry.key : entry.value;
    } else return at;
  }
  return at;
}

/** Options have their names in TypeScript's manner inside, and in YAML's in the file. */
function kebab(key: string): string {
  return key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
