import type { DiagnosticCode } from '../model/diagnostic.ts';

/** What finding the right front-end may report. */
export const recognitionCodes = [
  {
    code: 'unknown-format',
    severity: 'error',
    summary: 'The document is none of the formats that are known.',
    why: 'Nothing in it can be checked; the first keys of a document tell its format.',
  },
] as const satisfies readonly DiagnosticCode[];

export type RecognitionCode = (typeof recognitionCodes)[number]['code'];
