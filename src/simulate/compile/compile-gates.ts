import type { Deployment, Handle, Signal, Wait } from '../../model/deployment.ts';
import { isUnknown } from '../../model/unknown.ts';
import { type Gates, noGates } from '../kernel/network.ts';
import { rowsOf } from './rows.ts';

export interface CompiledGates {
  readonly gates: Gates;
  /** The handle of each counter. */
  readonly handleIds: readonly string[];
  readonly notes: readonly string[];
}

/**
 * Waits become gates, handles that somebody waits for become counters, and signals become marks: the same id is the
 * same mark. What nobody can know from the template is assumed, and said: an optional signal is sent unless it is a
 * FAILURE, an unknown status is SUCCESS, an unknown id is one of its own, an unknown count is one signal of each
 * sender, an unknown timeout is none.
 */
export function compileGates(
  deployment: Deployment,
  nodeOfTask: ReadonlyMap<string, number>,
  nodeCount: number,
): CompiledGates {
  if (deployment.waits.size === 0) return { gates: noGates(nodeCount), handleIds: [], notes: [] };
  const notes: string[] = [];
  const waits = gatedWaits(deployment, notes);
  const handleIds = [...new Set(waits.map((wait) => wait.handle as string))].sort();
  const counterOfHandle = new Map(handleIds.map((id, counter) => [id, counter]));
  const handles = handleIds.map((id) => deployment.handles.get(id) as Handle);
  const marks = new Marks(handles);
  const emissions = compileEmissions({ deployment, nodeOfTask, counterOfHandle, marks, notes }, nodeCount);
  const counterOf = new Int32Array(nodeCount).fill(-1);
  const threshold = new Int32Array(nodeCount);
  const patience = new Float64Array(nodeCount).fill(Number.POSITIVE_INFINITY);
  const timedFrom = new Int32Array(nodeCount).fill(-1);
  for (const wait of waits) {
    const node = nodeOfTask.get(wait.task) as number;
    counterOf[node] = counterOfHandle.get(wait.handle as string) as number;
    threshold[node] = countOf(deployment, wait, notes);
    if (wait.timedFrom !== undefined) timedFrom[node] = nodeOfTask.get(wait.timedFrom) ?? -1;
    if (isUnknown(wait.timeoutSeconds)) {
      notes.push(`wait '${wait.task}' is taken to have no timeout: ${wait.timeoutSeconds.cause}`);
    } else if (wait.timeoutSeconds !== null) {
      patience[node] = wait.timeoutSeconds;
    }
  }
  const waiting = [...counterOf.keys()].filter((node) => (counterOf[node] as number) >= 0);
  const listeners = rowsOf(
    handles.length,
    waiting.map((node) => counterOf[node] as number),
    waiting,
  );
  const gates: Gates = {
    counterOf,
    threshold,
    patience,
    ...(waits.some((wait) => wait.timedFrom !== undefined) ? { timedFrom } : {}),
    counterCount: handles.length,
    listenerStart: listeners.start,
    listener: listeners.values,
    isVolatile: Uint8Array.from(handles, (handle) => (handle.trigger === 'edge' ? 1 : 0)),
    overwrites: Uint8Array.from(handles, (handle) => (handle.duplicates === 'overwrite' ? 1 : 0)),
    ...emissions,
    ...marks.compile(),
  };
  return { gates, handleIds, notes: [...new Set(notes)] };
}

/** Waits whose handle is known; the others do not wait at all, which the notes say. */
function gatedWaits(deployment: Deployment, notes: string[]): readonly Wait[] {
  return [...deployment.waits.values()].filter((wait) => {
    if (!isUnknown(wait.handle)) return true;
    notes.push(`wait '${wait.task}' is taken as satisfied at once: ${wait.handle.cause}`);
    return false;
  });
}

function countOf(deployment: Deployment, wait: Wait, notes: string[]): number {
  if (!isUnknown(wait.count)) return wait.count;
  const senders = deployment.signals.filter((signal) => signal.handle === wait.handle);
  const count = senders.reduce((sum, signal) => sum + multiplicityOf(signal), 0);
  notes.push(`wait '${wait.task}' is taken to need ${count} signals, all that are sent to it: ${wait.count.cause}`);
  return count;
}

function multiplicityOf(signal: Signal): number {
  return isUnknown(signal.multiplicity) ? 1 : signal.multiplicity;
}

interface EmissionInput {
  readonly deployment: Deployment;
  readonly nodeOfTask: ReadonlyMap<string, number>;
  readonly counterOfHandle: ReadonlyMap<string, number>;
  readonly marks: Marks;
  readonly notes: string[];
}

