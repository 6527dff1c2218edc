import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { load } from '../../../src/load/index.ts';
import type { LoadResult } from '../../../src/load/load.ts';
import type { Deployment, Reason } from '../../../src/model/deployment.ts';

/** The folder of the CloudFormation data; null when there is none, and then the conformance tests are skipped. */
export function cloudFormationCorpus(): string | null {
  const root = process.env.MAKESPAN_CORPUS ?? fileURLToPath(new URL('../../../../shared/data', import.meta.url));
  const folder = join(root, 'cloudformation');
  return existsSync(join(folder, 'index.json')) ? folder : null;
}

export interface ExpectedTemplate {
  readonly template: string;
  readonly nodes: readonly { readonly id: string; readonly condition?: string }[];
  /** `from` is the dependent. */
  readonly edges: readonly {
    readonly from: string;
    readonly to: string;
    readonly kinds: readonly string[];
    readonly unconditional: boolean;
  }[];
  readonly cycles: readonly (readonly string[])[];
}

export function readText(...path: readonly string[]): string {
  return readFileSync(join(...path), 'utf8');
}

export function loadFile(folder: string, file: string): LoadResult {
  return load(file, readText(folder, file), { format: 'cloudformation' });
}

/** An edge a line: dependent, prerequisite, kinds, and whether every reason stands under a condition. */
export function foundEdges({ resources }: Deployment): readonly string[] {
  const lines: string[] = [];
  resources.forEachDirectedEdge((_edge, { reasons }, prerequisite, dependent) => {
    const kinds = [...new Set(reasons.map(kindOf))].sort().join('+');
    const isConditional = reasons.every(({ when }) => when !== null);
    lines.push(`${dependent} → ${prerequisite} (${kinds})${isConditional ? ' conditional' : ''}`);
  });
  return lines.sort();
}

export function expectedEdges({ edges }: ExpectedTemplate): readonly string[] {
  return edges
    .map(({ from, to, kinds, unconditional }) => {
      const found = [...kinds].sort().join('+');
      return `${from} → ${to} (${found})${unconditional ? '' : ' conditional'}`;
    })
    .sort();
}

function kindOf({ via, value }: Reason): string {
  if (via === 'Fn::Sub') return value === null ? 'Sub.Ref' : 'Sub.GetAtt';
  return via.replace('Fn::', '');
}
