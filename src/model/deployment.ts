import type { AbstractGraph } from 'graphology-types';
import type { Condition } from './condition.ts';
import type { Duration } from './durations/duration.ts';
import type { Span } from './span.ts';
import type { Maybe, Unknown } from './unknown.ts';

/**
 * The nouns of a deployment. Everything here is readonly data made by the builder (`builder.ts`); the words are those
 * of the README's glossary, one word for one thing.
 */

/**
 * A node of the graph as the orchestrator sees it: one resource of one template. A nested stack or a group of
 * resources is a single node here, all-or-nothing.
 */
export interface Resource {
  /** Unique in the deployment: the name for the top-level template, `stack/name` below it. */
  readonly id: string;
  /** The name in its own template. */
  readonly name: string;
  /** Type as the engine knows it: `OS::Nova::Server`. */
  readonly type: string;
  /** The group of the stack that declares it; `''` is the top-level template. Edges never cross stacks. */
  readonly stack: string;
  readonly when: Condition | null;
  readonly span: Span;
  /** Position in the template, counted from 0 over the whole deployment. */
  readonly order: number;
  /**
   * Canonical text of the definition, parameters resolved, so that two revisions can be told apart; absent where the
   * front-end gives none. `replacedOnUpdate`: what a difference does to it; absent means that a difference replaces it.
   */
  readonly fingerprint?: string;
  readonly replacedOnUpdate?: 'never' | 'on-change' | 'always';
}

/**
 * What a task does: `create` a resource, build a `server` until it is active, `boot` it (user data runs, usually
 * untracked), install a `component`, `wait` for signals, or mark a `milestone` (no time: a nested stack has begun or is
 * complete).
 */
export type TaskKind = 'create' | 'server' | 'boot' | 'component' | 'wait' | 'milestone';

/** The smallest unit that takes time and finishes. */
export interface Task {
  /** Unique. For a resource of the top-level template that is one task, the resource's name. */
  readonly id: string;
  readonly type: string;
  readonly kind: TaskKind;
  /** The innermost group, never the root. */
  readonly group: string;
  /** The resource that this task is a part of. */
  readonly resource: string;
  /**
   * Whether the engine knows when the task finishes; nothing is ordered after an untracked one unless a wait says so.
   */
  readonly tracked: boolean;
  /** What the template itself says of the time it takes; null when it is silent (then timings decide). */
  readonly duration: Duration | null;
  /** Members of a large group that this one task stands for; 1 for an ordinary task. */
  readonly multiplicity: Maybe<number>;
  readonly when: Condition | null;
  readonly span: Span;
  readonly order: number;
  /**
   * On a host of order `free`: by what name the tasks that are ready there take their turns (Heat: the name of the
   * derived configuration). No order of its own: which tasks are ready together depends on the run.
   */
  readonly turnName?: string;
  /** In which operations it does its work; absent means when it is created. */
  readonly operations?: readonly Operation[];
  /** Which of those released together goes first: the greater; absent means 0. */
  readonly priority?: number;
  /** What it takes to undo it, where the format says so. */
  readonly undoDuration?: Duration;
  /** For the controller of a flow: what becomes of its stack when something in it fails. */
  readonly retry?: RetryRule;
}

/** How often everything in a flow runs at most, and how much is undone when it has failed so often. */
export interface RetryRule {
  readonly attempts: Maybe<number>;
  readonly onExhausted: 'revert' | 'revert-all';
}

export type Operation = 'create' | 'update' | 'delete';

/** Why an edge exists. */
export type ReasonKind = 'explicit' | 'reference' | 'value' | 'hosted-on' | 'sequence' | 'implicit';

/** One reason for an edge, with the text that makes it. */
export interface Reason {
  readonly kind: ReasonKind;
  /** What made it, in the template's own words: `depends_on`, `get_attr`, or the engine rule's name when implicit. */
  readonly via: string;
  /** The text that names the prerequisite, or for an implicit rule the text that triggers it. */
  readonly span: Span;
  /** The value that rides on a `value` reason: what the prerequisite provides, and the input that consumes it. */
  readonly value: { readonly provided: string; readonly consumed: string } | null;
  readonly when: Condition | null;
}

