import { describe, expect, it } from 'vitest';
import * as makespan from './index.ts';

const TEMPLATE = `makespan: 1
hosts:
  vmA: {base: 6s, components: {a1: 2s, a2: 4s}}
  vmB: {base: 4s, components: {b1: {duration: 2s, after: vmA.a1}}}
`;

describe('the library', () => {
  it('does the whole way in the five calls of the README', () => {
    const { deployment, diagnostics, files } = makespan.load('vm.yaml', TEMPLATE);
    const findings = makespan.analyze(deployment);
    const timings = makespan.resolveTimings(deployment);
    const comparison = makespan.compare(deployment, { timings, replications: 10, seed: '7' });
    expect(comparison.gain?.mean).toBe(6);
    const result = makespan.buildResult({
      toolVersion: '0.0.0',
      deployment,
      files,
      graph: makespan.graphDocument(deployment, diagnostics),
      check: makespan.checkDocument(findings, 'vm.yaml'),
      simulation: makespan.simulationDocument(comparison),
    });
    expect(makespan.renderHtml(result)).toContain('vm.yaml');
    expect(makespan.renderHtml(JSON.parse(JSON.stringify(result)))).toBe(makespan.renderHtml(result));
  });

  it('simulates one granularity at a time', () => {
    const { deployment } = makespan.load('vm.yaml', TEMPLATE);
    const run = makespan.simulate(deployment, { timings: makespan.resolveTimings(deployment), granularity: 'host' });
    expect('samples' in run && run.makespan?.mean).toBe(18);
  });
});
