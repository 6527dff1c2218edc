import { type Condition, conditionNames } from '../../model/condition.ts';
import type { Span } from '../../model/span.ts';
import { isUnknown, type Unknown } from '../../model/unknown.ts';
import type { Facts } from '../facts.ts';
import { counted } from '../reason-text.ts';
import type { Rule } from '../rule.ts';
import { taskPhrase } from '../waiting/story.ts';

export const unknownDecides: Rule = {
  id: 'unknown-decides',
  severity: 'info',
  confidence: 'possible',
  summary:
    'Something that the input does not say decides what is deployed, in which order, or how many signals a wait counts.',
  why: 'Every answer that depends on it is only possible, not proved; give the value and the answers become definite.',
  bad: [
    {
      file: 'native.yaml',
      text: `makespan: 1
conditions:
  with_cache:
tasks:
  cache: {duration: 30s, when: with_cache}
  app: 20s
`,
    },
    {
      file: 'hot.yaml',
      text: `heat_template_version: 2018-08-31
parameters:
  with_cache: {type: boolean}
conditions:
  has_cache: {get_param: with_cache}
resources:
  cache:
    type: OS::Nova::Server
    condition: has_cache
    properties: {flavor: m1.small, image: cirros}
`,
    },
  ],
  good: [
    {
      file: 'native.yaml',
      text: `makespan: 1
conditions: {with_cache: true}
tasks:
  cache: {duration: 30s, when: with_cache}
  app: 20s
`,
    },
    {
      file: 'hot.yaml',
      text: `heat_template_version: 2018-08-31
parameters:
  with_cache: {type: boolean, default: true}
conditions:
  has_cache: {get_param: with_cache}
resources:
  cache:
    type: OS::Nova::Server
    condition: has_cache
    properties: {flavor: m1.small, image: cirros}
`,
    },
  ],
  *check(facts) {
    const decided = new Map<string, { unknown: Unknown; span: Span | null; uses: string[] }>();
    for (const { unknown, use, span } of uses(facts)) {
      const key = keyOf(unknown);
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

function keyOf(value: unknown): string {
  return isUnknown(value) ? JSON.stringify([value.cause, value.span]) : '';
}

interface Use {
  readonly unknown: Unknown;
  /** Null when the front-end noted it without saying what hangs on it. */
  readonly use: string | null;
  readonly span: Span | null;
}

/** Where the model holds an unknown, with what it decides there. */
function* uses(facts: Facts): Iterable<Use> {
  const { deployment } = facts;
  for (const graph of [facts.resources, facts.tasks])
    for (const node of graph.nodes.filter(({ when }) => when !== null))
      yield* inCondition(facts, node.when, `whether '${node.id}' exists`, node.span);
  for (const { ids, digraph, reasons } of [facts.resources, facts.tasks])
    for (const [edge, list] of reasons.entries())
      for (const { when, span } of list.filter((reason) => reason.when !== null))
        yield* inCondition(
          facts,
          when,
          `whether '${ids[digraph.to[edge]!]}' depends on '${ids[digraph.from[edge]!]}'`,
          span,
        );
  yield* inSignals(facts);
  for (const { id, capacity, span } of deployment.pools.values())
    yield* of(capacity, `how many tasks of pool '${id}' run at once`, span);
  for (const node of facts.tasks.nodes)
    if ('multiplicity' in node) yield* of(node.multiplicity, `how many members '${node.id}' has`, node.span);
  // A condition that is open and guards nothing decides nothing.
  const idle = new Set([...deployment.conditions.values()].map(({ value }) => keyOf(value)));
  for (const unknown of deployment.unknowns) if (!idle.has(keyOf(unknown))) yield { unknown, use: null, span: null };
}

function* inSignals(facts: Facts): Iterable<Use> {
  for (const { task, handle, count, timeoutSeconds, span } of facts.deployment.waits.values()) {
    yield* of(handle, `which handle '${task}' waits for`, span);
    yield* of(count, `how many signals '${task}' waits for`, span);
    yield* of(timeoutSeconds, `how long '${task}' waits`, span);
  }
  for (const { sender, id, status, multiplicity, when, span } of facts.deployment.signals) {
    const who = taskPhrase(facts.deployment, sender);
    yield* of(id, `the id of a signal of ${who}`, span);
    yield* of(status, `the status of a signal of ${who}`, span);
    yield* of(multiplicity, `how many signals ${who} sends`, span);
    yield* inCondition(facts, when, `whether ${who} sends its signal`, span);
  }
}

function* of(value: unknown, use: string, span: Span): Iterable<Use> {
  if (isUnknown(value)) yield { unknown: value, use, span };
}

/** A condition's own unknowns, and those of the named conditions that it speaks of. */
function* inCondition(facts: Facts, condition: Condition | null, use: string, span: Span): Iterable<Use> {
  for (const name of conditionNames(condition)) yield* of(facts.deployment.conditions.get(name)?.value, use, span);
  for (const unknown of unknownsIn(condition)) yield { unknown, use, span };
}

function unknownsIn(condition: Condition | null): readonly Unknown[] {
  switch (condition?.kind) {
    case 'unknown':
      return [condition.unknown];
    case 'not':
      return unknownsIn(condition.of);
    case 'and':
    case 'or':
      return condition.of.flatMap(unknownsIn);
    default:
      return [];
  }
}
