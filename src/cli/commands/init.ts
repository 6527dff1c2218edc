import { existsSync } from 'node:fs';
import { visible } from '../../report/words/visible.ts';
import type { Command } from '../command.ts';
import { exitCode } from '../exit-code.ts';
import { writeWhole } from '../write-file.ts';

/** What `init` writes: each sound as it is, and a comment for each decision. */
const FILES: Readonly<Record<string, string>> = {
  'makespan.config.yaml': `# What \`makespan check\` does here; schemas/config.schema.json of makespan has every key.
preset: recommended # or strict: every severity one step up
fail-on: error # the least severity that fails a pipeline

# rules: {redundant-dependency: warning, delete-order: off}
# overrides: [{files: [experiments/], rules: {no-failure-signal: off}}]
# ignore: [vendor/]
# baseline: makespan-baseline.json # written by makespan check . --update-baseline
`,
  'makespan.timings.yaml': `# How long tasks take: makespan simulate template.yaml --timings makespan.timings.yaml
# Measured times: makespan calibrate events.json resources.json -o makespan.timings.yaml
tasks: {} # by id: vmA.a1: lognormal(median=45s, p95=2m)
types: {} # by type: OS::Nova::Server: triangular(20s, 30s, 1m)
`,
  'makespan.gitlab-ci.yaml': `# Include it in .gitlab-ci.yml: include: makespan.gitlab-ci.yaml
makespan:
  image: node:20-slim
  script:
    - npx --yes makespan check . --format text --format gitlab=gl-code-quality-report.json
  artifacts:
    when: always
    reports: {codequality: gl-code-quality-report.json}
`,
};

/** `makespan init` */
export const init: Command = {
  description: 'Writes a configuration, a timing file and a CI job to start from. What is there already stays.',
  options: {},
  examples: [['init', 'in this folder']],
  run: async (_given, terminal) => {
    for (const [file, text] of Object.entries(FILES)) {
      const isThere = existsSync(file);
      if (!isThere) writeWhole(file, text);
      terminal.note(`${visible(file)} ${isThere ? 'is there already and stays' : 'written'}`);
    }
    return exitCode.fine;
  },
};
