import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DeploymentBuilder, ROOT } from '../model/builder.ts';
import type { Deployment } from '../model/deployment.ts';
import { drawnDeployment } from '../model/testing/drawn-deployment.ts';
import { writeDot, writeGraphml, writeMermaid } from './index.ts';

const seed = drawnDeployment('host vmA: base a1\nhost vmB: b1\nlone\na1 => b1\nlone ~> b1');

describe('DOT', () => {
  it('draws machines as clusters and hidden rules dashed', () => {
    expect(writeDot(seed)).toBe(`digraph deployment {
  rankdir=LR;
  node [shape=box];
  "lone" [label="lone", tooltip="component"];
  subgraph "cluster_vmA" {
    label="vmA";
    "base" [label="base", tooltip="component"];
    "a1" [label="a1", tooltip="component"];
  }
  subgraph "cluster_vmB" {
    label="vmB";
    "b1" [label="b1", tooltip="component"];
  }
  "a1" -> "b1" [label="out", style=solid];
  "lone" -> "b1" [label="implicit", style=dashed];
}
`);
  });

  it('shows only the top-level template in the engine’s view', () => {
    const nested = drawnDeployment('stack s: x y\nz\nx -> z');
    expect(writeDot(nested, { view: 'engine' }).split('\n').slice(3, -2)).toEqual([
      '  "s" [label="s", tooltip="stack"];',
      '  "z" [label="z", tooltip="component"];',
      '  "s" -> "z" [label="explicit", style=solid];',
    ]);
  });

  it('keeps any name inside its quotes', () => {
    fc.assert(
      fc.property(hostileName, (name) => {
        const rest = writeDot(named(name)).replace(/"(?:[^"\\\0\n]|\\.)*"/gu, 'Q');
        expect(rest).toBe('digraph deployment {\n  rankdir=LR;\n  node [shape=box];\n  Q [label=Q, tooltip=Q];\n}\n');
      }),
    );
  });
});

describe('Mermaid', () => {
  it('draws machines as subgraphs', () => {
    expect(writeMermaid(seed)).toBe(`flowchart LR
  n3["lone"]
  subgraph g0["vmA"]
    n0["base"]
    n1["a1"]
  end
  subgraph g1["vmB"]
    n2["b1"]
  end
  n1 -->|"out"| n2
  n3 -.->|"implicit"| n2
`);
  });

  it('keeps any name inside its label', () => {
    fc.assert(
      fc.property(hostileName, (name) => {
        const label = /^flowchart LR\n {2}n0\["([^"]*)"\]\n$/u.exec(writeMermaid(named(name)))?.[1];
        expect(label).toBeDefined();
        expect(label).not.toMatch(/[<>`&\n]/u);
      }),
    );
  });
});

describe('GraphML', () => {
  it('has a node for each task and an edge for each dependency', () => {
    const text = writeGraphml(seed);
    expect(text.match(/<node /g)).toHaveLength(4);
    expect(text).toContain('<data key="node-group">vmA</data>');
    expect(text).toContain('<edge id="e0" source="a1" target="b1"><data key="edge-label">out</data>');
  });

  it('keeps any name inside its attribute', () => {
    fc.assert(
      fc.property(hostileName, (name) => {
        const rest = writeGraphml(named(name)).split('\n').slice(9, -3).join('\n');
        expect(rest).toMatch(/^ {4}<node id="[^"<>\p{Cc}]*"><data key="node-type">[^<>]*<\/data>.*<\/node>$/u);
      }),
    );
  });
});

const hostileName = fc
  .oneof(fc.string({ unit: 'binary', minLength: 1 }), fc.constantFrom('"]; x', '\\', '\\"', '</node>', '`a`', '<b>'))
  .filter((name) => !(name in Object.prototype));

function named(name: string): Deployment {
  const span = { file: 'x', line: 1, column: 1, endLine: 1, endColumn: 1 };
  const builder = new DeploymentBuilder({ file: 'x', format: 'x', version: '1' });
  builder.addResource({ id: name, name, type: name, stack: ROOT, when: null, span });
  builder.addTask({ id: name, type: name, kind: 'create', group: ROOT, resource: name, span });
  return builder.build();
}
