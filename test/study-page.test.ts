import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import * as makespan from '../src/index.ts';
import { projectRoot } from './source-files.ts';

const page = readFileSync(`${projectRoot}docs/study.md`, 'utf8');
const read = (path: string): string => readFileSync(`${projectRoot}${path}`, 'utf8');

it('docs/study.md: its example in TypeScript runs as it stands', () => {
  const [, code = ''] = /```ts\nimport .*?;\n([\s\S]*?)```/.exec(page) ?? [];
  const body = code.replace(/^const \{ deployment \}/m, 'var { deployment }');
  const { scenarios, sweeps } = new Function(
    'makespan',
    'text',
    `const { load, runStudy } = makespan;\n${body}; return { scenarios, sweeps };`,
  )(makespan, read('examples/seed.yaml')) as Pick<ReturnType<typeof makespan.runStudy>, 'scenarios' | 'sweeps'>;
  expect(scenarios[1]?.difference?.estimate).toBe(12);
  expect(sweeps[0]?.points.map(({ mean }) => mean?.estimate)).toEqual([30, 18, 18, 18]);
});

it('docs/study.md: its first study is the one that is shipped, shortened', () => {
  const [, text = ''] = /```yaml\n([\s\S]*?)```/.exec(page) ?? [];
  const shipped = read('examples/seed-polling.study.yaml');
  for (const line of text.trim().split('\n')) expect(shipped, line).toContain(line);
});