function compileEmissions(input: EmissionInput, nodeCount: number) {
  const rows: number[] = [];
  const marks: number[] = [];
  const fails: number[] = [];
  for (const signal of input.deployment.signals) {
    const counter = input.counterOfHandle.get(signal.handle);
    const node = input.nodeOfTask.get(signal.sender);
    if (counter === undefined || node === undefined) continue;
    noteAssumptions(signal, input.notes);
    const isFailure = isFailureOf(signal);
    if (isFailure && signal.optional) continue;
    for (const mark of input.marks.ofSignal(counter, signal)) {
      rows.push(2 * node + (signal.at === 'end' ? 1 : 0));
      marks.push(mark);
      fails.push(isFailure ? 1 : 0);
    }
  }
  const entries = rowsOf(2 * nodeCount, rows, [...rows.keys()]);
  return {
    emitStart: entries.start,
    emitMark: entries.values.map((entry) => marks[entry] as number),
    emitFails: Uint8Array.from(entries.values, (entry) => fails[entry] as number),
  };
}

function isFailureOf(signal: Signal): boolean {
  return !isUnknown(signal.status) && signal.status === 'FAILURE';
}

function noteAssumptions(signal: Signal, notes: string[]): void {
  const which = `the signal of '${signal.sender}' to '${signal.handle}'`;
  if (signal.optional && isFailureOf(signal)) notes.push(`${which} that tells of a FAILURE is taken as not sent`);
  else if (signal.optional) notes.push(`${which} is optional and taken as sent`);
  if (isUnknown(signal.multiplicity)) notes.push(`${which} is taken as a single one: ${signal.multiplicity.cause}`);
  if (isUnknown(signal.id)) notes.push(`${which} is taken to have an id of its own: ${signal.id.cause}`);
  if (isUnknown(signal.status)) notes.push(`${which} is taken as SUCCESS: ${signal.status.cause}`);
}

/** Gives each id at each counter its mark. */
class Marks {
  readonly #handles: readonly Handle[];
  readonly #byKey: Map<string, number>[];
  readonly #counter: number[] = [];
  readonly #weight: number[] = [];
  readonly #initial: number[] = [];
  /** Signals without an id at each counter, and all signals there. */
  readonly #unnamed: number[];
  #anonymous = 0;

  constructor(handles: readonly Handle[]) {
    this.#handles = handles;
    this.#byKey = handles.map(() => new Map());
    this.#unnamed = handles.map(() => 0);
    handles.forEach((handle, counter) => {
      for (const id of new Set(handle.initial)) this.#initial.push(this.#mark(counter, `id ${id}`, 1));
    });
  }

  /** The marks that one signal stands for; −1 − counter for the engine's next number. */
  ofSignal(counter: number, signal: Signal): readonly number[] {
    const times = multiplicityOf(signal);
    if (signal.id === null) {
      this.#unnamed[counter]! += times;
      return new Array<number>(times).fill(-1 - counter);
    }
    if (isUnknown(signal.id)) {
      this.#anonymous += 1;
      return [this.#mark(counter, `unknown ${this.#anonymous}`, times)];
    }
    return [this.#mark(counter, times === 1 ? `id ${signal.id}` : `${times} ids ${signal.id}`, times)];
  }

  /** Call it last: numbers are given up to the greatest that can be reached. */
  compile() {
    const counters: number[] = [];
    const numbered: number[] = [];
    this.#handles.forEach((_handle, counter) => {
      if (this.#unnamed[counter] === 0) return;
      const greatest = (this.#byKey[counter] as Map<string, number>).size + (this.#unnamed[counter] as number);
      for (let number = 1; number <= greatest; number += 1) {
        counters.push(counter);
        numbered.push(this.#mark(counter, `id ${number}`, 1));
      }
    });
    const rows = rowsOf(this.#handles.length, counters, numbered);
    return {
      markCounter: Int32Array.from(this.#counter),
      markWeight: Int32Array.from(this.#weight),
      numberStart: rows.start,
      numberedMark: rows.values,
      initialMarks: Int32Array.from(this.#initial),
    };
  }

  #mark(counter: number, key: string, weight: number): number {
    const known = (this.#byKey[counter] as Map<string, number>).get(key);
    if (known !== undefined) return known;
    const mark = this.#counter.length;
    (this.#byKey[counter] as Map<string, number>).set(key, mark);
    this.#counter.push(counter);
    this.#weight.push(weight);
    return mark;
  }
}
