import { describe, expect, it } from 'vitest';
import type { Finding } from '../../analyze/finding.ts';
import { DeploymentBuilder } from '../../model/builder.ts';
import { sketchDeployment } from '../testing/example-deployment.ts';
import { exampleResult, mutualSketch, seedSketch, seedTasks } from '../testing/example-results.ts';
import { checkDocument, mergeCheckDocuments } from './check-document.ts';
import { distributionDocument, roundBinWidth } from './distribution-document.ts';
import { graphDocument } from './graph-document.ts';

const span = { file: 'a.yaml', line: 3, column: 1, endLine: 3, endColumn: 4 };

describe('the graph document', () => {
  const { deployment } = sketchDeployment('seed.yaml', seedTasks);

  it('has every task and every dependency with its reasons in the fine view', () => {
    const { tasks, dependencies } = graphDocument(deployment, []);
    expect(tasks.map(({ id }) => id)).toEqual(seedTasks.map(({ id }) => id));
    expect(dependencies.map(({ prerequisite, dependent }) => `${prerequisite} → ${dependent}`)).toEqual([
      'vmA.base → vmA.a1',
      'vmA.a1 → vmA.a2',
      'vmA.a1 → vmB.b1',
      'vmA.a2 → vmA.a3',
      'vmB.base → vmB.b1',
      'vmB.b1 → vmB.b2',
      'vmB.b2 → vmB.b3',
    ]);
    expect(dependencies[2]?.reasons[0]).toMatchObject({ kind: 'value', value: { provided: 'vmA.a1.url' } });
  });

  it('has one task per resource of the top-level template in the engine view', () => {
    const { tasks, dependencies, values } = graphDocument(deployment, [], 'engine');
    expect(tasks.map(({ id, kind }) => [id, kind])).toEqual([
      ['vmA', 'resource'],
      ['vmB', 'resource'],
    ]);
    expect(dependencies).toMatchObject([{ prerequisite: 'vmA', dependent: 'vmB' }]);
    expect(values).toEqual([{ name: 'vmA.a1.url', producers: ['vmA'], consumers: ['vmB'] }]);
  });

  it('leaves out of the engine view what stands inside a nested stack', () => {
    const builder = new DeploymentBuilder({ file: 'a.yaml', format: 'heat', version: '1' });
    builder.addGroup({ id: 'inner', kind: 'stack', parent: '' });
    builder.addResource({ id: 'inner', name: 'inner', type: 'stack', stack: '', when: null, span });
    builder.addResource({ id: 'inner/x', name: 'x', type: 't', stack: 'inner', when: null, span });
    builder.addTask({ id: 'inner/x', type: 't', kind: 'create', group: 'inner', resource: 'inner/x', span });
    builder.addHandle({ id: 'h', span }).addSignal({ handle: 'h', sender: 'inner/x', span });
    const engine = graphDocument(builder.build(), [], 'engine');
    expect(engine.tasks.map(({ id }) => id)).toEqual(['inner']);
    expect(engine.handles[0]?.signals[0]?.sender).toBe('inner');
  });
});

describe('the check document', () => {
  const finding: Finding = {
    rule: 'b-rule',
    severity: 'error',
    confidence: 'proved',
    message: 'm',
    span,
    related: [],
    evidence: [],
  };

  it('is sorted by place and says equal findings once', () => {
    const first: Finding = { ...finding, rule: 'a-rule', severity: 'info', span: { ...span, line: 1, endLine: 1 } };
    const document = checkDocument([finding, first, finding], 'a.yaml');
    expect(document.findings.map(({ rule, line }) => [rule, line])).toEqual([
      ['a-rule', 1],
      ['b-rule', 3],
    ]);
    expect(document.summary).toEqual({ error: 1, warning: 0, info: 1 });
    expect(mergeCheckDocuments([document, document]).summary).toEqual({ error: 2, warning: 0, info: 2 });
  });

  it('puts a finding without a place at the top of the file', () => {
    const [only] = checkDocument([{ ...finding, span: null }], 'a.yaml').findings;
    expect(only).toMatchObject({ file: 'a.yaml', line: 1, column: 1, endLine: 1, endColumn: 1 });
  });
});

describe('the distribution document', () => {
  it.each([
    [0, 1],
    [40, 1],
    [41, 2],
    [12, 0.5],
    [0.3, 0.01],
    [70_000, 2000],
  ])('cuts a range of %d s into bins of %d s', (range, width) => {
    expect(roundBinWidth(range)).toBeCloseTo(width, 12);
  });

  it('counts every replication once', () => {
    const samples = Float64Array.from([3, 1, 2, 2, 10]);
    const document = distributionDocument(samples);
    expect(document?.counts.reduce((sum, count) => sum + count, 0)).toBe(5);
    expect([0, 50, 100].map((percent) => document?.percentiles[percent])).toEqual([1, 2, 10]);
  });

  it('is null when nothing completed and a single bin when nothing varies', () => {
    expect(distributionDocument(new Float64Array(0))).toBeNull();
    expect(distributionDocument(Float64Array.from([18, 18]))).toMatchObject({ binStart: 18, counts: [2] });
  });
});

describe('the result', () => {
  it.each([seedSketch, mutualSketch])('of $file survives JSON unchanged', (sketch) => {
    const result = exampleResult(sketch);
    expect(JSON.parse(JSON.stringify(result))).toEqual(result);
    expect(JSON.stringify(exampleResult(sketch))).toBe(JSON.stringify(result));
  });
});
