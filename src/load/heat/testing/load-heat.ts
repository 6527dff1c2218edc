import type { AbstractGraph } from 'graphology-types';
import { readDocument } from '../../document/read-document.ts';
import type { LoadOptions, LoadResult } from '../../load.ts';
import { memoryFileSource } from '../../memory-file-source.ts';
import { heat } from '../index.ts';

/** Loads a template of the newest version from the text of its sections; other files by name. */
export function loadHeat(
  sections: string,
  files: Readonly<Record<string, string>> = {},
  options: LoadOptions = {},
): LoadResult {
  const text = /^(?:heat_template|HeatTemplate|AWSTemplate)/.test(sections) ? sections : `${NEWEST}${sections}`;
  return loadText(text, files, options);
}

export function loadText(text: string, files: Readonly<Record<string, string>>, options: LoadOptions = {}): LoadResult {
  const { root, diagnostics } = readDocument('t.yaml', text);
  if (!root) throw new Error(diagnostics.map(({ message }) => message).join('; '));
  const input = { file: 't.yaml', text, options: { files: memoryFileSource(files), ...options }, diagnostics };
  return heat.load(root, input);
}

export const NEWEST = 'heat_template_version: 2021-04-16\n';

/** The edges of a graph as `a → b`, sorted. */
export function edgesOf(graph: Pick<AbstractGraph, 'directedEdges' | 'source' | 'target'>): readonly string[] {
  return graph
    .directedEdges()
    .map((edge) => `${graph.source(edge)} → ${graph.target(edge)}`)
    .sort();
}
