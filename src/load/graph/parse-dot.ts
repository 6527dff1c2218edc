import type { Span } from '../../model/span.ts';
import type { DiagnosticList } from '../diagnostic-list.ts';
import { DOCUMENT_LIMITS } from '../document/limits.ts';
import type { SourceText } from '../document/source-text.ts';
import type { GraphCode } from './codes.ts';
import { type DotToken, DotTokens } from './dot-tokens.ts';

export interface DotNode {
  readonly id: string;
  readonly attributes: Map<string, string>;
  /** The innermost cluster around its first mention. */
  readonly cluster: DotCluster | null;
  readonly span: Span;
}

export interface DotCluster {
  readonly id: string;
  readonly attributes: Map<string, string>;
}

export interface DotEdge {
  readonly from: string;
  readonly to: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly span: Span;
}

export interface DotGraph {
  readonly nodes: ReadonlyMap<string, DotNode>;
  readonly edges: readonly DotEdge[];
  readonly attributes: ReadonlyMap<string, string>;
}

/** Groups on both sides of an arrow multiply, so a short text could fill the memory. */
const MOST_EDGES = 100_000;

/** Reads a graph in DOT as far as it can be read; what is wrong is reported with its place. */
export function parseDot(source: SourceText, diagnostics: DiagnosticList<GraphCode>): DotGraph {
  return new DotParser(source, diagnostics).parse();
}

interface Scope {
  readonly attributes: Map<string, string>;
  readonly cluster: DotCluster | null;
  /** Nodes named inside, for arrows to or from the whole. */
  readonly members: Set<string>;
  readonly parent: Scope | null;
  readonly edgeDefaults: Map<string, string>;
  readonly nodeDefaults: Map<string, string>;
}

class DotParser {
  readonly #nodes = new Map<string, DotNode>();
  readonly #edges: DotEdge[] = [];
  readonly #tokens: DotTokens;
  readonly #source: SourceText;
  readonly #diagnostics: DiagnosticList<GraphCode>;
  #token: DotToken;
  #depth = 0;
  #isStopped = false;

  constructor(source: SourceText, diagnostics: DiagnosticList<GraphCode>) {
    this.#source = source;
    this.#diagnostics = diagnostics;
    this.#tokens = new DotTokens(source);
    this.#token = this.#tokens.next();
  }

  parse(): DotGraph {
    const root = scopeOf(null, null);
    this.#takeWord('strict');
    if (!this.#takeWord('digraph') && !this.#takeWord('graph')) this.#expected("'digraph'");
    if (this.#token.kind === 'id') this.#advance();
    this.#body(root);
    if (!this.#isStopped && this.#token.kind !== 'end') this.#expected('nothing after the graph');
    return { nodes: this.#nodes, edges: this.#edges, attributes: root.attributes };
  }

  #advance(): DotToken {
    const token = this.#token;
    this.#token = this.#tokens.next();
    return token;
  }

  #isSign(text: string): boolean {
    return this.#token.kind === 'sign' && this.#token.text === text;
  }

  #takeSign(text: string): boolean {
    if (!this.#isSign(text)) return false;
    this.#advance();
    return true;
  }

  #isWord(word: string): boolean {
    return this.#token.kind === 'id' && !this.#token.isQuoted && this.#token.text.toLowerCase() === word;
  }

  #takeWord(word: string): boolean {
    if (!this.#isWord(word)) return false;
    this.#advance();
    return true;
  }

  #span({ start, end }: DotToken): Span {
    return this.#source.span(start, end);
  }

  /** After the first fault nothing more is read: what follows would be guessed. */
  #expected(what: string): void {
    if (this.#isStopped) return;
    this.#isStopped = true;
    const { kind, text } = this.#token;
    const found = kind === 'id' ? `'${text.slice(0, 60)}'` : kind === 'sign' ? `'${text}'` : text;
    this.#diagnostics.add('dot-syntax', `${found} was found, expected ${what}`, this.#span(this.#token));
  }

  #body(scope: Scope): void {
    if (!this.#takeSign('{')) {
      this.#expected("'{'");
      return;
    }
    this.#depth += 1;
    if (this.#depth > DOCUMENT_LIMITS.depth) {
      this.#expected(`at most ${DOCUMENT_LIMITS.depth} levels of braces`);
      return;
    }
    while (!this.#isStopped && !this.#isSign('}')) {
      if (this.#takeSign(';')) continue;
      if (this.#token.kind !== 'id' && !this.#isSign('{')) {
        this.#expected("a statement or '}'");
        return;
      }
      this.#statement(scope);
    }
    this.#depth -= 1;
    this.#takeSign('}');
  }

