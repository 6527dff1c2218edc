import type { Span } from '../../../../model/span.ts';
import type { CheckDocument, GraphDocument } from '../../../result.ts';

/** What findings point at, so that the graph can light it. */
export interface Witnesses {
  /** Tasks and groups that a finding's path stands at. */
  readonly subjects: ReadonlySet<string>;
  /** Dependencies, by index in the document, whose text a finding's path or related place names. */
  readonly dependencies: ReadonlySet<number>;
}

/** Only errors and cycles are lit: a page where everything glows shows nothing. */
export function witnessesOf(check: CheckDocument, graph: GraphDocument): Witnesses {
  const subjects = new Set<string>();
  const places = new Set<string>();
  for (const { rule, severity, evidence, related } of check.findings) {
    if (severity !== 'error' && !rule.includes('cycle')) continue;
    for (const item of evidence) {
      if (item.kind === 'path') {
        for (const { subject, span } of item.steps) {
          subjects.add(subject);
          if (span) places.add(placeKey(span));
        }
      }
      if (item.kind === 'schedule')
        for (const { task, event } of item.events) if (event === 'stuck') subjects.add(task);
    }
    for (const { span } of related) places.add(placeKey(span));
  }
  const dependencies = new Set<number>();
  graph.dependencies.forEach(({ reasons }, index) => {
    if (reasons.some(({ span }) => places.has(placeKey(span)))) dependencies.add(index);
  });
  return { subjects, dependencies };
}

function placeKey({ file, line, column, endLine, endColumn }: Span): string {
  return JSON.stringify([file, line, column, endLine, endColumn]);
}
