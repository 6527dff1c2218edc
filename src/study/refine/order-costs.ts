import type { Deployment } from '../../model/deployment.ts';
import { NO_REVISION, reviseDeployment } from '../../model/revised.ts';
import type { Span } from '../../model/span.ts';
import { DrawMemory } from '../../simulate/draws/draw-memory.ts';
import type { Gain } from '../compare.ts';
import { type MeasureOptions, measure, savedBy } from './measure.ts';

/** What the order costs that the text at one place makes. */
export interface OrderCost {
  readonly span: Span;
  /** Seconds that the deployment takes longer with it than without it, replication by replication. */
  readonly cost: Gain;
}

export interface OrderCosts {
  readonly costs: readonly OrderCost[];
  /** What was left out, in words. */
  readonly notes: readonly string[];
}

export interface OrderCostOptions extends MeasureOptions {
  readonly onProgress?: (done: number, total: number) => void;
}

/** Each place is a simulation of its own. */
const MOST_PLACES = 20;

/**
 * Measures what written dependencies cost: the deployment as it is against the deployment without the text at one
 * place, on the same draws. A place has no cost where the two never complete together.
 *
 * @param spans places of written dependencies; equal ones are measured once
 * @throws as `simulate`
 *
 * @example
 * const { costs } = orderCosts(deployment, [finding.span], { timings: resolveTimings(deployment) });
 * costs[0]?.cost.mean; // seconds
 */
export function orderCosts(deployment: Deployment, spans: readonly Span[], options: OrderCostOptions): OrderCosts {
  const { onProgress, ...asked } = options;
  const measuring = { memory: new DrawMemory(), ...asked };
  const places = [...new Map(spans.map((span) => [placeKey(span), span])).values()];
  if (places.length === 0) return { costs: [], notes: [] };
  const asItIs = measure(deployment, measuring);
  const tried = places.slice(0, MOST_PLACES);
  const costs = tried.flatMap((span, index): readonly OrderCost[] => {
    onProgress?.(index, tried.length);
    const without = reviseDeployment(deployment, { ...NO_REVISION, dropped: [span] });
    const cost = savedBy(asItIs, measure(without, measuring));
    return cost === null ? [] : [{ span, cost }];
  });
  const notes =
    places.length > MOST_PLACES
      ? [`of ${places.length} dependencies between whole machines the cost of the first ${MOST_PLACES} was measured`]
      : [];
  return { costs, notes };
}

function placeKey({ file, line, column }: Span): string {
  return JSON.stringify([file, line, column]);
}
