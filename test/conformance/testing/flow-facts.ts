import type { Deployment, Reason } from '../../../src/model/deployment.ts';

/** Every edge with its reasons. */
export function edgesOf({ tasks }: Deployment): readonly { from: string; to: string; reasons: readonly Reason[] }[] {
  return tasks.mapDirectedEdges((_edge, { reasons }, from, to) => ({ from, to, reasons }));
}

/** What the engine compiled: without the edges that exist only to show where a value comes from. */
export function compiledEdges(deployment: Deployment): readonly string[] {
  return edgesOf(deployment)
    .filter(({ reasons }) => reasons.some(({ via }) => via !== 'binding'))
    .map(({ from, to }) => `${from} → ${to}`)
    .sort();
}

/** `consumer.argument ← producer.symbol` */
export function bindings(deployment: Deployment): readonly string[] {
  const list = edgesOf(deployment).flatMap(({ from, to, reasons }) =>
    reasons.flatMap(({ value }) => (value ? [`${to}.${value.consumed} ← ${from}.${value.provided}`] : [])),
  );
  return [...new Set(list)].sort();
}
