/** The JSON of the waiting cases: schema `dgraph-oracle/1`, and `dgraph-timed/1` for those with durations. */
export interface WaitingCase {
  readonly id?: string;
  readonly profile?: string;
  readonly schema?: string;
  readonly hosts?: readonly CaseHost[];
  readonly workers?: { readonly capacity: number; readonly hold: boolean } | null;
  readonly handles?: readonly CaseHandle[];
  readonly conds?: readonly string[];
  readonly tasks: readonly CaseTask[];
  readonly stackTimeout?: number | null;
  readonly expected?: Readonly<Record<string, unknown>>;
}

export interface CaseHost {
  readonly name: string;
  readonly order: 'free' | 'seq';
  readonly capacity: number | null;
  readonly hold: boolean;
}

export interface CaseHandle {
  readonly name: string;
  readonly dup: 'overwrite' | 'ignore';
  readonly trigger: 'level' | 'edge';
  readonly initial: readonly string[];
}

export interface CaseTask {
  readonly name: string;
  readonly host: string;
  readonly deps: readonly string[];
  readonly sends: readonly CaseSend[];
  readonly wait: { readonly handle: string; readonly count: number; readonly timeout?: number } | null;
  readonly reads?: readonly CaseRead[];
  readonly dur?: readonly [number, number];
}

export interface CaseSend {
  readonly handle: string;
  readonly id: string | null;
  readonly when: 'start' | 'end';
  readonly status?: 'SUCCESS' | 'FAILURE';
  readonly optional?: boolean;
  readonly cond?: string | null;
}

export type CaseRead = { readonly handle: string } | { readonly task: string };

/** A verdict in the field names of the case data; each may also be `undecided`. */
export type CaseVerdict = Readonly<Record<string, unknown>>;

/** The cases of a file: a list, an object with `cases`, the `entries` of a catalogue, or one case. */
export function casesOf(document: unknown): readonly WaitingCase[] {
  if (Array.isArray(document)) return document as readonly WaitingCase[];
  const object = document as Readonly<Record<string, unknown>>;
  if (Array.isArray(object.cases)) return object.cases as readonly WaitingCase[];
  if (!Array.isArray(object.entries)) return [object as unknown as WaitingCase];
  return (object.entries as readonly Readonly<Record<string, unknown>>[]).flatMap((entry) =>
    ['bug', 'fixed', 'tbug', 'tfixed'].flatMap((key) => (entry[key] ? [entry[key] as WaitingCase] : [])),
  );
}
