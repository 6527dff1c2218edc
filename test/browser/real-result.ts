import { analyze, fromDiagnostics } from '../../src/analyze/index.ts';
import { load } from '../../src/load/index.ts';
import { resolveTimings } from '../../src/model/timing/resolve-timings.ts';
import { buildResult } from '../../src/report/documents/build-result.ts';
import { checkDocument } from '../../src/report/documents/check-document.ts';
import { graphDocument } from '../../src/report/documents/graph-document.ts';
import { simulationDocument } from '../../src/report/documents/simulation-document.ts';
import type { Result } from '../../src/report/result.ts';
import { compare } from '../../src/study/compare.ts';

/** The Result of a template, as the command makes it. */
export function resultOf(file: string, text: string, replications: number): Result {
  const { deployment, diagnostics, files } = load(file, text);
  const timings = resolveTimings(deployment);
  const simulation = simulationDocument(
    { ...compare(deployment, { timings, replications }), timings },
    { trace: true },
  );
  return buildResult({
    toolVersion: '0.1.0',
    deployment,
    files,
    graph: graphDocument(deployment, diagnostics),
    check: checkDocument([...fromDiagnostics(diagnostics), ...analyze(deployment)], file),
    simulation,
  });
}

/** Hosts of ten tasks; each needs a value of a host not long before it. */
export function largeTemplate(size: number): string {
  const lines = ['makespan: 1', 'hosts:'];
  for (let host = 0; host < size / 10; host += 1) {
    lines.push(`  h${host}:`, '    base: 30s', '    components:');
    for (let part = 0; part < 9; part += 1) {
      const producer = host - 1 - ((host * 7) % Math.min(12, Math.max(1, host)));
      const after = part === 4 && host > 0 ? `, after: h${producer}.c2` : '';
      lines.push(`      c${part}: {duration: "uniform(${2 + (part % 5)}s, ${9 + (host % 7)}s)"${after}}`);
    }
  }
  return `${lines.join('\n')}\n`;
}
