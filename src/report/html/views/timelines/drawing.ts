/** Two schedules on one axis, host by host. */
export interface TimelinesData {
  readonly lead: string;
  readonly end: number;
  readonly charts: readonly TimelineChart[];
  /** Said instead of a chart: why there is none. */
  readonly missing: readonly string[];
  readonly hasWaiting: boolean;
}

export interface TimelineChart {
  readonly name: string;
  readonly title: string;
  readonly finish: number;
  /** In words: when it ends, or that it never does. */
  readonly finishWords: string;
  readonly curve: ConcurrencyCurve;
  readonly rows: readonly TimelineRow[];
}

/** How many tasks work, wait for signals, and stand ready without a slot, from each time on to the next. */
export interface ConcurrencyCurve {
  readonly times: readonly number[];
  readonly working: readonly number[];
  readonly waiting: readonly number[];
  readonly held: readonly number[];
  readonly most: number;
}

/** One machine, or what runs beside the machines; its lanes hold bars that do not overlap. */
export interface TimelineRow {
  readonly label: string;
  readonly lanes: number;
  readonly critical: boolean;
  readonly bars: readonly Bar[];
}

export interface Bar {
  readonly task: string;
  readonly label: string;
  readonly lane: number;
  /** The last of its lane: its spread is shown even when it is not critical. */
  readonly lastInLane: boolean;
  /** When its prerequisites had finished. */
  readonly ready: number;
  readonly start: number;
  readonly end: number;
  readonly p10: number | null;
  readonly p90: number | null;
  readonly critical: boolean;
  /** It waits for signals rather than works. */
  readonly waiting: boolean;
  readonly outcome: 'done' | 'failed' | 'stuck';
  /** The task whose end let it start. */
  readonly releasedBy: string | null;
  /** In words: when, how long, what it waited for. */
  readonly words: string;
}
