import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../source-files.ts';

const FOLDER = join(process.env.MAKESPAN_CORPUS ?? join(projectRoot, '../shared/data'), 'taskflow');

/** Whether the recorded flows are there; where they are not, the tests say so and are skipped. */
export const hasTaskflowCorpus = existsSync(join(FOLDER, 'graphs.json'));

export interface RecordedGraph {
  readonly example: string;
  readonly flow: RecordedFlow;
  readonly tasks: readonly RecordedAtom[];
  readonly retries: readonly RecordedAtom[];
  readonly nodes: readonly { readonly id: string; readonly kind: 'task' | 'retry' | 'flow' | 'flow_end' }[];
  readonly edges: readonly { readonly from: string; readonly to: string; readonly kinds: readonly string[] }[];
  readonly bindings: readonly RecordedBinding[];
}

export interface RecordedFlow {
  readonly name: string;
  readonly id: string;
  readonly type: 'flow' | 'task';
  readonly pattern: string;
  readonly children?: readonly RecordedFlow[];
  readonly links?: readonly unknown[];
}

export interface RecordedAtom {
  readonly id: string;
  readonly name: string;
}

export interface RecordedBinding {
  readonly consumer: string;
  readonly arg: string;
  readonly symbol: string;
  readonly source: string | null;
}

export interface RecordedProbe {
  readonly case: string;
  readonly ok: boolean;
  readonly error?: string;
  readonly message?: string;
  readonly result?: unknown;
}

export function recordedGraphs(): readonly RecordedGraph[] {
  return hasTaskflowCorpus ? read('graphs.json').graphs : [];
}

export function recordedProbes(): readonly RecordedProbe[] {
  return hasTaskflowCorpus ? read('semantics.json') : [];
}

function read(name: string): ReturnType<typeof JSON.parse> {
  return JSON.parse(readFileSync(join(FOLDER, name), 'utf8'));
}
