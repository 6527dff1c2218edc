import type { LoadResult } from './load.ts';

/**
 * Replaces the one syntax error at which the fast reader stopped by all that a recovering parser finds. That parser is
 * imported only here and only when it is needed, so that reading sound templates does not pay for it.
 */
export async function explainSyntax(file: string, result: LoadResult): Promise<LoadResult> {
  const isSyntax = ({ code, span }: LoadResult['diagnostics'][number]): boolean =>
    code === 'yaml-syntax' && span?.file === file;
  const text = result.files.get(file);
  if (text === undefined || !result.diagnostics.some(isSyntax)) return result;
  const { allSyntaxErrors } = await import('./document/syntax-errors.ts');
  const errors = allSyntaxErrors(file, text);
  if (errors.length === 0) return result;
  return { ...result, diagnostics: [...result.diagnostics.filter((item) => !isSyntax(item)), ...errors] };
}
