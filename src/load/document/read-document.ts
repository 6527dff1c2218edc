import { EVENT_ID, getScalarValue, parseEvents, SCALAR_STYLE, YAMLException } from 'js-yaml';
import type { Diagnostic } from '../../model/diagnostic.ts';
import {
  type DocumentNode,
  type MappingEntry,
  MappingNode,
  ScalarNode,
  type ScalarStyle,
  SequenceNode,
} from './node.ts';
import { resolveScalar } from './scalars.ts';
import { SourceText } from './source-text.ts';

export interface ReadDocument {
  /** Null when the text is not a document at all; the diagnostics say why. */
  readonly root: DocumentNode | null;
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads YAML (of which JSON is a part) into a tree that knows every node's place. Never throws on bad input. */
export function readDocument(file: string, text: string): ReadDocument {
  const source = new SourceText(file, text);
  try {
    return new TreeBuilder(source).build();
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    const at = error.mark?.position ?? 0;
    return {
      root: null,
      diagnostics: [
        {
          code: 'yaml-syntax',
          severity: 'error',
          confidence: 'proved',
          message: `not YAML: ${error.reason}`,
          span: source.span(at, at + 1),
          related: [],
        },
      ],
    };
  }
}

interface OpenCollection {
  readonly start: number;
  readonly tag: string | null;
  readonly anchor: string | null;
  readonly children: DocumentNode[];
  readonly isMapping: boolean;
  end: number;
}

class TreeBuilder {
  readonly #source: SourceText;
  readonly #anchors = new Map<string, DocumentNode>();
  readonly #diagnostics: Diagnostic[] = [];
  readonly #open: OpenCollection[] = [];
  #root: DocumentNode | null = null;

  constructor(source: SourceText) {
    this.#source = source;
  }

  build(): ReadDocument {
    const { text } = this.#source;
    for (const event of parseEvents(text, { maxDepth: 200 })) {
      switch (event.type) {
        case EVENT_ID.SCALAR: {
          const decoded = getScalarValue(text, event);
          const tag = this.#slice(event.tagStart, event.tagEnd);
          const isPlain = event.style === SCALAR_STYLE.PLAIN && tag === null;
          const value = isPlain ? resolveScalar(decoded) : decoded;
          const place = { start: event.valueStart, end: event.valueEnd, tag };
          const node = new ScalarNode(this.#source, {
            ...place,
            value,
            text: decoded,
            style: STYLES[event.style] ?? 'plain',
          });
          this.#add(node, this.#slice(event.anchorStart, event.anchorEnd), event.valueEnd);
          break;
        }
        case EVENT_ID.MAPPING:
        case EVENT_ID.SEQUENCE:
          this.#open.push({
            start: event.start,
            tag: this.#slice(event.tagStart, event.tagEnd),
            anchor: this.#slice(event.anchorStart, event.anchorEnd),
            children: [],
            isMapping: event.type === EVENT_ID.MAPPING,
            end: event.start + 1,
          });
          break;
        case EVENT_ID.ALIAS: {
          const target = this.#anchors.get(text.slice(event.anchorStart, event.anchorEnd));
          if (target) this.#add(target, null, event.anchorEnd);
          break;
        }
        case EVENT_ID.POP: {
          const collection = this.#open.pop();
          if (collection) this.#close(collection);
          break;
        }
        case EVENT_ID.DOCUMENT:
          break;
      }
    }
    return { root: this.#root, diagnostics: this.#diagnostics };
  }

  #close(collection: OpenCollection): void {
    const { children } = collection;
    if (!collection.isMapping) {
      this.#add(new SequenceNode(this.#source, collection, children), collection.anchor, collection.end);
      return;
    }
    const entries: MappingEntry[] = [];
    for (let index = 0; index + 1 < children.length; index += 2) {
      const key = children[index] as DocumentNode;
      if (key.kind === 'scalar') entries.push({ key, value: children[index + 1] as DocumentNode });
    }
    this.#add(new MappingNode(this.#source, collection, entries), collection.anchor, collection.end);
  }

  #add(node: DocumentNode, anchor: string | null, end: number): void {
    if (anchor !== null) this.#anchors.set(anchor, node);
    const parent = this.#open.at(-1);
    if (!parent) this.#root = node;
    else {
      parent.children.push(node);
      parent.end = Math.max(parent.end, end);
    }
  }

  #slice(start: number, end: number): string | null {
    return start < 0 ? null : this.#source.text.slice(start, end);
  }
}

const STYLES: Readonly<Record<number, ScalarStyle>> = {
  [SCALAR_STYLE.PLAIN]: 'plain',
  [SCALAR_STYLE.SINGLE_QUOTED]: 'quoted',
  [SCALAR_STYLE.DOUBLE_QUOTED]: 'quoted',
  [SCALAR_STYLE.LITERAL_BLOCK]: 'literal',
  [SCALAR_STYLE.FOLDED_BLOCK]: 'folded',
};
