import type { DiagnosticCode } from '../../model/diagnostic.ts';
import { nativeCodes } from '../native/codes.ts';

/** What reading a plain graph may report, beside what every format does. */
export const graphCodes = [
  {
    code: 'dot-syntax',
    severity: 'error',
    summary: 'The text is not DOT.',
    why: 'What follows cannot be read, so only the part before it is known.',
  },
  {
    code: 'undirected-edge',
    severity: 'error',
    summary: 'An edge has no direction.',
    why: 'It does not say what comes first, so it is left out.',
  },
  {
    code: 'graph-too-large',
    severity: 'error',
    summary: 'A graph stands for more edges than are read.',
    why: 'A few characters of DOT can stand for millions of edges; the rest is left out.',
  },
  {
    code: 'arrows-to-prerequisites',
    severity: 'info',
    summary: 'The arrows of this graph are read from the dependent to what it needs.',
    why: 'Terraform draws them so; say `dependencies=forward` in the graph where they point the way time runs.',
  },
] as const satisfies readonly DiagnosticCode[];

export type GraphCode = (typeof graphCodes)[number]['code'] | (typeof nativeCodes)[number]['code'];

export const codesOfReading = [...nativeCodes, ...graphCodes];
