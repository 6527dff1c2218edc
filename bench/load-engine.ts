import { analyze } from '../src/analyze/index.ts';
import { load } from '../src/load/index.ts';
import { memoryFileSource } from '../src/load/memory-file-source.ts';

export { corpusFolder, loadFromCorpus, templatesBelow } from '../test/conformance/testing/heat-corpus.ts';
export { analyze, load };

const HEAD = 'heat_template_version: 2018-08-31\nresources:\n';

/** What a generated template and the files that it names are called, and their texts. */
export interface Generated {
  readonly text: string;
  readonly files: Readonly<Record<string, string>>;
}

/** Each resource after the one before it. */
export function chain(count: number): Generated {
  return flat(count, (index) => (index === 0 ? '' : `, depends_on: r${index - 1}`));
}

/** Every resource after the first. */
export function star(count: number): Generated {
  return flat(count, (index) => (index === 0 ? '' : ', depends_on: r0'));
}

/** Stacks of ten resources, each stack after the one before it. */
export function nested(count: number): Generated {
  const stacks = flat(count / 10, (index) => (index === 0 ? '' : `, depends_on: r${index - 1}`), 'ten.yaml');
  return { text: stacks.text, files: { 'ten.yaml': chain(10).text } };
}

/** Servers that signal the wait conditions of their neighbours: what every rule has something to look at. */
export function servers(count: number): Generated {
  const blocks = Array.from({ length: count / 4 }, (_, index) => {
    const after = index === 0 ? '' : `\n    depends_on: wait${index - 1}`;
    return `  net${index}: {type: 'OS::Neutron::Net'}
  handle${index}: {type: 'OS::Heat::WaitConditionHandle'}
  wait${index}:
    type: OS::Heat::WaitCondition
    depends_on: server${index}
    properties: {handle: {get_resource: handle${index}}, timeout: 3600}
  server${index}:
    type: OS::Nova::Server${after}
    properties:
      image: cirros
      flavor: m1.small
      networks: [{network: {get_resource: net${index}}}]
      user_data:
        str_replace:
          params: {notify: {get_attr: [handle${index}, curl_cli]}}
          template: |
            #!/bin/sh
            install_app
            notify --data-binary '{"status": "SUCCESS"}'
`;
  });
  return { text: HEAD + blocks.join(''), files: {} };
}

export function loadGenerated({ text, files }: Generated): ReturnType<typeof load> {
  return load('generated.yaml', text, { files: memoryFileSource(new Map(Object.entries(files))) });
}

function flat(count: number, tail: (index: number) => string, type = 'OS::Heat::RandomString'): Generated {
  const lines = Array.from({ length: count }, (_, index) => `  r${index}: {type: '${type}'${tail(index)}}\n`);
  return { text: HEAD + lines.join(''), files: {} };
}
