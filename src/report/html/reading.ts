import type { GranularityDocument, GraphTask, Result, SimulationDocument, TimingDocument } from '../result.ts';
import { shortened } from '../words/visible.ts';

/** A granularity that was walked. */
export type Run = Exclude<GranularityDocument, { readonly cycle: readonly string[] }>;

/** Names longer than this are cut in the middle wherever they are drawn. */
const LABEL_LIMIT = 64;

/** A task's name as people read it beside its group's: `a1` for `vmA.a1` in `vmA`. */
export function localName({ id, group }: Pick<GraphTask, 'id' | 'group'>): string {
  const rest = id.startsWith(group) && /^[./:]./.test(id.slice(group.length)) ? id.slice(group.length + 1) : id;
  return shortened(rest, LABEL_LIMIT);
}

export function label(id: string): string {
  return shortened(id, LABEL_LIMIT);
}

export function hostsOf({ graph }: Result): readonly string[] {
  return graph.groups.filter(({ kind }) => kind === 'host').map(({ id }) => id);
}

/** The granularities that were walked, fine first. */
export function runsOf(simulation: SimulationDocument | null): readonly { readonly name: string; readonly run: Run }[] {
  return Object.entries(simulation?.granularities ?? {}).flatMap(([name, run]) =>
    'cycle' in run ? [] : [{ name, run }],
  );
}

export function cycleOf(simulation: SimulationDocument | null, name: string): readonly string[] | null {
  const run = simulation?.granularities[name];
  return run && 'cycle' in run ? run.cycle : null;
}

export function timingsByTask({ simulation }: Result): ReadonlyMap<string, TimingDocument> {
  return new Map((simulation?.timings ?? []).map((timing) => [timing.task, timing]));
}
