import type { Condition } from '../../model/condition.ts';
import type { Span } from '../../model/span.ts';
import type { Unknown } from '../../model/unknown.ts';
import type { Datum } from '../datum.ts';
import type { DocumentNode, MappingNode } from '../document/node.ts';
import type { Dialect } from './dialect.ts';
import type { Reporter } from './reporter.ts';

/** Where a piece of text is evaluated: what its functions can see. */
export interface Scope {
  readonly dialect: Dialect;
  readonly file: string;
  /** Id of the stack that the text belongs to; `''` is the top-level template. */
  readonly stack: string;
  readonly parameters: ParameterTable;
  readonly conditions: ConditionTable;
  readonly resources: ResourceTable;
  readonly mappings: MappingNode | null;
  readonly reporter: Reporter;
  /**
   * Whether Heat computes what stands here before it creates anything, and so refuses what cannot be computed. Not so
   * in outputs, metadata and nested templates.
   */
  readonly isChecked: boolean;
  /** Keeps what the input does not decide, so that no result passes for more than it is. */
  readonly noteUnknown: (cause: Unknown) => void;
  /** What replaces the index variable in a member of a group; null outside. */
  readonly index: { readonly variable: string; readonly value: string } | null;
  /** The text of a file that the template names, or null (and it has been said why). */
  readonly readFile: (path: string, at: Span) => string | null;
}

export interface ParameterTable {
  readonly has: (name: string) => boolean;
  /** Undefined when nothing declares it. */
  readonly get: (name: string) => ParameterValue | undefined;
  readonly names: () => Iterable<string>;
}

export interface ParameterValue {
  readonly value: Datum;
  /** For a nested template: the parent's property that gave the value, and where that text is evaluated. */
  readonly origin: Origin | null;
}

export interface Origin {
  readonly node: DocumentNode;
  readonly scope: Scope;
}

export interface ConditionTable {
  readonly has: (name: string) => boolean;
  readonly get: (name: string, at: Span) => Condition;
  /** The formula that an expression stands for; a literal when the parameters decide it. */
  readonly of: (node: DocumentNode, scope: Scope) => Condition;
  readonly names: () => Iterable<string>;
}

/** Which names `get_resource` and `get_attr` may use. */
export interface ResourceTable {
  /** When the resource exists: null always; undefined when it is not declared. */
  readonly when: (name: string) => Condition | null | undefined;
  readonly names: () => Iterable<string>;
}
