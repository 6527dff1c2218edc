import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { graphDocument } from './documents/graph-document.ts';
import { sketchDeployment } from './testing/example-deployment.ts';
import { exampleResult, mutualSketch, seedSketch, seedTasks } from './testing/example-results.ts';
import { exampleBounds, exampleSensitivity, exampleStudy } from './testing/example-study.ts';
import { hostileSketch, shopSketch } from './testing/large-sketches.ts';

const schema = JSON.parse(readFileSync('schemas/result.schema.json', 'utf8'));
const ajv = new Ajv2020({ strict: true, allErrors: true, allowUnionTypes: true });
ajv.addSchema(schema, 'result');

function problems(document: unknown, part = ''): readonly string[] {
  const validate = ajv.getSchema(`result${part}`);
  if (!validate) throw new Error(`the schema has no ${part}`);
  validate(JSON.parse(JSON.stringify(document)));
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

describe('the published schema', () => {
  it.each([seedSketch, mutualSketch, shopSketch, hostileSketch])('accepts the result of $file', (sketch) => {
    expect(problems(exampleResult(sketch))).toEqual([]);
  });

  it('accepts each printed document alone', () => {
    const result = exampleResult(shopSketch);
    const { deployment } = sketchDeployment('seed.yaml', seedTasks);
    expect(problems(graphDocument(deployment, [], 'engine'), '#/$defs/graph')).toEqual([]);
    expect(problems(result.check, '#/$defs/check')).toEqual([]);
    expect(problems(result.simulation, '#/$defs/simulation')).toEqual([]);
  });

  it('accepts a study, alone and in its result', () => {
    expect(problems(exampleStudy, '#/$defs/study')).toEqual([]);
    expect(problems({ ...exampleResult(seedSketch), study: exampleStudy })).toEqual([]);
  });

  it('accepts what a granularity may say beside its sample', () => {
    const { simulation } = exampleResult(seedSketch);
    const probability = { count: 0, of: 9, estimate: 0, ciLow: 0, ciHigh: 0.34 };
    const more = {
      probabilities: { failed: probability, timedOut: probability },
      bounds: exampleBounds,
      sensitivity: exampleSensitivity,
      precision: {
        statistic: 'p95',
        relative: 0.01,
        interval: exampleStudy.targets[0]?.at,
        replications: 9,
        reached: true,
      },
    };
    const fine = { ...simulation?.granularities.fine, ...more };
    expect(problems({ ...simulation, granularities: { fine } }, '#/$defs/simulation')).toEqual([]);
  });

  it.each([
    ['a version of the future', { version: 2 }],
    ['an unknown field', { surprise: true }],
    ['a missing graph', { graph: undefined }],
  ])('refuses %s', (_name, change) => {
    expect(problems({ ...exampleResult(seedSketch), ...change })).not.toEqual([]);
  });
});
