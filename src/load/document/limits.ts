/**
 * How much a document may ask of the reader. Far above what people write (Heat itself refuses templates above
 * 524,288 bytes), far below what would hurt: each limit ends in a finding, never in a hang.
 */
export const DOCUMENT_LIMITS = {
  /** UTF-16 code units; 32 Mi. A longer text is refused before it is parsed. */
  textLength: 32 * 1024 * 1024,
  /** Collections inside one another. */
  depth: 200,
  /** Nodes that following all aliases would add to those that are written. */
  aliasedNodes: 1_000_000,
} as const;
