import { isUnknown } from '../../model/unknown.ts';
import type { Facts } from '../facts.ts';
import type { RuleFinding } from '../finding.ts';
import { shownBy } from './moments.ts';
import { orderProofs, signalsOf, waitStudies } from './wait-facts.ts';

/** Values taken from something whose work nobody observes. */
export function* unobservedReads(facts: Facts): Iterable<RuleFinding> {
  const { deployment } = facts;
  const { tasks } = deployment;
  for (const run of tasks.nodes()) {
    const { kind, tracked, resource, span } = tasks.getNodeAttributes(run);
    if (kind !== 'component' || tracked) continue;
    const told = new Set<string>();
    for (const observed of deployment.tasksOfResource.get(resource) ?? []) {
      for (const consumer of tasks.outNeighbors(observed)) {
        const reasons = tasks.getEdgeAttribute(tasks.edge(observed, consumer), 'reasons');
        const value = reasons.find((reason) => reason.kind === 'value');
        if (value === undefined || told.has(consumer) || !orderProofs(facts).canStartBefore(consumer, run)) continue;
        told.add(consumer);
        const name = value.value === null ? 'a value' : `'${value.value.provided}'`;
        yield* shownBy(
          facts,
          { task: consumer, event: 'start', without: run },
          {
            message: `'${resource}' counts as complete at once, and its work goes on: '${consumer}' reads ${name} of it and may start before that is done`,
            at: value.span,
            related: [{ message: `nobody sees the end of the work of '${resource}'`, span }],
          },
        );
      }
    }
  }
}

/** Waits on a handle that counts the engine's own polls. */
export function* unobservedWaits(facts: Facts): Iterable<RuleFinding> {
  const { deployment } = facts;
  for (const { wait } of waitStudies(facts)) {
    if (isUnknown(wait.handle)) continue;
    const handle = deployment.handles.get(wait.handle)!;
    if (handle.transport !== 'NO_SIGNAL') continue;
    const followers = deployment.tasks.outNeighbors(wait.task);
    const who = followers.length > 0 ? `'${followers[0]}'` : 'what comes after it';
    yield {
      message: `'${wait.task}' does not wait: on '${wait.handle}', with NO_SIGNAL, each poll counts as a signal, so ${who} is held back by nothing`,
      at: wait.span,
      related: [
        { message: `'${wait.handle}' takes no signals`, span: handle.span },
        ...signalsOf(facts, wait.handle).map(({ sender, span }) => ({ message: `'${sender}' signals in vain`, span })),
      ],
    };
  }
}
