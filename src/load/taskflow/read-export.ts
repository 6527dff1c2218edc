import { isReservedName } from '../../model/builder.ts';
import type { RetryRule } from '../../model/deployment.ts';
import type { Span } from '../../model/span.ts';
import type { DiagnosticList } from '../diagnostic-list.ts';
import type { DocumentNode, MappingNode } from '../document/node.ts';
import { type NodeReader, quote } from '../native/node-reader.ts';
import type { TaskflowCode } from './codes.ts';
import { type Argument, type Atom, DECIDER_DEPTHS, type Flow, type Item, type ManualLink } from './flow-tree.ts';
import { type FlowDocument, readStore } from './read-flow-document.ts';
import { reportRetryChild } from './report-retry.ts';

/**
 * What an exporter wrote from a flow that Python had put together: the tree with the links that TaskFlow inferred, the
 * atoms beside it. Keys that only describe what follows from these are not read.
 */
export function readExport(
  document: MappingNode,
  reader: NodeReader,
  diagnostics: DiagnosticList<TaskflowCode>,
): FlowDocument {
  const exported = new ExportReader(reader, diagnostics);
  for (const key of ['tasks', 'retries']) exported.collect(document.get(key), key);
  const body = document.get('flow');
  if (!body) diagnostics.add('missing-key', "the export has no 'flow'", document.entries[0]!.key.span);
  const engine = reader.text(document.get('engine'), "'engine'", "an engine's class")?.text ?? '';
  return {
    root: body ? exported.item(body) : null,
    store: new Set(readStore(document.get('store'), reader)),
    workers: engine.startsWith('Serial') ? 1 : null,
    hostCapacities: new Map(),
    span: document.span,
  };
}

class ExportReader {
  readonly #reader: NodeReader;
  readonly #diagnostics: DiagnosticList<TaskflowCode>;
  readonly #atoms = new Map<string, MappingNode>();

  constructor(reader: NodeReader, diagnostics: DiagnosticList<TaskflowCode>) {
    this.#reader = reader;
    this.#diagnostics = diagnostics;
  }

  collect(node: DocumentNode | undefined, key: string): void {
    for (const item of this.#reader.list(node)) {
      const body = this.#mapping(item, `an item of '${key}'`);
      const id = body && this.#text(body, 'id');
      if (id !== null) this.#atoms.set(id, body!);
    }
  }

  item(node: DocumentNode): Item | null {
    const body = this.#mapping(node, 'a part of the flow');
    if (!body) return null;
    return this.#text(body, 'type') === 'flow' ? this.#flow(body) : this.#atom(this.#text(body, 'id'), 'task', body);
  }

  #flow(body: MappingNode): Flow | null {
    const name = this.#name(body);
    const patterns = ['linear', 'unordered', 'graph', 'targeted_graph'] as const;
    const pattern = this.#reader.choice(body.get('pattern'), "'pattern'", patterns);
    if (name === null || pattern === null) return null;
    const isGraph = pattern === 'graph' || pattern === 'targeted_graph';
    const children = this.#reader.list(body.get('children'));
    const nameOfId = new Map(
      children.flatMap((child) => (child.kind === 'mapping' ? [[idText(child, 'id'), idText(child, 'name')]] : [])),
    );
    const retry = body.get('retry');
    const retryId = retry?.kind === 'scalar' && retry.value !== null ? retry.text : null;
    const controller = retryId === null ? null : this.#atom(retryId, 'retry', body);
    const found = children.flatMap((child) => this.item(child) ?? []);
    const items = found.filter(
      (item) => !controller || item.kind === 'flow' || item.name !== controller.name || item.type !== controller.type,
    );
    if (controller && items.length < found.length) reportRetryChild(controller, name, this.#diagnostics);
    return {
      kind: 'flow',
      name,
      pattern,
      retry: controller,
      additions: [{ items, resolveRequires: false, resolveExisting: false }],
      links: isGraph ? this.#links(body.get('links'), nameOfId) : [],
      // The exporter walked only what the target needs, so nothing is left to cut.
      target: null,
      span: nameSpan(body),
    };
  }

