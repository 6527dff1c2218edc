import { JsonRow, listUnder } from '../json-row.ts';
import type { Log } from '../log.ts';
import type { LogFormat } from '../log-format.ts';
import type { LeftOut, LogReading, Observation } from '../observation.ts';

/**
 * Trace Event Format JSON: `X` slices, and `B`/`E` or `b`/`e` pairs; times in microseconds, a process a deployment.
 * What makespan itself saves is read too.
 * Source: "Trace Event Format" of the Chromium project.
 */
export const traceEvents: LogFormat = {
  title: 'trace-event JSON',
  recognise: ({ json }) => {
    const [first] = listUnder(json, ['traceEvents'])?.items ?? [];
    return typeof first === 'object' && first !== null && 'ph' in first;
  },
  read: (logs) => {
    const readings = logs.map(readTrace);
    return {
      observations: readings.flatMap(({ observations }) => observations),
      leftOut: readings.flatMap(({ leftOut }) => leftOut),
      notes: [],
    };
  },
};

const RESOLUTION_SECONDS = 1e-6;

function readTrace(log: Log): LogReading {
  const { path, items } = listUnder(log.json, ['traceEvents']) ?? { path: '', items: [] };
  const trace = new Trace(log.name);
  for (const [index, item] of items.entries()) trace.add(new JsonRow(`${log.name}: ${path}[${index}]`, item));
  return trace.finish();
}

interface Open {
  readonly name: string;
  readonly type: string | null;
  readonly at: number;
  readonly place: string;
}

class Trace {
  readonly #file: string;
  readonly #observations: (Observation & { readonly pid: string })[] = [];
  readonly #leftOut: LeftOut[] = [];
  readonly #open = new Map<string, Open[]>();
  readonly #processNames = new Map<string, string>();

  constructor(file: string) {
    this.#file = file;
  }

  add(row: JsonRow): void {
    const phase = row.text('ph');
    const pid = String(row.raw('pid') ?? '');
    if (phase === 'M' && row.raw('name') === 'process_name') this.#processNames.set(pid, String(nameIn(row)));
    if (phase === 'X') this.#close(pid, openOf(row), row.number('ts') + row.number('dur'));
    if (phase !== 'B' && phase !== 'E' && phase !== 'b' && phase !== 'e') return;
    // Slices of a thread nest, so an end is that of the latest begin; asynchronous ones are told apart by name and id.
    const track = /[BE]/.test(phase) ? row.raw('tid') : [row.raw('cat'), row.raw('id'), row.raw('name')];
    const key = JSON.stringify([pid, phase.toUpperCase() === phase, track]);
    const stack = this.#open.get(key) ?? [];
    this.#open.set(key, stack);
    if (phase === 'B' || phase === 'b') stack.push(openOf(row));
    else this.#end(pid, stack.pop(), row);
  }

  finish(): LogReading {
    for (const { name, place } of [...this.#open.values()].flat()) {
      this.#leftOut.push({ task: name, why: 'unfinished', place });
    }
    // Our own page saves one schedule at both granularities: the same times twice.
    const names = [...this.#processNames.values()].sort();
    const isOurs = names.length === 2 && names[0] === 'coarse' && names[1] === 'fine';
    const kept = this.#observations.filter(({ pid }) => !isOurs || this.#processNames.get(pid) === 'fine');
    return { observations: kept.map(({ pid: _process, ...rest }) => rest), leftOut: this.#leftOut, notes: [] };
  }

  #end(pid: string, open: Open | undefined, row: JsonRow): void {
    if (open) this.#close(pid, open, row.number('ts'));
    else this.#leftOut.push({ task: row.optionalText('name') ?? '', why: 'unstarted', place: row.place });
  }

  #close(pid: string, { name, type, at, place }: Open, end: number): void {
    const seconds = Math.round(end - at) / 1e6;
    if (seconds < 0) this.#leftOut.push({ task: name, why: 'backwards', place });
    else {
      const deployment = `${this.#file}#${pid}`;
      const resolutionSeconds = RESOLUTION_SECONDS;
      this.#observations.push({ pid, deployment, task: name, type, seconds, resolutionSeconds });
    }
  }
}

function openOf(row: JsonRow): Open {
  const { type } = (row.raw('args') ?? {}) as { readonly type?: unknown };
  return {
    name: row.text('name'),
    type: typeof type === 'string' ? type : null,
    at: row.number('ts'),
    place: row.place,
  };
}

function nameIn(row: JsonRow): unknown {
  return ((row.raw('args') ?? {}) as { readonly name?: unknown }).name;
}
