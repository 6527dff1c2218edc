import type { DiagnosticList } from '../diagnostic-list.ts';
import type { TaskflowCode } from './codes.ts';
import type { Flow } from './flow-tree.ts';
import { type Link, type LinkedItem, nameOf } from './linked-flow.ts';

const ENGINE =
  'DependencyFailure: No path through the node(s) in the graph produces an ordering that will allow for logical edge ' +
  'traversal';

/** Says what TaskFlow does not: who is on the cycle, by which symbols, and whether only sub-flows make it. */
export function reportCircle(circle: readonly Link[], flow: Flow, diagnostics: DiagnosticList<TaskflowCode>): void {
  const walk = circle
    .map(({ from, to, symbols }) => `'${nameOf(from)}' → '${nameOf(to)}'${byWhat(symbols)}`)
    .join(', ');
  const related = circle.map(({ from }) => ({
    message: `'${nameOf(from)}' is on the cycle`,
    span: from.kind === 'task' ? from.atom.span : from.flow.span,
  }));
  if (isFalse(circle)) {
    const advice = 'make the machines labels (host:) and put their tasks into this flow';
    const message = `sub-flows depend on each other (${walk}) while their tasks do not; ${advice} (${ENGINE})`;
    diagnostics.add('false-cycle-of-flows', message, flow.span, { related });
  } else diagnostics.add('circular-links', `the links close a cycle: ${walk} (${ENGINE})`, flow.span, { related });
}

function byWhat(symbols: ReadonlySet<string>): string {
  return symbols.size === 0 ? '' : ` by ${[...symbols].map((symbol) => `'${symbol}'`).join(', ')}`;
}

/**
 * Whether the cycle vanishes when each sub-flow on it is taken apart: data links alone make it, and inside some
 * sub-flow the consumer of what comes in does not lead to the provider of what goes out.
 */
function isFalse(circle: readonly Link[]): boolean {
  return circle.some(({ to, symbols }, index) => {
    const next = circle[(index + 1) % circle.length]!;
    if (to.kind !== 'flow' || symbols.size === 0 || next.symbols.size === 0) return false;
    return ![...symbols].some((enters) => [...next.symbols].some((leaves) => leadsFrom(to, enters, leaves)));
  });
}

/** Whether, inside an item, a task that consumes `enters` comes before, or is, one that provides `leaves`. */
function leadsFrom(item: LinkedItem, enters: string, leaves: string): boolean {
  if (item.kind === 'task') return item.requires.has(enters) && item.provides.has(leaves);
  const { children, links } = item;
  const open = children.filter((child) => child.requires.has(enters));
  const seen = new Set(open);
  if (open.some((child) => leadsFrom(child, enters, leaves))) return true;
  for (let child = open.pop(); child; child = open.pop())
    for (const { from, to } of links) {
      if (from !== child || seen.has(to)) continue;
      if (to.provides.has(leaves)) return true;
      seen.add(to);
      open.push(to);
    }
  return false;
}
