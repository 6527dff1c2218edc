import type { GraphDependency, GraphDocument } from '../../../result.ts';
import { graphWords as words } from '../../../words/page/graph.ts';
import { formatList } from '../../../words/quantity.ts';
import { shortened } from '../../../words/visible.ts';
import { label } from '../../reading.ts';
import type { LineKind } from './drawing.ts';

/** A line before it has a place. */
export interface Line {
  readonly from: string;
  readonly to: string;
  readonly kind: LineKind;
  readonly label: string;
  readonly why: string;
  /** Its place in the document's dependencies; null for a signal. */
  readonly dependency: number | null;
}

/** Every dependency and every signal of the graph as a line between tasks. */
export function taskLines({ dependencies, handles }: GraphDocument): readonly Line[] {
  const signals = handles.flatMap(({ id, signals: sent, waits }) =>
    waits.flatMap(({ task }) =>
      [...new Set(sent.map(({ sender }) => sender))].map(
        (sender): Line => ({
          from: sender,
          to: task,
          kind: 'signal',
          label: label(id),
          why: words.signals(label(id), label(task)),
          dependency: null,
        }),
      ),
    ),
  );
  return [...dependencies.map(dependencyLine), ...signals];
}

function dependencyLine(dependency: GraphDependency, index: number): Line {
  const values = dependency.reasons.flatMap(({ value }) => (value ? [value.provided] : []));
  return {
    from: dependency.prerequisite,
    to: dependency.dependent,
    kind: values.length > 0 ? 'value' : 'order',
    label: values.length > 0 ? valueLabel(values, dependency.prerequisite) : '',
    why: whyText(dependency),
    dependency: index,
  };
}

/** The value's own name, without the producer's before it. */
function valueLabel(values: readonly string[], producer: string): string {
  const names = [...new Set(values)].map((value) =>
    value.startsWith(`${producer}.`) ? value.slice(producer.length + 1) : value,
  );
  return shortened(formatList(names, 2), 22);
}

function whyText({ reasons }: GraphDependency): string {
  const parts = reasons.map(({ kind, via, value, span }) => {
    const what = value ? `value ${shortened(value.provided, 40)}` : shortened(via || kind, 40);
    return `${what} (line ${span.line})`;
  });
  return formatList([...new Set(parts)], 3);
}
