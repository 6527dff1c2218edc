import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { load } from '../../src/load/index.ts';
import { buildFlows, hasTaskflow } from './testing/engines.ts';
import { bindings, compiledEdges } from './testing/flow-facts.ts';
import { randomFlow } from './testing/random-flows.ts';

describe.skipIf(!hasTaskflow)('random flows in the real TaskFlow (skipped without python3-taskflow)', () => {
  it('are compiled, bound and refused as we say', () => {
    const documents = fc.sample(randomFlow, { numRuns: 400, seed: 8 });
    const outcomes = buildFlows(documents);
    const errors = new Set<string>();
    for (const [index, { error, message, edges, bindings: read }] of outcomes.entries()) {
      const text = JSON.stringify(documents[index]);
      const { deployment, diagnostics } = load('flow.json', text);
      const said = diagnostics
        .filter(({ severity, code }) => severity === 'error' && code !== 'optional-argument-trap')
        .map((one) => one.message);
      if (error === undefined) expect(said, text).toEqual([]);
      else expect(said.join('\n'), text).toContain(`${error}: ${message}`);
      errors.add(error ?? 'none');
      if (edges) expect(compiledEdges(deployment), text).toEqual([...edges].sort());
      if (read) expect(bindings(deployment), text).toEqual([...new Set(read)].sort());
    }
    // What is drawn reaches every kind of outcome.
    const kinds = [
      'AmbiguousDependency',
      'DependencyFailure',
      'MissingDependencies',
      'TypeError',
      'ValueError',
      'none',
    ];
    expect([...errors].sort()).toEqual(kinds);
  });
});
