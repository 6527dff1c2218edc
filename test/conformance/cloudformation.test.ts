import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Facts } from '../../src/analyze/facts.ts';
import { analyze, fromDiagnostics } from '../../src/analyze/index.ts';
import { load } from '../../src/load/index.ts';
import {
  cloudFormationCorpus,
  type ExpectedTemplate,
  expectedEdges,
  foundEdges,
  loadFile,
  readText,
} from './testing/cloudformation-corpus.ts';

const folder = cloudFormationCorpus();
const title = 'the corpus of real templates (skipped without ../shared/data or MAKESPAN_CORPUS)';

describe.skipIf(folder === null)(title, () => {
  it('every template has exactly the expected edges: pairs, kinds, and whether conditional', () => {
    const unequal = expectations().flatMap((expected) => {
      const { deployment } = loadFile(join(folder!, 'templates'), expected.template);
      const [found, wanted] = [foundEdges(deployment), expectedEdges(expected)];
      const nodes =
        deployment.resources.nodes().sort().join() ===
        expected.nodes
          .map(({ id }) => id)
          .sort()
          .join();
      const missing = wanted.filter((edge) => !found.includes(edge)).map((edge) => `missing ${edge}`);
      const extra = found.filter((edge) => !wanted.includes(edge)).map((edge) => `extra ${edge}`);
      const all = [...(nodes ? [] : ['other resources']), ...missing, ...extra];
      return all.length === 0 ? [] : [`${expected.template}: ${all.join('; ')}`];
    });
    console.log(`expected graphs equal: ${expectations().length - unequal.length} of ${expectations().length}`);
    expect(unequal).toEqual([]);
  });

  it('the cycles are those expected, and no other', () => {
    const wrong = expectations().flatMap((expected) => {
      const { deployment } = loadFile(join(folder!, 'templates'), expected.template);
      const found = new Facts(deployment).circles.written.map(({ members }) => [...members].sort());
      const isEqual = JSON.stringify(found) === JSON.stringify(expected.cycles.map((members) => [...members].sort()));
      return isEqual ? [] : [`${expected.template}: ${JSON.stringify(found)}`];
    });
    expect(wrong).toEqual([]);
  });

  it('knows the templates of the service from those of Heat, which have the same version key', () => {
    const formats = expectations().map(({ template }) => {
      const text = readText(folder!, 'templates', template);
      const { format } = load(template, text).deployment.template;
      return format === (/OS::|HeatTemplateFormatVersion/.test(text) ? 'heat' : 'cloudformation') ? '' : template;
    });
    expect(formats.filter((template) => template !== '')).toEqual([]);
  });

  it('each small case has its verdict', () => {
    const linter = JSON.parse(readText(folder!, 'cases', 'cfnlint.json')) as readonly LinterFinding[];
    const rows = Object.entries(VERDICTS).map(([name, verdict]) => {
      const file = readdirSync(join(folder!, 'cases')).find((one) => one.startsWith(name))!;
      const { deployment, diagnostics } = loadFile(join(folder!, 'cases'), file);
      const findings = [...fromDiagnostics(diagnostics), ...analyze(deployment)];
      const ours = findings.find(({ rule }) => rule === verdict);
      const isRight = verdict === null ? findings.every(({ severity }) => severity === 'info') : ours !== undefined;
      const theirs = new Set(linter.filter(({ Filename }) => Filename.endsWith(file)).map(({ Rule }) => Rule.Id));
      const said = ours ? `${ours.rule}, ${ours.confidence}` : 'nothing';
      return { isRight, line: `${file} | ${said} | ${[...theirs].join(' ') || '–'}` };
    });
    const right = rows.filter(({ isRight }) => isRight).length;
    console.log(['case | our rule, confidence | the other linter', ...rows.map(({ line }) => line).sort()].join('\n'));
    console.log(`cases with the right verdict: ${right} of ${rows.length}`);
    expect(rows.filter(({ isRight }) => !isRight)).toEqual([]);
  });
});

interface LinterFinding {
  readonly Filename: string;
  readonly Rule: { readonly Id: string };
}

/** What must be said of each case; null: nothing above information. */
const VERDICTS: Readonly<Record<string, string | null>> = {
  '01': 'signal-cycle',
  '02': 'signal-cycle',
  '03': 'count-unreachable',
  '04': 'handle-without-wait',
  '05': 'shared-handle',
  '06': 'count-unreachable',
  '07': 'duplicate-signal-id',
  '08': 'sleep-past-timeout',
  '09': 'timer-starts-early',
  '10': 'count-unreachable',
  '11': 'signal-without-policy',
  '12': 'signal-without-policy',
  '13': 'consumer-skips-wait',
  '14': 'redundant-dependency',
  '15': null,
  '16': 'exclusive-branch-cycle',
  '17': 'dependency-cycle',
  '18': 'count-unreachable',
  '19': 'count-unreachable',
  '20': 'cfn-timeout-maximum',
  '21': 'nested-output-wait',
  '22': 'missing-gateway-attachment',
};

function expectations(): readonly ExpectedTemplate[] {
  const files = readdirSync(join(folder!, 'expected')).sort();
  return files.map((file) => JSON.parse(readText(folder!, 'expected', file)) as ExpectedTemplate);
}
