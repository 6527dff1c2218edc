import type { Diagnostic } from '../../model/diagnostic.ts';
import type { Span } from '../../model/span.ts';
import { readDocument } from '../document/read-document.ts';
import type { LoadOptions } from '../load.ts';
import type { NodeReader } from './node-reader.ts';

/** What was chosen for a condition: a truth, or text that is none. */
export interface Parameter {
  readonly value: boolean | string;
  /** Null when it was given on the command line. */
  readonly span: Span | null;
}

export type Parameters = ReadonlyMap<string, Parameter>;

/**
 * The choices of the environment files (`parameters:`, as in Heat's), later files over earlier ones, and of the command
 * line over all files.
 */
export function readParameters(
  { environments = [], parameters = new Map() }: LoadOptions,
  reader: NodeReader,
): { readonly parameters: Parameters; readonly diagnostics: readonly Diagnostic[] } {
  const chosen = new Map<string, Parameter>();
  let diagnostics: readonly Diagnostic[] = [];
  for (const { file, text } of environments) {
    const document = readDocument(file, text);
    diagnostics = diagnostics.concat(document.diagnostics);
    const root = document.root && reader.fields(document.root, 'an environment of this format', ['parameters']);
    for (const { key, value } of reader.named(root?.get('parameters'), "'parameters'")) {
      const truth = value.kind === 'scalar' && typeof value.value === 'boolean' ? value.value : null;
      const scalar = truth === null ? reader.text(value, `the parameter '${key.text}'`, 'true or false') : null;
      if (truth !== null || scalar) chosen.set(key.text, { value: truth ?? (scalar?.text as string), span: key.span });
    }
  }
  for (const [name, text] of parameters) {
    const value = text === 'true' || text === 'false' ? text === 'true' : text;
    chosen.set(name, { value, span: null });
  }
  return { parameters: chosen, diagnostics };
}
