/**
 * Text in, deployment and diagnostics out. Knows which front-ends there are; knows nothing of rules, runs or files on a
 * disk: other files come through the caller's `FileSource`.
 */
import { DeploymentBuilder } from '../model/builder.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import { Suggester } from '../model/nearest-name.ts';
import { compareSpans } from '../model/span.ts';
import { cloudFormation } from './cloudformation/index.ts';
import { DiagnosticList } from './diagnostic-list.ts';
import { type DocumentCode, documentCodes } from './document/codes.ts';
import type { DocumentNode, MappingNode } from './document/node.ts';
import { isReadable, readDocument } from './document/read-document.ts';
import { SourceText } from './document/source-text.ts';
import { graph } from './graph/graph.ts';
import { heat } from './heat/index.ts';
import type { FrontEnd, LoadOptions, LoadResult } from './load.ts';
import { native } from './native/native.ts';
import { type RecognitionCode, recognitionCodes } from './recognition-codes.ts';
import { taskflow } from './taskflow/taskflow.ts';

/** Every format that can be read, one line each. */
export const frontEnds: readonly FrontEnd[] = [native, heat, cloudFormation, taskflow, graph];

/**
 * Reads a template of any known format. Never throws on bad input: what is wrong is in the diagnostics, and whatever
 * could be understood in spite of it is in the deployment.
 * @param file the name as the user gave it; spans repeat it
 *
 * @example
 * const { deployment, diagnostics } = load('seed.yaml', text);
 */
export function load(file: string, text: string, options: LoadOptions = {}): LoadResult {
  const plain = frontEnds.find((one) => one.text?.recognise(text) && (options.format ?? one.id) === one.id);
  if (plain?.text) return loadPlain(plain.text, { file, text, options });
  const { root, diagnostics } = readDocument(file, text);
  const recognised = root === null ? { diagnostics: [] } : recognise(root, options.format);
  if (!('frontEnd' in recognised)) return nothing(file, text, [...diagnostics, ...recognised.diagnostics]);
  const { frontEnd, document } = recognised;
  const severity = frontEnd.duplicateKeys ?? 'error';
  const told = diagnostics.map((item) => (item.code === 'duplicate-key' ? { ...item, severity } : item));
  const result = frontEnd.load(document, { file, text, options, diagnostics: told });
  return { ...result, document, diagnostics: [...result.diagnostics].sort(byPlace) };
}

function loadPlain(
  format: NonNullable<FrontEnd['text']>,
  { file, text, options }: { readonly file: string; readonly text: string; readonly options: LoadOptions },
): LoadResult {
  const list = new DiagnosticList<DocumentCode>(documentCodes);
  if (!isReadable(new SourceText(file, text), list)) return nothing(file, text, list.items);
  const result = format.load({ file, text, options, diagnostics: list.items });
  return { ...result, diagnostics: [...result.diagnostics].sort(byPlace) };
}

/** In the order in which a reader meets them; what concerns no place comes first. */
function byPlace(a: Diagnostic, b: Diagnostic): number {
  if (a.span === null || b.span === null) return Number(b.span === null) - Number(a.span === null);
  return compareSpans(a.span, b.span);
}

type Recognised =
  | { readonly frontEnd: FrontEnd; readonly document: MappingNode }
  | { readonly diagnostics: readonly Diagnostic[] };

function recognise(root: DocumentNode, format: string | undefined): Recognised {
  const chosen = frontEnds.find(({ id }) => id === format);
  if (format !== undefined && !chosen)
    return unknownFormat(`'${format}' is not a format${suggestFormat(format)}`, root);
  if (root.kind !== 'mapping') {
    const list = new DiagnosticList<DocumentCode>(documentCodes);
    const found = root.kind === 'sequence' ? 'a list' : 'a single value';
    list.add(
      'document-not-mapping',
      `${found} was found, expected a mapping that begins with ${beginnings()}`,
      root.span,
    );
    return { diagnostics: list.items };
  }
  if (chosen) return { frontEnd: chosen, document: root };
  const scores = frontEnds.map((frontEnd) => ({ frontEnd, score: frontEnd.recognise(root) }));
  const best = scores.reduce((a, b) => (b.score > a.score ? b : a));
  return best.score > 0 ? { frontEnd: best.frontEnd, document: root } : unknownFormat(describeKeys(root), root);
}

function unknownFormat(found: string, root: DocumentNode): Recognised {
  const list = new DiagnosticList<RecognitionCode>(recognitionCodes);
  const at = root.kind === 'mapping' ? (root.entries[0]?.key.span ?? root.span) : root.span;
  list.add('unknown-format', `${found}; a template begins with ${beginnings()}`, at);
  return { diagnostics: list.items };
}

const MOST_KEYS_SHOWN = 6;

function describeKeys(root: MappingNode): string {
  const keys = root.entries.map(({ key }) => key.text);
  if (keys.length === 0) return 'the document has no keys';
  const suggester = new Suggester();
  const known = frontEnds.flatMap(({ beginsWith = [] }) => beginsWith);
  const shown = keys.slice(0, MOST_KEYS_SHOWN).map((key) => `'${key.slice(0, 60)}'${suggester.didYouMean(key, known)}`);
  const more = keys.length > MOST_KEYS_SHOWN ? ` and ${keys.length - MOST_KEYS_SHOWN} more` : '';
  return `no known format has the top-level keys ${shown.join(', ')}${more}`;
}

function suggestFormat(format: string): string {
  const ids = frontEnds.map(({ id }) => id);
  return `${new Suggester().didYouMean(format, ids)}, expected ${ids.join(' or ')}`;
}

function beginnings(): string {
  return frontEnds
    .map(({ title, beginsWith = [] }) => `${beginsWith.map((key) => `'${key}:'`).join(' or ')} (${title})`)
    .join(', or ');
}

function nothing(file: string, text: string, diagnostics: readonly Diagnostic[]): LoadResult {
  const deployment = new DeploymentBuilder({ file, format: 'unknown', version: '' }).build();
  return { deployment, diagnostics, files: new Map([[file, text]]) };
}
