import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildWhenStale, emptyFolder, makespan, type Ran } from './built-command.ts';
import { CYCLIC, MUTUAL, SEED } from './templates.ts';

let cwd: string;
const run = (...args: readonly string[]): Ran => makespan(args, { cwd });

beforeAll(() => {
  buildWhenStale();
  cwd = emptyFolder();
  for (const [name, text] of Object.entries({ seed: SEED, mutual: MUTUAL, cyclic: CYCLIC }))
    writeFileSync(join(cwd, `${name}.yaml`), text);
});

function fineSeconds(file: string): number {
  const { stdout } = run('simulate', file, '--engine', 'ideal', '--format', 'json');
  return JSON.parse(stdout).granularities.fine.makespan.mean;
}

describe('convert', () => {
  it.each(['native', 'heat', 'cloudformation'])('to %s takes as long as before, in both directions too', (target) => {
    for (const name of ['seed', 'mutual']) {
      const out = `${name}.${target}.yaml`;
      const { code, stdout, stderr } = run('convert', `${name}.yaml`, '--to', target, '-o', out);
      expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
      expect(stderr).not.toContain('different');
      expect(fineSeconds(out)).toBe(fineSeconds(`${name}.yaml`));
      expect(run('check', out).code).toBe(0);
    }
  });

  it.each(['heat', 'cloudformation', 'taskflow'])('to %s refuses a cycle, names it, and touches no file', (target) => {
    writeFileSync(join(cwd, 'kept.yaml'), 'as it was');
    for (const out of ['kept.yaml', 'never.yaml']) {
      const { code, stdout, stderr } = run('convert', 'cyclic.yaml', '--to', target, '-o', out);
      expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
      expect(stderr).toMatch(/nothing was written[\s\S]*'vmA\.a1'[\s\S]* wait for each other in a cycle/);
    }
    expect(readFileSync(join(cwd, 'kept.yaml'), 'utf8')).toBe('as it was');
    expect(existsSync(join(cwd, 'never.yaml'))).toBe(false);
  });

  it('draws what it cannot write for an engine', () => {
    for (const target of ['dot', 'mermaid', 'graphml'])
      expect(run('convert', 'cyclic.yaml', '--to', target)).toMatchObject({ code: 0, stderr: '' });
  });

  it('names the formats when there is none of that name', () => {
    const { code, stderr } = run('convert', 'seed.yaml', '--to', 'terraform');
    expect(code).toBe(2);
    expect(stderr).toContain('cloudformation');
  });
});
