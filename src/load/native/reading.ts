import type { DeploymentBuilder } from '../../model/builder.ts';
import type { NodeReader } from './node-reader.ts';
import type { ConditionTable } from './read-conditions.ts';

/** What every part of reading one native document shares. */
export interface Reading {
  readonly reader: NodeReader;
  readonly builder: DeploymentBuilder;
  readonly conditions: ConditionTable;
  /** The handles that the document defines. */
  readonly handles: ReadonlySet<string>;
}
