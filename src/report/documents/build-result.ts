import type { Deployment } from '../../model/deployment.ts';
import {
  type CheckDocument,
  type GraphDocument,
  RESULT_VERSION,
  type Result,
  type RuleDocument,
  type SimulationDocument,
} from '../result.ts';
import type { StudyDocument } from '../study-document.ts';

export interface ResultParts {
  readonly toolVersion: string;
  readonly deployment: Pick<Deployment, 'template'>;
  /** The text of each file that was read, by name. */
  readonly files: ReadonlyMap<string, string>;
  readonly graph: GraphDocument;
  readonly check: CheckDocument;
  /** Null when the template could not be simulated. */
  readonly simulation: SimulationDocument | null;
  /** Descriptions of rules; those that a finding names are kept. Default none. */
  readonly rules?: readonly RuleDocument[];
  readonly study?: StudyDocument | undefined;
}

/** Everything that can be printed or drawn of one template, as one plain, versioned, JSON-safe value. */
export function buildResult(parts: ResultParts): Result {
  const { toolVersion, deployment, files, graph, check, simulation, study } = parts;
  const rules = namedRules(parts);
  return {
    version: RESULT_VERSION,
    tool: { name: 'makespan', version: toolVersion },
    template: deployment.template,
    sources: [...files].sort(([a], [b]) => (a < b ? -1 : 1)).map(([file, text]) => ({ file, text })),
    graph,
    check,
    simulation,
    ...(rules.length > 0 ? { rules } : {}),
    ...(study ? { study } : {}),
  };
}

function namedRules({ check, rules = [] }: ResultParts): readonly RuleDocument[] {
  const named = new Set(check.findings.map(({ rule }) => rule));
  return rules
    .filter(({ id }) => named.has(id))
    .map(({ id, summary, why }) => ({ id, summary, why }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}
