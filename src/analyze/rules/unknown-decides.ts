import type { Condition } from '../../model/condition.ts';
import type { Span } from '../../model/span.ts';
import { isUnknown, type Unknown } from '../../model/unknown.ts';
import type { Facts } from '../facts.ts';
import { counted } from '../reason-text.ts';
import type { Rule } from '../rule.ts';

export const unknownDecides: Rule = {
  id: 'unknown-decides',
  severity: 'info',
  confidence: 'possible',
  summary:
    'Something that the input does not say decides what is deployed, in which order, or how many signals a wait counts.',
  why: 'Every answer that depends on it is only possible, not proved; give the value and the answers become definite.',
  bad: [],
  good: [],
  *check(facts) {
    const decided = new Map<string, { unknown: Unknown; span: Span | null; uses: string[] }>();
    for (const { unknown, use, span } of uses(facts)) {
      const key = JSON.stringify([unknown.cause, unknown.span]);
      const entry = decided.get(key) ?? { unknown, span: unknown.span ?? span, uses: [] };
      if (use !== null && !entry.uses.includes(use)) entry.uses.push(use);
      decided.set(key, entry);
    }
    const { file } = facts.deployment.template;
    for (const { unknown, span, uses: used } of decided.values()) {
      const shown =
        used.length > 3 ? [...used.slice(0, 2), `${counted(used.length - 2, 'more thing', 'more things')}`] : used;
      const what = shown.length === 0 ? 'what hangs on it is not in the graph' : `it decides ${shown.join(', and ')}`;
      const at = span ?? { file, line: 1, column: 1, endLine: 1, endColumn: 1 };
      yield { message: `${unknown.cause}: ${what}`, at };
    }
  },
};

interface Use {
  readonly unknown: Unknown;
  /** Null when the front-end noted it without saying what hangs on it. */
  readonly use: string | null;
  readonly span: Span | null;
}

/** Where the model holds an unknown, with what it decides there. */
function* uses(facts: Facts): Iterable<Use> {
  const { deployment } = facts;
  for (const { name, value, span } of deployment.conditions.values()) yield* of(value, `condition '${name}'`, span);
  for (const graph of [facts.resources, facts.tasks])
    for (const node of graph.nodes.filter(({ when }) => when !== null))
      yield* inCondition(node.when, `whether '${node.id}' exists`, node.span);
  for (const { ids, digraph, reasons } of [facts.resources, facts.tasks])
    for (const [edge, list] of reasons.entries())
      for (const { when, span } of list.filter((reason) => reason.when !== null))
        yield* inCondition(when, `whether '${ids[digraph.to[edge]!]}' depends on '${ids[digraph.from[edge]!]}'`, span);
  yield* inSignals(facts);
  for (const { id, capacity, span } of deployment.pools.values())
    yield* of(capacity, `how many tasks of pool '${id}' run at once`, span);
  for (const node of facts.tasks.nodes)
    if ('multiplicity' in node) yield* of(node.multiplicity, `how many members '${node.id}' has`, node.span);
  for (const unknown of deployment.unknowns) yield { unknown, use: null, span: null };
}

function* inSignals(facts: Facts): Iterable<Use> {
  for (const { task, handle, count, timeoutSeconds, span } of facts.deployment.waits.values()) {
    yield* of(handle, `which handle '${task}' waits for`, span);
    yield* of(count, `how many signals '${task}' waits for`, span);
    yield* of(timeoutSeconds, `how long '${task}' waits`, span);
  }
  for (const { sender, id, status, multiplicity, when, span } of facts.deployment.signals) {
    yield* of(id, `the id of a signal of '${sender}'`, span);
    yield* of(status, `the status of a signal of '${sender}'`, span);
    yield* of(multiplicity, `how many signals '${sender}' sends`, span);
    yield* inCondition(when, `whether '${sender}' sends its signal`, span);
  }
}

function* of(value: unknown, use: string, span: Span): Iterable<Use> {
  if (isUnknown(value)) yield { unknown: value, use, span };
}

function* inCondition(condition: Condition | null, use: string, span: Span): Iterable<Use> {
  if (condition === null) return;
  if (condition.kind === 'unknown') yield { unknown: condition.unknown, use, span };
  if (condition.kind === 'not') yield* inCondition(condition.of, use, span);
  if (condition.kind === 'and' || condition.kind === 'or')
    for (const part of condition.of) yield* inCondition(part, use, span);
}
