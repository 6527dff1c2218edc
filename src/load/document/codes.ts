import type { DiagnosticCode } from '../../model/diagnostic.ts';

/** What reading a YAML or JSON text may report, before any format is known. */
export const documentCodes = [
  {
    code: 'yaml-syntax',
    severity: 'error',
    summary: 'The text is not YAML (nor JSON).',
    why: 'No engine can read the template, so nothing in it can be checked.',
  },
  {
    code: 'json-comment',
    severity: 'error',
    summary: 'A JSON text holds a comment.',
    why: 'JSON has no comments, and the engines refuse the template; the rest of it is checked all the same.',
  },
  {
    code: 'not-text',
    severity: 'error',
    summary: 'The file holds bytes that are not UTF-8 text.',
    why: 'A template is text; an engine refuses binary or wrongly encoded files.',
  },
  {
    code: 'empty-document',
    severity: 'error',
    summary: 'The file holds no document.',
    why: 'There is nothing to deploy: an empty template is refused.',
  },
  {
    code: 'several-documents',
    severity: 'error',
    summary: 'The file holds more than one YAML document.',
    why: 'Engines read exactly one document per template; what follows the second `---` would be refused.',
  },
  {
    code: 'document-not-mapping',
    severity: 'error',
    summary: 'The document is a list or a single value where a mapping of keys is needed.',
    why: 'Every template format begins with named keys, so nothing can be recognised here.',
  },
  {
    code: 'document-too-large',
    severity: 'error',
    summary: 'The text is longer than the reader accepts.',
    why: 'A template of this size is not one that an engine would take, and reading it would exhaust memory.',
  },
  {
    code: 'document-too-deep',
    severity: 'error',
    summary: 'Collections are nested deeper than the reader accepts.',
    why: 'Such nesting is an attack or a generator gone wrong; engines overflow on it.',
  },
  {
    code: 'alias-bomb',
    severity: 'error',
    summary: 'Following the aliases would multiply the document beyond measure.',
    why: 'A few lines of nested aliases stand for billions of nodes and would exhaust any engine that expands them.',
  },
  {
    code: 'unknown-anchor',
    severity: 'error',
    summary: 'An alias names an anchor that no earlier node defines.',
    why: 'YAML resolves aliases backwards only, so the template cannot be read.',
  },
  {
    code: 'cyclic-alias',
    severity: 'error',
    summary: 'An alias stands inside the node that it names.',
    why: 'The document would contain itself; engines recurse without end or refuse it.',
  },
  {
    code: 'duplicate-key',
    severity: 'error',
    summary: 'A mapping has the same key twice.',
    why: 'The last one wins silently in most engines, so what the first one says is lost.',
  },
  {
    code: 'complex-key',
    severity: 'error',
    summary: 'A mapping key is a list or a mapping instead of a name.',
    why: 'Template keys are names; this is usually an unquoted `{{ … }}` placeholder.',
  },
  {
    code: 'merge-value',
    severity: 'error',
    summary: 'A merge key `<<` holds something that is neither a mapping nor a list of mappings.',
    why: 'There is nothing to merge, and YAML loaders refuse the document.',
  },
] as const satisfies readonly DiagnosticCode[];

export type DocumentCode = (typeof documentCodes)[number]['code'];
