import { describe, expect, it } from 'vitest';
import type { Finding } from '../../analyze/finding.ts';
import type { Example } from '../../analyze/rule.ts';
import { rules } from '../../analyze/rules/index.ts';
import { load } from '../../load/index.ts';
import { memoryFileSource } from '../../load/memory-file-source.ts';
import { lint } from '../lint.ts';
import { applyEdits } from './apply-edits.ts';

function judge(file: string, text: string, files: Example['files'] = {}) {
  const loaded = load(file, text, { files: memoryFileSource(files) });
  const { findings } = lint(loaded);
  return { loaded, findings };
}

/** Every finding with an edit in every bad example: the examples of all rules, findings of other rules too. */
const offered = rules.flatMap(({ id, bad }) =>
  bad.flatMap((example, index) =>
    judge(example.file, example.text, example.files)
      .findings.filter(({ fix }) => fix !== undefined)
      .map((finding) => ({
        name: `${finding.rule} in example ${index + 1} of ${id} (${example.file})`,
        example,
        finding,
      })),
  ),
);

describe.each(offered.map((one) => [one.name, one] as const))('%s', (_name, { example, finding }) => {
  const { file, text, files } = example;
  const mended = applyEdits(file, text, [finding.fix!]).text;

  it('can be read, and says nothing that was not said before but less', () => {
    const after = judge(file, mended, files).findings;
    const before = judge(file, text, files).findings;
    expect(after.map(saying)).not.toContain(saying(finding));
    expect(after.filter(({ severity }) => severity === 'error').length).toBeLessThanOrEqual(
      before.filter(({ severity }) => severity === 'error').length,
    );
    expect(after.filter(({ rule }) => rule === finding.rule).length).toBeLessThan(
      before.filter(({ rule }) => rule === finding.rule).length,
    );
  });

  it('leaves every other line as it is', () => {
    const touched = new Set(finding.fix!.edits.flatMap(({ span }) => lines(span)));
    const kept = text.split('\n').filter((_line, index) => !touched.has(index + 1));
    const written = mended.split('\n');
    let at = 0;
    for (const line of kept) at = written.indexOf(line, at) + 1 || Number.NaN;
    expect(at).not.toBeNaN();
  });
});

it('these rules have edits to show', () => {
  expect([...new Set(offered.map(({ finding }) => finding.rule))].sort()).toEqual([
    'consumer-skips-wait',
    'count-too-small',
    'count-unreachable',
    'delete-order',
    'missing-gateway-attachment',
    'redundant-dependency',
    'signal-path-unordered',
    'started-not-ready',
    'timer-starts-early',
  ]);
});

function saying({ rule, message }: Finding): string {
  return `${rule}: ${message}`;
}

/** The lines whose text an edit changes; none where it only inserts a line. */
function lines({ line, column, endLine, endColumn }: NonNullable<Finding['span']>): readonly number[] {
  if (column === 1 && endColumn === 1) return Array.from({ length: endLine - line }, (_, index) => line + index);
  return Array.from({ length: endLine - line + 1 }, (_, index) => line + index);
}

describe('no edit is offered', () => {
  const HEAD = 'heat_template_version: 2018-08-31\nresources:\n  h: {type: OS::Heat::WaitConditionHandle}\n';
  const server = (name: string, more = '') => `  ${name}:
    type: OS::Nova::Server${more}
    properties:
      flavor: f
      image: i
      user_data:
        str_replace:
          params: {notify: {get_attr: [h, curl_cli]}}
          template: |
            #!/bin/sh
            install
            notify --data-binary '{"status": "SUCCESS", "id": "${name}"}'
`;
  const wait = (more = '') => `  wc:
    type: OS::Heat::WaitCondition${more}
    properties: {handle: {get_resource: h}, count: 2, timeout: 600}
`;

  it('where the order would close a cycle: what is to wait is itself waited for', () => {
    const text = `${HEAD}${server('db')}${server('app', '\n    depends_on: db')}${wait('\n    depends_on: db')}`;
    const found = judge('hot.yaml', text).findings.filter(({ rule }) => rule === 'consumer-skips-wait');
    expect(found.map(({ fix }) => fix)).toEqual([undefined]);
  });

  it('in a nested template, which others may use too', () => {
    const inner = `${HEAD}${server('db')}${server('cache')}${wait()}  app: {type: OS::Nova::Server, depends_on: db, properties: {flavor: f, image: i}}\n`;
    const outer = 'heat_template_version: 2018-08-31\nresources: {inner: {type: inner.yaml}}\n';
    const found = judge('hot.yaml', outer, { 'inner.yaml': inner }).findings;
    const skipping = found.filter(({ rule }) => rule === 'consumer-skips-wait');
    expect(skipping.map(({ fix }) => fix)).toEqual([undefined]);
  });
});

it('a component of another host is named with its host', () => {
  const text = `makespan: 1
hosts:
  vm: {base: 1s, components: {db: 1s, app: {duration: 1s, reads: {task: vm2.db}}}}
  vm2: {base: 1s, components: {db: 5s}}
`;
  const found = judge('native.yaml', text).findings.find(({ rule }) => rule === 'started-not-ready');
  expect(found?.fix?.edits.map((edit) => edit.text)).toEqual([', after: vm2.db']);
});
