import type { Deployment } from '../../model/deployment.ts';
import {
  type CheckDocument,
  type GraphDocument,
  RESULT_VERSION,
  type Result,
  type SimulationDocument,
} from '../result.ts';

export interface ResultParts {
  readonly toolVersion: string;
  readonly deployment: Pick<Deployment, 'template'>;
  /** The text of each file that was read, by name. */
  readonly files: ReadonlyMap<string, string>;
  readonly graph: GraphDocument;
  readonly check: CheckDocument;
  /** Null when the template could not be simulated. */
  readonly simulation: SimulationDocument | null;
}

/** Everything that can be printed or drawn of one template, as one plain, versioned, JSON-safe value. */
export function buildResult({ toolVersion, deployment, files, graph, check, simulation }: ResultParts): Result {
  return {
    version: RESULT_VERSION,
    tool: { name: 'makespan', version: toolVersion },
    template: deployment.template,
    sources: [...files].sort(([a], [b]) => (a < b ? -1 : 1)).map(([file, text]) => ({ file, text })),
    graph,
    check,
    simulation,
  };
}
