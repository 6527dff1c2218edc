import type { EngineId, Policy, TaskFailure } from '../simulate/simulation.ts';
import type { Precision, Statistic } from '../simulate/statistics/precision.ts';

/** What is asked of a deployment: scenarios, sweeps and targets beside the base, all on common random numbers. */
export interface Study {
  readonly title?: string;
  readonly replications?: number;
  readonly seed?: string;
  readonly precision?: Precision;
  /** What the base itself changes of the template and of the options of the command. */
  readonly base?: Changes;
  readonly scenarios?: Readonly<Record<string, Changes>>;
  readonly sweeps?: readonly Sweep[];
  readonly targets?: readonly Target[];
  /** Whether to ask what moves the base most: each time halved, each capacity doubled, one at a time. */
  readonly drivers?: boolean;
  /** How the makespan of the base hangs on each task; true for the defaults. */
  readonly sensitivity?: boolean | SensitivityRequest;
}

/** What a scenario changes; everything else is as in the base. Tasks are named by id, glob (`vmA.*`) or `type:TYPE`. */
export interface Changes {
  /** New durations, as expressions. */
  readonly set?: Readonly<Record<string, string>>;
  /** Factors on the durations that would hold otherwise; 0 or more. */
  readonly scale?: Readonly<Record<string, number>>;
  readonly engine?: EngineId;
  /** Those of the base go when the scenario has another engine. */
  readonly engineOptions?: Readonly<Record<string, string>>;
  readonly policy?: Policy;
  /** `coarse` is the level of hosts. */
  readonly granularity?: 'fine' | 'coarse' | 'host' | 'stack';
  readonly countUntracked?: boolean;
  /** Null is without limit. */
  readonly workers?: number | null;
  /** Capacities of the deployment's pools, and of how many components a host runs at once. */
  readonly pools?: Readonly<Record<string, number | null>>;
  readonly hosts?: Readonly<Record<string, number | null>>;
  readonly failures?: Readonly<Record<string, TaskFailure>>;
  readonly dependencies?: DependencyChanges;
  /** Parameters of the template: it is loaded again. */
  readonly parameters?: Readonly<Record<string, string>>;
}

/** Dependencies are written `prerequisite -> dependent`; a machine or a resource stands for all of its tasks. */
export interface DependencyChanges {
  readonly add?: readonly string[];
  readonly remove?: readonly string[];
  readonly refine?: readonly { readonly replace: string; readonly by: readonly string[] }[];
}

/** The makespan against parameters; several are crossed, the last runs fastest. */
export interface Sweep {
  readonly name?: string;
  /** By parameter (`workers`, `engine-options.agent-poll`, `scale.vmA.*`): its values. */
  readonly over: Readonly<Record<string, Values>>;
}

/** `1..16`, `0.5..2/0.25`, `5s, 10s, 30s`; a list; or a range, by steps or by a factor. */
export type Values =
  | string
  | readonly string[]
  | { readonly from: string; readonly to: string; readonly step?: string; readonly factor?: number };

/** "p95 <= 10m at the least workers". */
export interface Target {
  readonly goal: string;
  readonly least?: string;
  readonly greatest?: string;
  readonly among: Values;
}

export type TargetStatistic = Statistic | 'failed' | 'timed-out';

export interface SensitivityRequest {
  /** How many tasks, the most critical first, where it has to run again for each. Default 20. */
  readonly tasks?: number;
  /** `10%` of its duration or `5s`. Default 10 %. */
  readonly shorten?: string;
  /** Default 1,000. */
  readonly replications?: number;
}

/** What is wrong with a study, and where in it: the keys that lead there. */
export class StudyFault extends Error {
  override readonly name = 'StudyFault';
  readonly path: readonly (string | number)[];
  /** True when it is the last key that is wrong, not what it maps to. */
  readonly isKey: boolean;

  constructor(path: readonly (string | number)[], message: string, isKey = false) {
    super(message);
    this.path = path;
    this.isKey = isKey;
  }
}
