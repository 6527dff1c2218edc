import type { Span } from '../../model/span.ts';
import type { SourceText } from './source-text.ts';

/**
 * A YAML or JSON document as a tree in which every node knows its place. Aliases are shared nodes, never copies;
 * the reader bounds how large the tree may become when they are followed.
 */
export type DocumentNode = ScalarNode | SequenceNode | MappingNode;

/** A scalar as YAML 1.1 with PyYAML's resolver reads it (what Heat sees). */
export type ScalarValue = string | number | bigint | boolean | null;

export type ScalarStyle = 'plain' | 'quoted' | 'literal' | 'folded';

abstract class PlacedNode {
  readonly source: SourceText;
  readonly start: number;
  readonly end: number;
  /** An explicit tag as written: `!Ref`. */
  readonly tag: string | null;

  constructor(source: SourceText, place: { start: number; end: number; tag: string | null }) {
    this.source = source;
    this.start = place.start;
    this.end = place.end;
    this.tag = place.tag;
  }

  get span(): Span {
    return this.source.span(this.start, this.end);
  }
}

export class ScalarNode extends PlacedNode {
  get kind(): 'scalar' {
    return 'scalar';
  }

  readonly value: ScalarValue;
  /** The decoded text before resolution: `'010'` where the value is 8. */
  readonly text: string;
  readonly style: ScalarStyle;
  /** Where the content begins in the source: after the quote, or at the first line of a block. */
  readonly contentStart: number;
  /** Columns that each line of a block scalar is indented by; 0 for other styles. */
  readonly indent: number;

  constructor(source: SourceText, scalar: ScalarParts) {
    super(source, scalar);
    this.value = scalar.value;
    this.text = scalar.text;
    this.style = scalar.style;
    this.contentStart = scalar.contentStart;
    this.indent = scalar.indent;
  }

  /** The same place, speaking of a part of the text only. */
  withText(text: string): ScalarNode {
    const { start, end, tag, style, contentStart, indent } = this;
    return new ScalarNode(this.source, { start, end, tag, value: text, text, style, contentStart, indent });
  }
}

interface ScalarParts {
  readonly start: number;
  readonly end: number;
  readonly tag: string | null;
  readonly value: ScalarValue;
  readonly text: string;
  readonly style: ScalarStyle;
  readonly contentStart: number;
  readonly indent: number;
}

export class SequenceNode extends PlacedNode {
  get kind(): 'sequence' {
    return 'sequence';
  }

  readonly items: readonly DocumentNode[];

  constructor(
    source: SourceText,
    place: { start: number; end: number; tag: string | null },
    items: readonly DocumentNode[],
  ) {
    super(source, place);
    this.items = items;
  }
}

/** Searching so few keys is faster than a map, and most mappings of a template are that small. */
const SMALL_MAPPING = 8;

export interface MappingEntry {
  readonly key: ScalarNode;
  readonly value: DocumentNode;
}

export class MappingNode extends PlacedNode {
  get kind(): 'mapping' {
    return 'mapping';
  }

  /** In the order of the text; merge keys (`<<`) are merged; of duplicate keys the last wins, as in the engines. */
  readonly entries: readonly MappingEntry[];
  /** Made at the first question to a mapping too large to search. */
  #byKey: ReadonlyMap<string, MappingEntry> | null = null;

  /** @param entries no two with the same key: see `mappingOf` */
  constructor(
    source: SourceText,
    place: { start: number; end: number; tag: string | null },
    entries: readonly MappingEntry[],
  ) {
    super(source, place);
    this.entries = entries;
  }

  get(key: string): DocumentNode | undefined {
    return this.entry(key)?.value;
  }

  entry(key: string): MappingEntry | undefined {
    if (this.entries.length <= SMALL_MAPPING) return this.entries.find((entry) => entry.key.text === key);
    this.#byKey ??= new Map(this.entries.map((entry) => [entry.key.text, entry]));
    return this.#byKey.get(key);
  }

  has(key: string): boolean {
    return this.entry(key) !== undefined;
  }
}
