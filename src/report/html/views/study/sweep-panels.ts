import type { IntervalDocument, SweepDocument, SweepPointDocument } from '../../../study-document.ts';
import { studyWords as words } from '../../../words/page/study.ts';
import { formatSeconds } from '../../../words/quantity.ts';
import { label } from '../../reading.ts';

/** The makespan against the last parameter of a sweep, the other parameters held: one small picture of several. */
export interface SweepPanel {
  readonly title: string;
  readonly hint: string;
  readonly parameter: string;
  /** Along the axis: as numbers where the parameter has an order, else by place. */
  readonly points: readonly SweepPanelPoint[];
  /** The greatest time of all panels of the sweep: they share the axis, so that they compare. */
  readonly most: number;
}

export interface SweepPanelPoint {
  readonly at: number;
  readonly label: string;
  readonly mean: IntervalDocument | null;
  readonly p95: number | null;
  readonly words: string;
}

/** More small pictures than these are in the table only. */
const PANELS = 24;

export function sweepPanels({ name, parameters, points }: SweepDocument): readonly SweepPanel[] {
  const last = parameters[parameters.length - 1];
  if (!last) return [];
  const most = points.reduce((high, { mean, p95 }) => Math.max(high, mean?.ciHigh ?? 0, p95?.estimate ?? 0), 0);
  const held = new Map<string, SweepPointDocument[]>();
  for (const point of points) {
    const key = point.values
      .slice(0, -1)
      .map((value, index) => `${label(parameters[index]?.name ?? '')} ${label(value)}`)
      .join(', ');
    const list = held.get(key);
    if (list) list.push(point);
    else held.set(key, [point]);
  }
  return [...held].slice(0, PANELS).map(([key, list]) => ({
    title: key === '' ? words.sweep(label(name)) : key,
    hint: words.sweepHint,
    parameter: label(last.name),
    points: list.map((point, index) => panelPoint(point, index)),
    most: most || 1,
  }));
}

function panelPoint({ values, numbers, mean, p95 }: SweepPointDocument, index: number): SweepPanelPoint {
  const name = label(values[values.length - 1] ?? '');
  const words = mean ? `mean ${formatSeconds(mean.estimate)}` : 'no makespan';
  return {
    at: numbers[numbers.length - 1] ?? index,
    label: name,
    mean,
    p95: p95?.estimate ?? null,
    words: `${name}: ${words}`,
  };
}