  #links(node: DocumentNode | undefined, nameOfId: ReadonlyMap<string, string>): readonly ManualLink[] {
    return this.#reader.list(node).flatMap((item) => {
      const body = this.#mapping(item, 'a link');
      const [from, to] = [body && this.#text(body, 'from'), body && this.#text(body, 'to')];
      if (!body || from === null || to === null) return [];
      const decider = this.#decider(body);
      const isManual = this.#words(body, 'kinds').has('manual') || decider !== null;
      const ends = { from: nameOfId.get(from) ?? from, to: nameOfId.get(to) ?? to };
      return [{ ...ends, symbols: [...this.#words(body, 'reasons')], isManual, decider, span: item.span }];
    });
  }

  #decider(body: MappingNode): ManualLink['decider'] {
    if (!body.has('decider')) return null;
    const name = this.#text(body, 'decider') ?? 'decider';
    const said = body.has('decider_depth') ? (this.#text(body, 'decider_depth') ?? 'ALL') : 'ALL';
    // Python prints the member of the enumeration with its class: `Depth.ATOM`.
    const depth = DECIDER_DEPTHS.find((one) => one === said.slice(said.lastIndexOf('.') + 1).toUpperCase());
    return { name, depth: depth ?? 'ALL' };
  }

  #atom(id: string | null, kind: Atom['kind'], at: MappingNode): Atom | null {
    const body = id === null ? undefined : this.#atoms.get(id);
    if (!body) {
      if (id !== null) this.#diagnostics.add('unknown-name', `nothing among 'tasks' has the id ${quote(id)}`, at.span);
      return null;
    }
    const name = this.#name(body);
    if (name === null) return null;
    const duration = body.has('duration') ? this.#reader.duration(body.get('duration'), "'duration'") : null;
    return {
      kind,
      name,
      type: body.has('class') ? (this.#text(body, 'class') ?? 'task') : 'task',
      args: this.#args(body, 'rebind', this.#words(body, 'optional')),
      revertArgs: this.#args(body, 'revert_rebind', this.#words(body, 'revert_optional')),
      provides: this.#reader.list(body.get('provides')).flatMap((item) => {
        const scalar = this.#reader.text(item, "'provides'", 'the name of a symbol');
        return scalar ? [{ symbol: scalar.text, isReturned: true, index: null, span: scalar.span }] : [];
      }),
      injected: new Set(this.#keys(body.get('inject'))),
      duration,
      undoDuration: null,
      priority: numberOf(body.get('priority')) ?? 0,
      retry: kind === 'retry' ? retryOf(body) : null,
      host: body.has('host') ? this.#text(body, 'host') : null,
      span: nameSpan(body),
    };
  }

  #keys(node: DocumentNode | undefined): readonly string[] {
    return node?.kind === 'mapping' ? node.entries.map(({ key }) => key.text) : [];
  }

  #words(body: MappingNode, key: string): ReadonlySet<string> {
    const items = this.#reader.list(body.get(key));
    return new Set(items.flatMap((one) => this.#reader.text(one, `'${key}'`, 'a text')?.text ?? []));
  }

  #args(body: MappingNode, key: string, optional: ReadonlySet<string>): readonly Argument[] {
    const node = body.get(key);
    const mapping = node && this.#mapping(node, `'${key}'`);
    return (mapping?.entries ?? []).flatMap(({ key: argument, value }) => {
      const symbol = this.#reader.text(value, `'${key}'`, 'the name of a symbol');
      if (!symbol) return [];
      // Binding an optional argument makes it required, so one that still is optional has its symbol's name.
      const isOptional = optional.has(argument.text);
      return [{ name: argument.text, symbol: symbol.text, isOptional, span: symbol.span }];
    });
  }

  #name(body: MappingNode): string | null {
    const name = this.#text(body, 'name');
    if (name === null || !isReservedName(name)) return name;
    this.#diagnostics.add('reserved-name', `${quote(name)} is a reserved name, choose another`, nameSpan(body));
    return null;
  }

  #mapping(node: DocumentNode, what: string): MappingNode | null {
    return node.kind === 'mapping' ? node : this.#reader.wrongType(node, what, 'a mapping');
  }

  /** What every part must have. */
  #text(body: MappingNode, key: string): string | null {
    if (!body.has(key)) this.#diagnostics.add('missing-key', `a part of the export has no '${key}'`, body.span);
    return this.#reader.text(body.get(key), `'${key}'`, 'a text')?.text ?? null;
  }
}

function idText(body: MappingNode, key: string): string {
  const node = body.get(key);
  return node?.kind === 'scalar' ? node.text : '';
}

function nameSpan(body: MappingNode): Span {
  return (body.get('name') ?? body.entries[0]?.key ?? body).span;
}

function numberOf(node: DocumentNode | undefined): number | null {
  return node?.kind === 'scalar' && typeof node.value === 'number' ? node.value : null;
}

/** As the exporter saw the controller: its attempts or values, and what it does when there are no more. */
function retryOf(body: MappingNode): RetryRule {
  const values = body.get('values');
  const count =
    values?.kind === 'sequence' ? values.items.length : values?.kind === 'mapping' ? values.entries.length : 1;
  const action = body.get('on_exhausted');
  const isAll = action?.kind === 'scalar' && /all/i.test(action.text);
  return {
    attempts: Math.max(1, numberOf(body.get('attempts')) ?? count),
    onExhausted: isAll ? 'revert-all' : 'revert',
  };
}
