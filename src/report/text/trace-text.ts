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
      const inTime = [...trace].sort((a, b) => a.start - b.start || a.end - b.end);
      const rows = [['start', 'end', '', 'task', 'released by'], ...inTime.map(row)];
      const lines = textTable(rows, [0, 1]).map((line, index) => (index === 0 ? palette.faint(line) : line));
      return `${[`One schedule at ${name} granularity, every duration at its median:`, ...lines].join('\n')}\n`;
    })
    .join('\n');
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
