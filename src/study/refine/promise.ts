import type { Deployment } from '../../model/deployment.ts';
import { compareFineOrder } from '../../model/fine-order.ts';

/**
 * How a deployment that was read from an edited text differs from what the edit promised: tasks, order, and what
 * passes between them. Milestones are left out: one that nothing comes after is not made again.
 * @returns sentences; none when it is as promised
 */
export function differenceFromPromise(promised: Deployment, found: Deployment): readonly string[] {
  const [wanted, made] = [workOf(promised), workOf(found)];
  const extra = made.filter((id) => !promised.tasks.hasNode(id));
  const { lost, added, missing, isCompared } = compareFineOrder(promised, found, new Map(wanted.map((id) => [id, id])));
  const [values, valuesFound] = [valuesOf(promised), valuesOf(found)];
  const lostValues = [...values].filter((value) => !valuesFound.has(value));
  return [
    ...(isCompared ? [] : ['the deployment is too large to compare']),
    ...missing.map((id) => `'${id}' is missing`),
    ...extra.map((id) => `'${id}' is new`),
    ...lost.map(([from, to]) => `'${to}' does not come after '${from}'`),
    ...added.map(([from, to]) => `'${to}' comes after '${from}'`),
    ...lostValues.map((value) => `a value does not pass: ${value}`),
  ];
}

function workOf({ tasks }: Deployment): readonly string[] {
  return tasks.filterNodes((_id, { kind }) => kind !== 'milestone');
}

function valuesOf({ tasks }: Deployment): ReadonlySet<string> {
  const values = tasks.mapDirectedEdges((_edge, { reasons }, from, to) =>
    reasons.flatMap(({ kind, value }) =>
      kind === 'value' && value ? [`'${value.provided}' from '${from}' to '${to}'`] : [],
    ),
  );
  return new Set(values.flat());
}
