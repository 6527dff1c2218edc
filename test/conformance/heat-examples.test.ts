import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { load } from '../../src/load/index.ts';
import type { LoadResult } from '../../src/load/load.ts';
import { coarseEdges } from '../../src/model/granularity.ts';

const EXAMPLES = new URL('../../examples/', import.meta.url);

function loadExample(name: string): LoadResult {
  return load(name, readFileSync(new URL(name, EXAMPLES), 'utf8'));
}

function hostEdges(name: string): readonly string[] {
  const { deployment } = loadExample(name);
  const hosts = coarseEdges(deployment, 'host').filter((pair) =>
    pair.every((id) => deployment.groups.get(id)?.kind === 'host'),
  );
  return hosts.map(([a, b]) => `${a} → ${b}`).sort();
}

describe('the examples as Heat templates', () => {
  it.each(['seed.hot.yaml', 'seed-mutual.hot.yaml', 'two-tier.hot.yaml'])(
    '%s has nothing that Heat would mind',
    (name) => {
      expect(loadExample(name).diagnostics).toEqual([]);
    },
  );

  it('the seed orders its components across the machines by one value', () => {
    expect(hostEdges('seed.hot.yaml')).toEqual(['vmA → vmB']);
    const { deployment } = loadExample('seed.hot.yaml');
    expect(deployment.tasks.getEdgeAttribute('a1', 'b1', 'reasons')).toMatchObject([
      { kind: 'value', via: 'get_attr', value: { provided: 'address', consumed: 'input_values.peer' } },
    ]);
  });

  it('the mutual seed is a cycle between machines and none between components', () => {
    expect(hostEdges('seed-mutual.hot.yaml')).toEqual(['vmA → vmB', 'vmB → vmA']);
  });

  it('the two-tier template signals at the end of the user data of its database', () => {
    const { deployment } = loadExample('two-tier.hot.yaml');
    expect(deployment.signals).toMatchObject([
      { handle: 'data_loaded_handle', sender: 'db.boot', at: 'end', optional: false },
    ]);
    expect(deployment.waits.get('data_loaded')).toMatchObject({ count: 1, timeoutSeconds: 1800 });
  });
});
