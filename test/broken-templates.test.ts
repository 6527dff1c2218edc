import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diagnosticCodes } from '../src/load/codes.ts';
import { load } from '../src/load/index.ts';
import type { Diagnostic } from '../src/model/diagnostic.ts';
import { dumpDeployment } from '../src/model/dump.ts';

/** Reading must never throw, nor report what is not registered. */
function read(text: string, format: string): readonly Diagnostic[] {
  const { deployment, diagnostics } = load('t.json', text, { format });
  dumpDeployment(deployment);
  for (const { code } of diagnostics) expect(known).toContain(code);
  return diagnostics;
}

const TEMPLATE = {
  makespan: 1,
  conditions: { c: 'unknown', d: true },
  handles: { h: { trigger: 'edge', duplicates: 'ignore', initial: ['0'] }, g: null },
  hosts: {
    vmA: {
      type: 'vm',
      when: 'c or not d',
      after: ['net'],
      base: { duration: 6, provides: 'ip' },
      components: {
        a1: { duration: '2s', provides: ['address'], signals: [{ handle: 'h', id: 'x', at: 'start' }] },
        a2: 4,
      },
    },
    vmB: {
      parallel: true,
      capacity: 2,
      base: '4s',
      components: {
        b1: { after: 'vmA.a1', consumes: { upstream: 'vmA.a1.address' } },
        b2: { wait: 'g', untracked: true },
      },
    },
  },
  tasks: {
    net: '3s',
    gate: { wait: { handle: 'h', count: 1, timeout: '5m' }, reads: ['h', { task: 'net' }] },
    last: { duration: 1, after: ['vmA', 'gate'], signals: 'g', when: 'd' },
  },
  pools: { p: { capacity: 1, tasks: ['vmA', 'net'], 'holds-while-waiting': true } },
};

const HOT = {
  heat_template_version: '2021-04-16',
  parameters: {
    size: { type: 'number', default: 2 },
    name: { type: 'string' },
    list: { type: 'comma_delimited_list' },
  },
  conditions: { big: { equals: [{ get_param: 'size' }, 2] }, not_big: { not: 'big' } },
  resources: {
    handle: { type: 'OS::Heat::WaitConditionHandle' },
    wait: {
      type: 'OS::Heat::WaitCondition',
      depends_on: ['server'],
      properties: { handle: { get_resource: 'handle' }, count: { get_param: 'size' }, timeout: 600 },
    },
    server: {
      type: 'OS::Nova::Server',
      condition: 'big',
      metadata: { makespan: { duration: '30s' } },
      properties: {
        name: { list_join: ['-', [{ get_param: 'name' }, 'vm']] },
        user_data: {
          str_replace: {
            template: '#!/bin/sh\n$curl -d ok\n',
            params: { $curl: { get_attr: ['handle', 'curl_cli'] } },
          },
        },
      },
    },
    config: { type: 'OS::Heat::SoftwareConfig', properties: { group: 'script', config: 'true' } },
    deploy: {
      type: 'OS::Heat::SoftwareDeployment',
      depends_on: 'wait',
      properties: {
        server: { get_resource: 'server' },
        config: { get_resource: 'config' },
        input_values: { address: { get_attr: ['server', 'first_address'] } },
      },
    },
    group: {
      type: 'OS::Heat::ResourceGroup',
      properties: {
        count: { if: ['big', 2, 1] },
        resource_def: { type: 'OS::Heat::Value', properties: { value: '%index%' } },
      },
    },
  },
  outputs: { address: { value: { get_attr: ['server', 'networks', 'net', 0] } } },
};

type Path = readonly (string | number)[];

function pathsOf(value: unknown, path: Path = []): readonly Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  const inner = Object.entries(value).flatMap(([key, child]) => pathsOf(child, [...path, key]));
  return [path, ...inner];
}

function replaced(value: unknown, path: Path, junk: unknown): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return junk;
  if (Array.isArray(value))
    return value.map((item, index) => (String(index) === step ? replaced(item, rest, junk) : item));
  const entries = Object.entries(value as object).map(([key, child]) => [
    key,
    key === step ? replaced(child, rest, junk) : child,
  ]);
  return Object.fromEntries(entries) as unknown;
}

const NAMES = [
  'server',
  'handle',
  'get_resource',
  'get_attr',
  'get_param',
  'big',
  'vmA',
  'vmA.a1',
  'a1',
  'net',
  'h',
  'g',
  'base',
  'done',
  '__proto__',
  'constructor',
  'toString',
  '',
  ' ',
  '.',
  'all',
  '1s',
];
const junk = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom(...NAMES),
    fc.constantFrom(null, true, false, 0, 1, -1, 1.5, 1e300, 'c', 'not', '(('),
    fc.array(tie('value'), { maxLength: 3 }),
    fc
      .uniqueArray(
        fc.tuple(fc.constantFrom(...NAMES, 'duration', 'after', 'components', 'wait', 'handle'), tie('value')),
        {
          maxLength: 3,
          selector: ([key]) => key,
        },
      )
      .map((entries) => Object.fromEntries(entries) as unknown),
  ),
})).value;

const schema = JSON.parse(readFileSync(new URL('../schemas/native.schema.json', import.meta.url), 'utf8')) as object;
const validate = new Ajv({ allowUnionTypes: true }).compile(schema);
const known = new Set(diagnosticCodes.map(({ code }) => code));

describe('a template in which anything is replaced by anything', () => {
  it('is sound before', () => {
    expect(read(JSON.stringify(TEMPLATE), 'native')).toEqual([]);
  });

  it('never throws, and what the schema refuses is an error', () => {
    const change = fc.tuple(fc.constantFrom(...pathsOf(TEMPLATE)), junk);
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 3 }), (changes) => {
        const broken = changes.reduce<unknown>((value, [path, part]) => tryReplace(value, path, part), TEMPLATE);
        const diagnostics = read(JSON.stringify(broken), 'native');
        // So the schema refuses nothing that the reader takes; it may take names that do not exist.
        if (!validate(broken)) expect(diagnostics.some(({ severity }) => severity === 'error')).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  it('never throws on a Heat template', () => {
    const change = fc.tuple(fc.constantFrom(...pathsOf(HOT)), junk);
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 3 }), (changes) => {
        const broken = changes.reduce<unknown>((value, [path, part]) => tryReplace(value, path, part), HOT);
        read(JSON.stringify(broken), 'heat');
      }),
      { numRuns: 1000 },
    );
  });

  it('never throws when its text is cut or garbled', () => {
    const text = JSON.stringify(TEMPLATE, null, 2).replaceAll('"', '');
    fc.assert(
      fc.property(fc.nat(text.length), fc.nat(40), fc.string({ maxLength: 8 }), (at, length, part) => {
        for (const format of ['native', 'heat']) {
          read(text.slice(0, at) + part + text.slice(at + length), format);
          read(text.slice(0, at), format);
        }
      }),
      { numRuns: 500 },
    );
  });
});

/** A path that an earlier change removed is left alone. */
function tryReplace(value: unknown, path: Path, part: unknown): unknown {
  let at = value;
  for (const step of path) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, step)) return value;
    at = (at as Record<string, unknown>)[step];
  }
  return replaced(value, path, part);
}