/** Attributes of an edge prerequisite → dependent: at least one reason. */
export interface Dependency {
  readonly reasons: readonly Reason[];
}

export type ResourceGraph = AbstractGraph<Resource, Dependency>;
export type TaskGraph = AbstractGraph<Task, Dependency>;

/**
 * The coarse unit that tasks belong to. `set` is a group of like members (ResourceGroup, AutoScalingGroup);
 * `single` holds one task that belongs to no host; `root` is the whole deployment and never a coarse unit.
 */
export type GroupKind = 'root' | 'stack' | 'host' | 'set' | 'single';

/** How the tasks that share one machine take turns. */
export interface HostRule {
  /**
   * `listed`: one after another in the order of the list, an order of the engine's own; `free`: any order, `capacity`
   * at once.
   */
  readonly order: 'listed' | 'free';
  /** How many components run at once; null means without limit. */
  readonly capacity: number | null;
}

export interface Group {
  readonly id: string;
  readonly kind: GroupKind;
  /** Null only for the root. */
  readonly parent: string | null;
  /** Whether the engine itself enforces order at this level (a nested stack is all-or-nothing). */
  readonly enforced: boolean;
  /** For hosts only. */
  readonly host: HostRule | null;
  /**
   * Seconds after which the engine gives up on the group as a whole: a nested stack's own timeout, for the root that of
   * the stack. Absent when nothing states one.
   */
  readonly timeoutSeconds?: Maybe<number>;
  readonly span: Span | null;
}

/** Where signals are stored until a wait counts them. */
export interface Handle {
  readonly id: string;
  /** The task that creates the handle; null where no task does (native format). */
  readonly task: string | null;
  /** `level` keeps early signals (Heat, CloudFormation); `edge` loses those that nobody waits for. */
  readonly trigger: 'level' | 'edge';
  /** What a second signal with a stored id does: Heat overwrites, CloudFormation ignores. */
  readonly duplicates: 'overwrite' | 'ignore';
  /** Ids stored before the deployment starts (a handle reused on update). */
  readonly initial: readonly string[];
  /** The engine's transport (`CFN_SIGNAL`, `TOKEN_SIGNAL`, …); null when the format has none. */
  readonly transport: string | null;
  readonly span: Span;
}

/** One signal that a task sends to a handle. k signals are k entries, unless `multiplicity` says so. */
export interface Signal {
  readonly handle: string;
  readonly sender: string;
  /** Null is the engine's implicit id (Heat: number of stored signals plus one). */
  readonly id: Maybe<string> | null;
  readonly status: Maybe<'SUCCESS' | 'FAILURE'>;
  readonly at: 'start' | 'end';
  /** True when the script may end without sending it (a branch, a loop, a lost request). */
  readonly optional: boolean;
  /** True when the sender gives up with it: none of its later signals comes then. Absent means false. */
  readonly endsTask?: boolean;
  /** How many signals with distinct ids this entry stands for (members of a group); 1 usually. */
  readonly multiplicity: Maybe<number>;
  readonly when: Condition | null;
  readonly span: Span;
}

/** A task of kind `wait` goes on when `count` distinct signals have come to the handle. */
export interface Wait {
  readonly task: string;
  /** Unknown when the template does not decide which handle. */
  readonly handle: Maybe<string>;
  readonly count: Maybe<number>;
  /** Seconds from the start of the wait; null means it never times out. */
  readonly timeoutSeconds: Maybe<number> | null;
  /** The task whose start starts that clock, where it is not the wait's own (a creation policy: its resource). */
  readonly timedFrom?: string;
  readonly span: Span;
}

/**
 * What a script does, as far as its text can be read: the boot of a server, the config of a software deployment. A
 * script that could not be read is absent, never empty.
 */
