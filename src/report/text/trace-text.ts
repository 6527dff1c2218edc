import type { TraceEntry } from '../../simulate/simulation.ts';
import type { SimulationDocument } from '../result.ts';
import { formatSeconds } from '../words/quantity.ts';
import { shortened } from '../words/visible.ts';
import type { TextOptions } from './check-text.ts';
import { plainPalette } from './palette.ts';
import { textTable } from './text-table.ts';

/** The schedule of each granularity that carries one, as a table; empty without any. A star marks the critical path. */
export function traceText({ granularities }: SimulationDocument, options: TextOptions = {}): string {
  const { palette = plainPalette } = options;
  return Object.entries(granularities)
    .flatMap(([name, run]) => ('cycle' in run || !run.trace ? [] : [{ name, trace: run.trace }]))
    .map(({ name, trace }) => {
      const rows = [['start', 'end', '', 'task', 'released by'], ...inTime(trace).map(row)];
      const lines = textTable(rows, [0, 1]).map((line, index) => (index === 0 ? palette.faint(line) : line));
      return `${[`One schedule at ${name} granularity, every duration at its median:`, ...lines].join('\n')}\n`;
    })
    .join('\n');
}

/** By start, then by end; of those of one moment, what released another stands before it. */
function inTime(trace: readonly TraceEntry[]): readonly TraceEntry[] {
  const byTask = new Map(trace.map((entry) => [entry.task, entry]));
  const depths = new Map<TraceEntry, number>();
  const depth = (entry: TraceEntry): number => {
    const chain = new Set<TraceEntry>();
    let at: TraceEntry | undefined = entry;
    while (at && !depths.has(at) && !chain.has(at) && at.start === entry.start && at.end === entry.end) {
      chain.add(at);
      at = 'task' in at.reason ? byTask.get(at.reason.task) : undefined;
    }
    let known = at && at.start === entry.start && at.end === entry.end ? (depths.get(at) ?? -1) : -1;
    for (const one of [...chain].reverse()) {
      known += 1;
      depths.set(one, known);
    }
    return depths.get(entry) as number;
  };
  return [...trace].sort((a, b) => a.start - b.start || a.end - b.end || depth(a) - depth(b));
}

function row({ start, end, task, critical, outcome, reason, undoneAt }: TraceEntry): readonly string[] {
  const finish = outcome === 'stuck' ? 'never' : formatSeconds(end);
  const fate = [
    ...(outcome === 'failed' ? ['failed'] : []),
    ...(undoneAt === undefined ? [] : [`undone at ${formatSeconds(undoneAt)}`]),
  ];
  const name = fate.length > 0 ? `${shortened(task, 60)} (${fate.join(', ')})` : shortened(task, 60);
  const began = reason.kind === 'never' ? 'never' : formatSeconds(start);
  return [began, finish, critical ? '*' : '', name, releaseText(reason)];
}

function releaseText(reason: TraceEntry['reason']): string {
  switch (reason.kind) {
    case 'begin':
      return 'the start';
    case 'prerequisite':
      return shortened(reason.task, 60);
    case 'group':
      return `${shortened(reason.task, 60)}, the last of ${shortened(reason.group, 40)}`;
    case 'signal':
      return `the signal of ${shortened(reason.task, 60)}`;
    case 'slot':
      return `a slot of ${shortened(reason.pool, 40)}, left by ${shortened(reason.task, 60)}`;
    case 'timeout':
      return 'its timeout';
    case 'never':
      return '–';
    case 'pace':
      return 'its turn: the engine starts leaves one after another';
  }
}