  #statement(scope: Scope): void {
    for (const [word, defaults] of [
      ['graph', scope.attributes],
      ['node', scope.nodeDefaults],
      ['edge', scope.edgeDefaults],
    ] as const) {
      if (!this.#isWord(word)) continue;
      this.#advance();
      this.#attributes(defaults);
      return;
    }
    const first = this.#token;
    const from = this.#end(scope);
    if (from === null) return;
    if (from.name !== null && this.#takeSign('=')) {
      const value = this.#advance();
      scope.attributes.set(from.name, value.text);
      return;
    }
    if (this.#isSign('->') || this.#isSign('--')) {
      this.#arrows(from, first, scope);
      return;
    }
    if (from.name === null) return;
    const node = this.#node(from.name, first, scope);
    this.#attributes(node.attributes);
  }

  #arrows(first: End, token: DotToken, scope: Scope): void {
    const ends = [this.#declare(first, token, scope)];
    while (!this.#isStopped && (this.#isSign('->') || this.#isSign('--'))) {
      const sign = this.#advance();
      if (sign.text === '--') {
        const message = "'--' has no direction, expected '->'";
        this.#diagnostics.add('undirected-edge', message, this.#span(sign));
      }
      const at = this.#token;
      const end = this.#end(scope);
      if (end === null) return;
      ends.push(sign.text === '--' ? [] : this.#declare(end, at, scope));
      if (sign.text === '--') this.#declare(end, at, scope);
    }
    const attributes = new Map(scope.edgeDefaults);
    this.#attributes(attributes);
    const span = this.#span(token);
    for (let index = 1; index < ends.length; index += 1)
      for (const from of ends[index - 1]!)
        for (const to of ends[index]!) {
          if (this.#edges.length >= MOST_EDGES) {
            this.#tooLarge(span);
            return;
          }
          this.#edges.push({ from, to, attributes, span });
        }
  }

  #tooLarge(span: Span): void {
    if (!this.#isStopped) this.#diagnostics.add('graph-too-large', `more than ${MOST_EDGES} edges are not read`, span);
    this.#isStopped = true;
  }

  #declare({ name, members }: End, token: DotToken, scope: Scope): readonly string[] {
    if (name !== null) this.#node(name, token, scope);
    return name === null ? [...members] : [name];
  }

  /** A node's name, with its port, or a group. */
  #end(scope: Scope): End | null {
    if (this.#isWord('subgraph') || this.#isSign('{')) return this.#subgraph(scope);
    if (this.#token.kind !== 'id') {
      this.#expected('the name of a node');
      return null;
    }
    const name = this.#advance().text;
    for (let part = 0; part < 2 && this.#takeSign(':'); part += 1) this.#advance();
    return { name, members: new Set() };
  }

  #subgraph(scope: Scope): End {
    const isNamed = this.#takeWord('subgraph') && this.#token.kind === 'id';
    const id = isNamed ? this.#advance().text : '';
    const cluster = id.startsWith('cluster') ? { id, attributes: new Map<string, string>() } : null;
    const inner = scopeOf(scope, cluster);
    if (!isNamed || this.#isSign('{')) this.#body(inner);
    return { name: null, members: inner.members };
  }

  #node(id: string, token: DotToken, scope: Scope): DotNode {
    for (let around: Scope | null = scope; around; around = around.parent) around.members.add(id);
    const known = this.#nodes.get(id);
    if (known) return known;
    const attributes = new Map(scope.nodeDefaults);
    const node = { id, attributes, cluster: scope.cluster, span: this.#span(token) };
    this.#nodes.set(id, node);
    return node;
  }

  #attributes(into: Map<string, string>): void {
    while (!this.#isStopped && this.#takeSign('[')) {
      while (!this.#isStopped && !this.#takeSign(']')) {
        if (this.#takeSign(',') || this.#takeSign(';')) continue;
        if (this.#token.kind !== 'id') {
          this.#expected("an attribute or ']'");
          return;
        }
        const key = this.#advance().text;
        if (!this.#takeSign('=')) into.set(key, 'true');
        else if (this.#token.kind === 'id') into.set(key, this.#advance().text);
        else {
          this.#expected(`the value of '${key.slice(0, 60)}'`);
          return;
        }
      }
    }
  }
}

interface End {
  readonly name: string | null;
  readonly members: ReadonlySet<string>;
}

function scopeOf(parent: Scope | null, cluster: DotCluster | null): Scope {
  return {
    attributes: cluster?.attributes ?? new Map(),
    cluster: cluster ?? parent?.cluster ?? null,
    members: new Set(),
    parent,
    edgeDefaults: new Map(parent?.edgeDefaults),
    nodeDefaults: new Map(parent?.nodeDefaults),
  };
}
