import type { Link, LinkedItem } from './linked-flow.ts';

/**
 * The children of one graph flow and the links between them, in the order of insertion on which TaskFlow's answers
 * depend (networkx keeps both in order).
 */
export class LinkGraph {
  readonly #before = new Map<LinkedItem, Map<LinkedItem, Link>>();
  readonly #after = new Map<LinkedItem, Map<LinkedItem, Link>>();

  readonly #offered = new Set<string>();

  copy(): LinkGraph {
    const copy = new LinkGraph();
    for (const item of this.items()) copy.add(item);
    for (const link of this.links()) copy.link({ ...link, symbols: new Set(link.symbols) });
    return copy;
  }

  add(item: LinkedItem): void {
    if (this.#after.has(item)) return;
    this.#after.set(item, new Map());
    this.#before.set(item, new Map());
    for (const symbol of item.provides) this.#offered.add(symbol);
  }

  /** Of these symbols, those that nothing before the item provides. */
  lacking(item: LinkedItem, symbols: Iterable<string>): readonly string[] {
    const missing = new Set(symbols);
    const open = new Set([...missing].filter((symbol) => this.#offered.has(symbol)));
    const found = (before: LinkedItem): void => {
      for (const symbol of before.provides) if (open.delete(symbol)) missing.delete(symbol);
    };
    // Nearly always the direct ones are enough, and then nothing is walked.
    for (const before of this.#before.get(item)?.keys() ?? []) found(before);
    if (open.size > 0) for (const before of this.ancestors(item)) found(before);
    return [...missing];
  }

  has(item: LinkedItem): boolean {
    return this.#after.has(item);
  }

  hasLink(from: LinkedItem, to: LinkedItem): boolean {
    return this.#after.get(from)?.has(to) ?? false;
  }

  items(): readonly LinkedItem[] {
    return [...this.#after.keys()];
  }

  links(): readonly Link[] {
    return [...this.#after.values()].flatMap((targets) => [...targets.values()]);
  }

  /** Adds a link, or its reasons to the one that is there. */
  link(link: Link): void {
    const known = this.#after.get(link.from)?.get(link.to);
    if (known) {
      for (const symbol of link.symbols) known.symbols.add(symbol);
      known.manual = link.manual ?? known.manual;
      return;
    }
    this.#after.get(link.from)?.set(link.to, link);
    this.#before.get(link.to)?.set(link.from, link);
  }

  /** Everything from which a path leads here. */
  ancestors(item: LinkedItem): ReadonlySet<LinkedItem> {
    const found = new Set<LinkedItem>();
    const open = [item];
    for (let next = open.pop(); next; next = open.pop())
      for (const before of this.#before.get(next)?.keys() ?? []) {
        if (found.has(before)) continue;
        found.add(before);
        open.push(before);
      }
    return found;
  }

  /**
   * Topologically as networkx sorts: by generations, in insertion order inside each. Items on or behind a cycle are
   * left out.
   */
  sorted(): readonly LinkedItem[] {
    const waiting = new Map(this.items().map((item) => [item, this.#before.get(item)?.size ?? 0]));
    const order = this.items().filter((item) => waiting.get(item) === 0);
    for (let at = 0; at < order.length; at += 1)
      for (const next of this.#after.get(order[at]!)?.keys() ?? []) {
        const left = waiting.get(next)! - 1;
        waiting.set(next, left);
        if (left === 0) order.push(next);
      }
    return order;
  }

  /** A shortest cycle through some item, its links in order; empty when there is none. */
  circle(): readonly Link[] {
    const sorted = new Set(this.sorted());
    const suspects = this.items().filter((item) => !sorted.has(item));
    let best: readonly Link[] = [];
    for (const start of suspects.slice(0, MOST_STARTS)) {
      const found = this.#circleThrough(start);
      if (found.length > 0 && (best.length === 0 || found.length < best.length)) best = found;
    }
    return best;
  }

  #circleThrough(start: LinkedItem): readonly Link[] {
    const reachedBy = new Map<LinkedItem, Link>();
    const open = [start];
    for (let at = 0; at < open.length; at += 1)
      for (const [next, link] of this.#after.get(open[at]!) ?? []) {
        if (reachedBy.has(next)) continue;
        reachedBy.set(next, link);
        if (next !== start) open.push(next);
        else return walkBack(start, reachedBy);
      }
    return [];
  }
}

/** A cycle is shown, not enumerated: the search from so many members is enough to find a short one. */
const MOST_STARTS = 200;

function walkBack(start: LinkedItem, reachedBy: ReadonlyMap<LinkedItem, Link>): readonly Link[] {
  const links: Link[] = [];
  for (let link = reachedBy.get(start); link; link = link.from === start ? undefined : reachedBy.get(link.from))
    links.unshift(link);
  return links;
}