export interface Script {
  /** The task that runs it. */
  readonly task: string;
  /** `set -e`, `#!/bin/bash -e`: it ends at the first command that fails. */
  readonly stopsAtFailure: boolean;
  /** A trap signals the failure when it does. */
  readonly signalsFailure: boolean;
  /** In the order of the text. Comments, assignments and function bodies that nobody calls are left out. */
  readonly commands: readonly ScriptCommand[];
  readonly span: Span;
}

export interface ScriptCommand {
  /** As written, on one line. */
  readonly text: string;
  readonly span: Span;
  /** Started with `&`: the script goes on before it ends. */
  readonly inBackground: boolean;
  /** Under an `if`, `&&`, `||`, `case` or in a loop: it may not run, or more than once. */
  readonly isConditional: boolean;
  /**
   * What it does to the order of things. `work`: installs, configures or starts something; `signal`: see `signal`;
   * `poll`: loops until a port of another machine answers; `listen`: opens a port; `other`: anything else (echo, cd,
   * sleep).
   */
  readonly does: 'work' | 'signal' | 'poll' | 'listen' | 'other';
  readonly signal?: ScriptSignal;
  /** For `poll` and `listen`: the task whose script serves the port (its own for `listen`), and the port. */
  readonly port?: { readonly task: string | null; readonly number: number };
}

export interface ScriptSignal {
  /** Position in the deployment's signals; null when it is sent to something that stores none. */
  readonly signal: number | null;
  /** `fixed`: a constant; `exit-status`: the status of a command before it (`-e $?`, `&&`). */
  readonly statusFrom: 'fixed' | 'exit-status';
  /** `cfn-signal --resource NAME`: the resource it names, and whether that takes this kind of signal. */
  readonly target?: { readonly resource: string; readonly accepts: boolean };
}

/** A task looks at the state of a handle or of another task when it starts, without being ordered after it. */
export interface Read {
  readonly task: string;
  readonly of: { readonly handle: string } | { readonly task: string };
  readonly span: Span;
}

/** A limit on how many tasks run at once. */
export interface Pool {
  readonly id: string;
  readonly capacity: Maybe<number>;
  readonly tasks: readonly string[];
  /** Whether a blocked wait keeps its slot. */
  readonly holdsWhileWaiting: boolean;
  readonly span: Span;
}

/** A named value at a task: one end of a `value` reason. */
export interface ValuePort {
  readonly task: string;
  readonly name: string;
  readonly span: Span;
}

/** A named condition of the template and what the chosen parameters make of it. */
export interface NamedCondition {
  readonly name: string;
  /** Decided by parameters, or unknown with its cause. */
  readonly value: Maybe<boolean>;
  readonly span: Span;
}

/** Which template this is. */
export interface TemplateIdentity {
  readonly file: string;
  /** The front-end's id: `native`, `heat`, … */
  readonly format: string;
  /** The format's own version: `2021-04-16`. */
  readonly version: string;
}

/** What will be deployed. Made by `DeploymentBuilder`, never changed afterwards. */
export interface Deployment {
  readonly template: TemplateIdentity;
  /** The graph as the orchestrator sees it. */
  readonly resources: ResourceGraph;
  /** The fine graph. */
  readonly tasks: TaskGraph;
  /** The id of each resource of each task, turned round: resource id → its task ids in template order. */
  readonly tasksOfResource: ReadonlyMap<string, readonly string[]>;
  /** A tree; the root has id `''`. */
  readonly groups: ReadonlyMap<string, Group>;
  readonly handles: ReadonlyMap<string, Handle>;
  readonly signals: readonly Signal[];
  /** By task id. */
  readonly waits: ReadonlyMap<string, Wait>;
  readonly reads: readonly Read[];
  readonly scripts: readonly Script[];
  readonly pools: ReadonlyMap<string, Pool>;
  readonly provides: readonly ValuePort[];
  readonly consumes: readonly ValuePort[];
  readonly conditions: ReadonlyMap<string, NamedCondition>;
  readonly unknowns: readonly Unknown[];
}
