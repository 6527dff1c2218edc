// Reading Heat templates: real ones per second where the corpus is there, and the growth with the number of resources.
// Then the whole rule set on a template of 1,000 resources.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { importSource } from '../scripts/import-source.mjs';

const ROUNDS = 5;
const SIZES = [100, 1_000, 10_000, 100_000];
const RULES_AT = 1_000;

export const load = {
  name: 'load',
  about: 'text to deployment, YAML included: real templates, chains, stars, and stacks of ten; and all rules',
  run,
  text,
};

async function run() {
  const engine = await importSource('bench/load-engine.ts');
  const growth = ['chain', 'star', 'nested'].flatMap((shape) =>
    SIZES.map((resources) => {
      const generated = engine[shape](resources);
      const edges = engine.loadGenerated(generated).deployment.tasks.size;
      const milliseconds = median(() => engine.loadGenerated(generated), resources > 10_000 ? 3 : ROUNDS);
      return { shape, resources, edges, milliseconds };
    }),
  );
  const { deployment } = engine.loadGenerated(engine.servers(RULES_AT));
  const rulesMilliseconds = median(() => engine.analyze(deployment), 25);
  return { corpus: corpus(engine), growth, rulesMilliseconds };
}

function corpus(engine) {
  process.env.MAKESPAN_CORPUS ??= fileURLToPath(new URL('../../shared/data', import.meta.url));
  if (engine.corpusFolder() === null) return null;
  const folder = join(engine.corpusFolder(), 'templates');
  const files = engine.templatesBelow(folder);
  const milliseconds = median(() => {
    for (const file of files) engine.loadFromCorpus(folder, file);
  }, ROUNDS);
  return { templates: files.length, perSecond: (1000 * files.length) / milliseconds };
}

/** CPU milliseconds: other work on the machine counts less than in wall time. */
function median(work, rounds) {
  const times = Array.from({ length: rounds }, () => {
    const begin = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(begin);
    return (user + system) / 1000;
  });
  return times.sort((a, b) => a - b)[rounds >> 1];
}

function text({ corpus: real, growth, rulesMilliseconds }) {
  const rows = growth.map(({ shape, resources, edges, milliseconds }) => {
    const each = (1000 * milliseconds) / resources;
    return [shape.padEnd(8), resources, edges, milliseconds.toFixed(1), each.toFixed(1)]
      .map((cell, column) => (column === 0 ? cell : String(cell).padStart(11)))
      .join('');
  });
  return [
    real ? `${real.templates} real templates: ${real.perSecond.toFixed(0)} a CPU second` : 'no corpus here: skipped',
    '',
    'shape     resources      edges     CPU ms  µs/resource',
    ...rows,
    '',
    `all rules on ${RULES_AT} resources: ${rulesMilliseconds.toFixed(1)} CPU ms`,
  ].join('\n');
}
