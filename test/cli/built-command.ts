import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../source-files.ts';

const command = join(projectRoot, 'dist/cli/main.js');

export interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly seconds: number;
}

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** As a user whom permissions bind, where the tests run as root. */
  readonly isBound?: boolean;
}

/** nobody of every Linux. */
const NOBODY = 65534;

/** Runs the built command as a shell would, in a process of its own without colour or a terminal. */
export function makespan(args: readonly string[], { cwd, env = {}, isBound = false }: RunOptions = {}): Ran {
  const { NO_COLOR: _plain, FORCE_COLOR: _forced, ...inherited } = process.env;
  const start = performance.now();
  const { status, stdout, stderr } = spawnSync(process.execPath, [command, ...args], {
    cwd: cwd ?? projectRoot,
    env: { ...inherited, ...env },
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
    timeout: 60_000,
    ...(isBound && process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {}),
  });
  return { code: status, stdout, stderr, seconds: (performance.now() - start) / 1000 };
}

/** Builds the command when a source is newer than it; `npm ci` has built it in a fresh clone. */
export function buildWhenStale(): void {
  const built = existsSync(command) ? statSync(command).mtimeMs : 0;
  if (newestSource() <= built) return;
  const run = spawnSync(process.execPath, ['scripts/build.mjs'], { cwd: projectRoot, encoding: 'utf8' });
  if (run.status !== 0) throw new Error(`the build failed:\n${run.stdout}${run.stderr}`);
}

/** An empty folder that the test may fill. */
export function emptyFolder(): string {
  return mkdtempSync(join(tmpdir(), 'makespan-test-'));
}

function newestSource(): number {
  const sources = ['src', 'scripts'].flatMap((folder) =>
    readdirSync(join(projectRoot, folder), { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)),
  );
  return ['package.json', ...sources]
    .filter((path) => !path.includes('.generated.') && !path.endsWith('.test.ts'))
    .map((path) => statSync(join(projectRoot, path)).mtimeMs)
    .reduce((newest, time) => Math.max(newest, time), 0);
}
