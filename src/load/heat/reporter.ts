import type { Confidence, Diagnostic, Related, Severity } from '../../model/diagnostic.ts';
import { Suggester } from '../../model/nearest-name.ts';
import type { Span } from '../../model/span.ts';
import { severityOf } from './codes.ts';

/** Collects what reading says; the same thing at the same place is said once, however many members repeat it. */
export class Reporter {
  readonly #diagnostics: Diagnostic[] = [];
  readonly #said = new Set<string>();
  readonly #suggester = new Suggester();

  get diagnostics(): readonly Diagnostic[] {
    return this.#diagnostics;
  }

  /** ` (did you mean 'x'?)`, or nothing. */
  didYouMean(name: string, candidates: Iterable<string>): string {
    return this.#suggester.didYouMean(name, candidates);
  }

  /**
   * @param more `isLate`: Heat does not see it before the creation, so that what would be an error is a warning
   */
  say(
    code: string,
    message: string,
    span: Span | null,
    more: { readonly related?: readonly Related[]; readonly confidence?: Confidence; readonly isLate?: boolean } = {},
  ): void {
    const key = JSON.stringify([code, message, span?.file, span?.line, span?.column]);
    if (this.#said.has(key)) return;
    this.#said.add(key);
    this.#diagnostics.push({
      code,
      severity: severityFor(code, more.isLate === true),
      confidence: more.confidence ?? 'proved',
      message,
      span,
      related: more.related ?? [],
    });
  }
}

function severityFor(code: string, isLate: boolean): Severity {
  const severity = severityOf(code);
  return isLate && severity === 'error' ? 'warning' : severity;
}
