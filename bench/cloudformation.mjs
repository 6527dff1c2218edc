// Templates per CPU second: loading and checking the corpus of real CloudFormation templates, beside
// `@aws/cloudformation-validate` in the same run. That package is no dependency: it is installed into a temporary
// folder, or its part is skipped.
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importSource } from '../scripts/import-source.mjs';
import { npm } from './peers/install-peers.mjs';

const PEER = '@aws/cloudformation-validate';
const PEER_VERSION = '1.9.0-beta';

const ROUNDS = 5;

export const cloudFormation = {
  name: 'cloudformation',
  about: 'load and check of real templates, beside @aws/cloudformation-validate',
  run,
  text,
};

async function run() {
  const folder = join(process.env.MAKESPAN_CORPUS ?? '../shared/data', 'cloudformation/templates');
  if (!existsSync(folder)) return [];
  const files = readdirSync(folder).sort();
  const texts = files.map((file) => readFileSync(join(folder, file), 'utf8'));
  const { analyze, load } = await importSource('bench/cloudformation-check.ts');
  const ours = measure('makespan', files, ROUNDS, (index) => {
    const { deployment } = load(files[index], texts[index], { format: 'cloudformation' });
    return analyze(deployment).length;
  });
  return [ours, ...theirs(folder, files)];
}

function theirs(folder, files) {
  const root = mkdtempSync(join(tmpdir(), 'makespan-peers-'));
  try {
    if (npm(root, `${PEER}@${PEER_VERSION}`) !== null) return [];
    const { RegoEngine, TemplateFile } = createRequire(join(root, 'index.js'))(PEER);
    const engine = new RegoEngine();
    const row = measure(PEER, files, 1, (index) => {
      const template = new TemplateFile(join(folder, files[index]));
      return engine.validateStandard(template).diagnostics.length;
    });
    engine.free();
    return [row];
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

/** Each tool reads one template first, so that what it prepares once is nobody's; the first round has the worst. */
function measure(tool, files, rounds, check) {
  cpuSeconds(() => check(0));
  const first = files.map((_file, index) => cpuSeconds(() => check(index)));
  const failed = first.filter((seconds) => seconds === null).length;
  let total = sum(first);
  let count = first.length - failed;
  for (let round = 1; round < rounds; round += 1) {
    const times = files.map((_file, index) => cpuSeconds(() => check(index)));
    total += sum(times);
    count += times.length - failed;
  }
  return { tool, templates: files.length, failed, perCpuSecond: count / total, slowestSeconds: Math.max(...first) };
}

function cpuSeconds(work) {
  const before = process.cpuUsage();
  try {
    work();
  } catch {
    return null;
  }
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

function sum(times) {
  return times.reduce((total, seconds) => total + (seconds ?? 0), 0);
}

function text(rows) {
  if (rows.length === 0) return 'skipped: no ../shared/data and no MAKESPAN_CORPUS';
  const lines = rows.map(({ tool, templates, failed, perCpuSecond, slowestSeconds }) => {
    const failures = failed === 0 ? '' : `, ${failed} failed`;
    const slowest = `slowest ${slowestSeconds.toFixed(3)} s`;
    return `${tool}: ${perCpuSecond.toFixed(1)} templates per CPU second (${templates} templates${failures}, ${slowest})`;
  });
  if (rows.length === 1) lines.push(`the other: skipped, npm could not install ${PEER}`);
  else lines.push(`ratio: ${(rows[0].perCpuSecond / rows[1].perCpuSecond).toFixed(1)}`);
  return lines.join('\n');
}
