import { isReservedName } from '../../model/builder.ts';
import type { DiagnosticList } from '../diagnostic-list.ts';
import type { DocumentNode, MappingNode, ScalarNode } from '../document/node.ts';
import { isEmpty, type NodeReader, quote } from '../native/node-reader.ts';
import type { TaskflowCode } from './codes.ts';
import type { Addition, Flow, Item, ManualLink } from './flow-tree.ts';
import { RETRY_KEYS, readAtom, TASK_KEYS } from './read-atom.ts';
import { readDecider } from './read-decider.ts';

const FLOW_KEYS = ['flow', 'name', 'pattern', 'retry', 'children', 'links', 'target'];
const PATTERNS = ['linear', 'unordered', 'graph', 'targeted_graph'] as const;

/** Reads the tree of flows and tasks; what cannot be read is reported and left out. */
export class FlowReader {
  readonly reader: NodeReader;
  readonly diagnostics: DiagnosticList<TaskflowCode>;
  /** An alias is the same object again, as when Python adds one task twice. */
  readonly #known = new Map<DocumentNode, Item | null>();

  constructor(reader: NodeReader, diagnostics: DiagnosticList<TaskflowCode>) {
    this.reader = reader;
    this.diagnostics = diagnostics;
  }

  /** The outermost item; a task may stand alone. */
  root(node: DocumentNode): Item | null {
    if (node.kind === 'mapping' && node.has('task')) return this.#item(node);
    const body = this.reader.fields(node, 'the flow', FLOW_KEYS);
    return body ? this.#flow(body) : null;
  }

  #item(node: DocumentNode): Item | null {
    const known = this.#known.get(node);
    if (known !== undefined) return known;
    const item = this.#readItem(node);
    this.#known.set(node, item);
    return item;
  }

  #readItem(node: DocumentNode): Item | null {
    if (node.kind !== 'mapping')
      return this.reader.wrongType(node, 'a child', 'a mapping that begins with task: or flow:');
    if (node.has('task')) {
      const body = this.reader.fields(node, 'a task', TASK_KEYS);
      return body && readAtom(body, { kind: 'task', key: 'task', fallback: null }, this);
    }
    if (node.has('flow')) {
      const body = this.reader.fields(node, 'a flow', FLOW_KEYS);
      return body && this.#flow(body);
    }
    this.diagnostics.add(
      'missing-key',
      node.has('name') || node.has('children')
        ? "a child has neither 'task' nor 'flow': a flow inside another is written 'flow: NAME'"
        : "a child has neither 'task' nor 'flow'",
      node.entries[0]?.key.span ?? node.span,
    );
    return null;
  }

  #flow(body: MappingNode): Flow | null {
    const name = this.name(body.get('flow') ?? body.get('name'), 'a flow', body);
    if (!name) return null;
    const pattern = this.reader.choice(body.get('pattern'), "'pattern'", PATTERNS) ?? 'linear';
    const isGraph = pattern === 'graph' || pattern === 'targeted_graph';
    for (const key of ['links', 'target'] as const) {
      const entry = body.entry(key);
      if (!entry || (key === 'links' ? isGraph : pattern === 'targeted_graph')) continue;
      this.diagnostics.add('useless-key', `'${key}' has no effect in a ${pattern} flow`, entry.key.span);
    }
    const retryNode = body.get('retry');
    const retryBody = retryNode && !isEmpty(retryNode) ? this.reader.fields(retryNode, "'retry'", RETRY_KEYS) : null;
    const fallback = `${name.text}_retry`;
    const retry = retryBody && readAtom(retryBody, { kind: 'retry', key: 'name', fallback }, this);
    return {
      kind: 'flow',
      name: name.text,
      pattern,
      retry,
      additions: this.#additions(body.get('children'), isGraph),
      links: isGraph ? this.#links(body.get('links')) : [],
      target: this.reader.text(body.get('target'), "'target'", 'the name of a child')?.text ?? null,
      span: name.span,
    };
  }

  /** Neighbouring children are one call of `add()`; `add:` states a call of its own. */
  #additions(node: DocumentNode | undefined, isGraph: boolean): readonly Addition[] {
    if (!node || isEmpty(node)) return [];
    if (node.kind !== 'sequence') return this.reader.wrongType(node, "'children'", 'a list of tasks and flows') ?? [];
    const additions: Addition[] = [];
    let plain: Item[] = [];
    for (const child of node.items) {
      if (child.kind === 'mapping' && child.has('add')) {
        plain = [];
        const addition = this.#addition(child, isGraph);
        if (addition) additions.push(addition);
        continue;
      }
      const item = this.#item(child);
      if (!item) continue;
      if (plain.length === 0) additions.push({ items: plain, resolveRequires: true, resolveExisting: true });
      plain.push(item);
    }
    return additions;
  }

  #addition(node: MappingNode, isGraph: boolean): Addition | null {
    const body = this.reader.fields(node, 'an addition', ['add', 'resolve_requires', 'resolve_existing']);
    const children = body?.get('add');
    if (!body || !children) return null;
    if (!isGraph) {
      const message = 'only a graph flow infers links, so only there it matters what is added by one call';
      this.diagnostics.add('useless-key', message, body.entry('add')!.key.span);
    }
    const flag = (key: string): boolean => !body.has(key) || this.reader.flag(body.get(key), `'${key}'`);
    return {
      items: this.reader.list(children).flatMap((child) => this.#item(child) ?? []),
      resolveRequires: flag('resolve_requires'),
      resolveExisting: flag('resolve_existing'),
    };
  }

  #links(node: DocumentNode | undefined): readonly ManualLink[] {
    if (!node || isEmpty(node)) return [];
    return this.reader.list(node).flatMap((item) => {
      const body = this.reader.fields(item, 'a link', ['from', 'to', 'decider', 'depth', 'reasons']);
      const ends = (['from', 'to'] as const).map((key) => {
        if (body && !body.has(key)) this.diagnostics.add('missing-key', `a link has no '${key}'`, item.span);
        return this.reader.text(body?.get(key), `'${key}'`, 'the name of a child');
      });
      const [from, to] = ends;
      if (!body || !from || !to) return [];
      const symbols = this.reader
        .list(body.get('reasons'))
        .flatMap((one) => this.reader.text(one, "'reasons'", 'the name of a symbol')?.text ?? []);
      const decider = readDecider(body, this);
      const isManual = symbols.length === 0 || decider !== null;
      return [{ from: from.text, to: to.text, symbols, isManual, decider, span: item.span }];
    });
  }

  /** TaskFlow takes any text for a name; the model cannot take what JavaScript objects have already. */
  name(node: DocumentNode | undefined, what: string, body: MappingNode): ScalarNode | null {
    if (!node) {
      const at = body.entries[0]?.key.span ?? body.span;
      this.diagnostics.add('missing-key', `${what} has no name`, at);
      return null;
    }
    const scalar = this.reader.text(node, `the name of ${what}`, 'a name');
    if (!scalar || !isReservedName(scalar.text)) return scalar;
    this.diagnostics.add('reserved-name', `${quote(scalar.text)} is a reserved name, choose another`, scalar.span);
    return null;
  }
}
