import type { Confidence, Diagnostic, DiagnosticCode, Related, Severity } from '../model/diagnostic.ts';
import type { Span } from '../model/span.ts';

/** What one diagnostic may say beyond its code, message and place. */
export interface DiagnosticDetails {
  /** Only where it differs from the code's own. */
  readonly severity?: Severity;
  /** Default `proved`: what is written is wrong as written. */
  readonly confidence?: Confidence;
  readonly related?: readonly Related[];
}

/** Collects what one front-end has to say; only codes that it registers can be reported. */
export class DiagnosticList<Code extends string> {
  readonly items: Diagnostic[] = [];
  readonly #severities: ReadonlyMap<string, Severity>;

  constructor(codes: readonly (DiagnosticCode & { readonly code: Code })[]) {
    this.#severities = new Map(codes.map(({ code, severity }) => [code, severity]));
  }

  /** @param message what was found, what was expected */
  add(code: Code, message: string, span: Span | null, details: DiagnosticDetails = {}): void {
    const severity = details.severity ?? this.#severities.get(code) ?? 'error';
    const { confidence = 'proved', related = [] } = details;
    this.items.push({ code, severity, confidence, message, span, related });
  }
}
