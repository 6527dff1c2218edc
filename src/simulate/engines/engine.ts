import type { Deployment } from '../../model/deployment.ts';
import type { Release } from '../kernel/conduct.ts';
import type { EngineId } from '../simulation.ts';
import type { EngineSettings } from './settings.ts';

/** How many of some tasks may run at once. */
export interface Limit {
  readonly id: string;
  readonly capacity: number;
  readonly tasks: readonly string[];
  /** Whether a blocked wait keeps its slot. */
  readonly holdsWhileWaiting: boolean;
}

/** What an engine makes of a deployment, and what had to be assumed for it. */
export interface EngineRules {
  readonly limits: readonly Limit[];
  readonly notes: readonly string[];
  /** Absent: tasks start when their prerequisites have finished, and end when their time is over. */
  readonly conduct?: EngineConduct;
}

/** How an engine conducts tasks beyond order and limits. Times in seconds. */
export interface EngineConduct {
  readonly release: Release;
  /**
   * Tasks that are let go together go by rising rank, then by id; absent ones have rank 0. `drawn`: by lot, anew each
   * time.
   */
  readonly rank: ReadonlyMap<string, number> | 'drawn';
  /** From the end of the last prerequisite to the start of a task. */
  readonly hopSeconds: number;
  /** Who notices that a task is over, by task; an absent one ends at once. */
  readonly watches: ReadonlyMap<string, WatchRule>;
  /** Stacks that the engine runs as wholes, outer before inner; the first is the root (`''`). May be empty. */
  readonly stacks: readonly StackRule[];
  readonly agents: readonly AgentRule[];
  /** What of a task's time has to pass until its dependents may start, 0 … 1; absent is all of it. */
  readonly early: ReadonlyMap<string, number>;
  /** How it deals with failures by flows; absent where it does not. */
  readonly flows?: FlowRule;
  /** How what was made is undone after a failure; absent where it stays. */
  readonly rollback?: RollbackRule;
  /** Starts are calls of an API that admits so many: `burst` at once after a rest, then `perSecond`. */
  readonly throttle?: { readonly perSecond: number; readonly burst: number; readonly tasks: readonly string[] };
}

/** Undoing a resource takes `stepSeconds`, and this part of the time that it took to make. */
export interface RollbackRule {
  readonly part: number;
  readonly stepSeconds: number;
}

/** What a flow engine does after a failure; who decides stands at the deployment's tasks. */
export interface FlowRule {
  readonly isSerial: boolean;
  /** Null means without limit. */
  readonly workers: number | null;
  /** False: nothing is undone. */
  readonly resolves: boolean;
  /** Whether a retry that gives up leaves the decision to the flow around it. */
  readonly defers: boolean;
  readonly overheadSeconds: number;
}

/**
 * `own`: looks at +0, +period, … from the start. `stack`: the watch of the task's stack looks at it in its rounds.
 */
export interface WatchRule {
  readonly kind: 'own' | 'stack';
  readonly periodSeconds: number;
  /** What a look costs that finds the task not over, and what it takes to record that it is. */
  readonly visitSeconds: number;
  readonly settleSeconds: number;
  /** What the start costs the watch of the stack. */
  readonly startSeconds: number;
}

/** What an engine orders inside a stack: a task, or a nested stack as a whole. */
export type Unit = { readonly task: string } | { readonly stack: string };

export interface StackRule {
  /** The group; `''` is the whole deployment. */
  readonly group: string;
  readonly units: readonly Unit[];
  /** From its turn in the stack around it to the start of its first unit. */
  readonly beginSeconds: number;
  /** From the end of its last unit, or of what failed, to its end. */
  readonly endSeconds: number;
  /** Units without prerequisites start this far apart, in the order of `leaves`, which may be drawn anew each time. */
  readonly staggerSeconds: number;
  readonly leaves: readonly Unit[];
  readonly drawsLeaves: boolean;
  /** How the stack around it notices its end; null for the root. */
  readonly watch: WatchRule | null;
  /** The rest between rounds of its own watch; null when it has none. */
  readonly roundSeconds: number | null;
  readonly timeoutSeconds: number | null;
  /** `at-once`: it fails with its first task. `drained`: when what was under way has ended too. */
  readonly fails: 'at-once' | 'drained';
}

/** A machine's agent: runs the components that stand there when it looks, one after another. */
export interface AgentRule {
  readonly host: string;
  /** Its components, and by what rank they take their turn in a round. */
  readonly turns: ReadonlyMap<string, number>;
  /** The task whose end starts it; null: it runs from the beginning. */
  readonly startedBy: string | null;
  /** From the start of a component until the agent can see it. */
  readonly visibleSeconds: number;
  /** Rests between rounds; the last repeats. */
  readonly restSeconds: readonly number[];
  readonly roundSeconds: number;
  readonly serviceSeconds: number;
}

/** How an orchestrator walks the graph: one file each, registered by one line in `index.ts`. */
export interface Engine {
  readonly id: EngineId;
  /** One sentence for people. */
  readonly summary: string;
  /** What can be set, with where each default is from. */
  readonly options: readonly EngineOption[];
  readonly rules: (deployment: Deployment, settings: EngineSettings) => EngineRules;
}

/** A parameter of an engine: `--engine-option NAME=VALUE`. */
export interface EngineOption {
  readonly name: string;
  readonly kind: 'seconds' | 'count' | 'fraction' | 'text';
  readonly default: string;
  /** What it means. */
  readonly describe: string;
  /** Where the default is from. */
  readonly source: string;
}
