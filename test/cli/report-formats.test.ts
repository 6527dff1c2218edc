import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { exampleStudy } from '../../src/report/testing/example-study.ts';
import { buildWhenStale, emptyFolder, makespan, type Ran } from './built-command.ts';
import { RANDOM, SEED } from './templates.ts';

/** `app` as a whole comes after `db`, and only its last component needs to: 150 s for 90 s. */
const COARSE = `makespan: 1
hosts:
  db:
    base: 50s
    components: {start: {duration: 10s, provides: [address]}}
  app:
    after: db
    base: 60s
    components:
      install: 20s
      start: {duration: 10s, consumes: {database: db.start.address}}
`;

let cwd: string;
const run = (...args: readonly string[]): Ran => makespan(args, { cwd });
const read = (...path: readonly string[]): string => readFileSync(join(cwd, ...path), 'utf8');

beforeAll(() => {
  buildWhenStale();
  cwd = emptyFolder();
  writeFileSync(join(cwd, 'seed.yaml'), SEED);
  writeFileSync(join(cwd, 'random.yaml'), RANDOM);
  writeFileSync(join(cwd, 'study.json'), JSON.stringify(exampleStudy));
});

describe('report in other formats', () => {
  it('writes each view as a picture into a folder that it makes', () => {
    expect(run('report', 'seed.yaml', '-n', '20', '-f', 'svg', '-o', 'all/pictures/').code).toBe(0);
    const names = ['story', 'findings', 'graph', 'timelines', 'distributions', 'drivers', 'timings'];
    expect(readdirSync(join(cwd, 'all/pictures')).sort()).toEqual(names.map((name) => `${name}.svg`).sort());
    expect(read('all/pictures/graph.svg')).toMatch(/^<svg /);
  });

  it('writes one picture, to a file or to be piped, and the same from a saved Result', () => {
    expect(run('report', 'seed.yaml', '-n', '20', '--view', 'graph', '-o', 'graph.svg').code).toBe(0);
    run('report', 'seed.yaml', '-n', '20', '-o', 'saved.json');
    expect(run('report', 'saved.json', '--view', 'graph').stdout).toBe(read('graph.svg'));
  });

  it('prints a summary in Markdown', () => {
    const { stdout, code } = run('report', 'seed.yaml', '-n', '20', '-f', 'markdown');
    expect(code).toBe(0);
    expect(stdout).toContain('```mermaid\nflowchart LR');
    run('report', 'seed.yaml', '-n', '20', '-o', 'summary.md');
    expect(read('summary.md')).toBe(stdout);
  });

  it('shows a study beside the template, and explains the rules that were broken', () => {
    expect(run('report', 'seed.yaml', '-n', '20', '--study', 'study.json', '-o', 'study.html').code).toBe(0);
    expect(read('study.html')).toContain('What would make the seed example faster?');
  });

  it('measures how the makespan hangs on durations when asked', () => {
    expect(run('report', 'random.yaml', '-n', '50', '--sensitivity', '-o', 'hangs.json').code).toBe(0);
    expect(JSON.parse(read('hangs.json')).simulation.granularities.fine.sensitivity.tasks.length).toBeGreaterThan(0);
  });

  it('measures what a dependency costs that orders more than is needed, and says so on the page and in Markdown', () => {
    writeFileSync(join(cwd, 'coarse.yaml'), COARSE);
    expect(run('report', 'coarse.yaml', '-n', '20', '-o', 'coarse.json').code).toBe(0);
    const { findings } = JSON.parse(read('coarse.json')).check;
    expect(findings).toMatchObject([
      { rule: 'over-constraint', line: 7, cost: { mean: 60, ciLow: 60, ciHigh: 60, relative: 0.4 } },
    ]);
    const markdown = run('report', 'coarse.json', '-f', 'markdown').stdout;
    expect(markdown).toContain('Measured: without it the deployment takes 60.0 s less (40 %).');
    expect(run('report', 'coarse.json', '--view', 'findings').stdout).toContain('60.0 s less (40 %)');
  });

  it.each([
    ['an unknown view', ['--view', 'grahp'], "not 'grahp'"],
    ['pictures without a folder', ['-f', 'svg'], 'svg is one file a view'],
    ['a picture of a study that was not run', ['--view', 'study'], 'the Result has no study'],
    ['a view of a page', ['--view', 'graph', '-f', 'html'], '--view chooses a picture'],
    ['an unknown format', ['-f', 'pdf'], '--format is one of html, svg, markdown, json'],
    ['a study that is none', ['--study', 'seed.yaml', '-o', 'x.html'], 'seed.yaml is not a study'],
  ])('refuses %s', (_name, args, message) => {
    const { code, stderr } = run('report', 'seed.yaml', '-n', '10', ...args);
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining(message) });
  });
});
