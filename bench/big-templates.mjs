// What checking a large template costs: the built command on generated HOT templates up to 1 MB.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const command = fileURLToPath(new URL('../dist/cli/main.js', import.meta.url));
const MEGABYTES = [0.25, 1, 5, 20];

export const bigTemplates = {
  name: 'big-templates',
  about: 'CPU and peak memory of `check` by size of the template; linear when seconds a megabyte stay level',
  run: () => {
    const folder = mkdtempSync(join(tmpdir(), 'makespan-bench-'));
    try {
      return MEGABYTES.map((megabytes) => {
        const file = join(folder, `${megabytes}.yaml`);
        const { text, resources } = template(megabytes * 1e6);
        writeFileSync(file, text);
        return { megabytes, resources, ...measured(file) };
      });
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
  text: (rows) =>
    rows
      .map(({ megabytes, resources, cpuSeconds, peakMegabytes, exit }) =>
        [
          `${String(megabytes).padStart(5)} MB`,
          `${String(resources).padStart(7)} resources`,
          `${cpuSeconds.toFixed(2).padStart(7)} s CPU`,
          `${(cpuSeconds / megabytes).toFixed(2).padStart(6)} s/MB`,
          `${peakMegabytes.toFixed(0).padStart(6)} MB at most`,
          `exit ${exit}`,
        ].join('  '),
      )
      .join('\n'),
};

/** Ports and servers in rows of a hundred, each row after the one before. */
function template(bytes) {
  const parts = ['heat_template_version: 2018-08-31\nresources:\n  network: {type: OS::Neutron::Net}\n'];
  let [length, index] = [parts[0].length, 0];
  while (length < bytes) {
    const after = index < 100 ? 'network' : `server${index - 100}`;
    const part = `  port${index}:
    type: OS::Neutron::Port
    properties: {network: {get_resource: network}}
  server${index}:
    type: OS::Nova::Server
    depends_on: ${after}
    properties: {image: cirros, flavor: m1.small, networks: [{port: {get_resource: port${index}}}]}
`;
    parts.push(part);
    length += part.length;
    index += 1;
  }
  return { text: parts.join(''), resources: 1 + 2 * index };
}

/** The child says itself what it used, on a descriptor of its own. */
function measured(file) {
  const script = `process.argv = [process.argv[0], ${JSON.stringify(command)}, 'check', ${JSON.stringify(file)}, '-f', 'concise'];
    process.on('exit', () => {
      const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
      require('node:fs').writeSync(3, JSON.stringify([userCPUTime + systemCPUTime, maxRSS]));
    });
    import(${JSON.stringify(command)});`;
  const { output, status } = spawnSync(process.execPath, ['-e', script], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
    timeout: 300_000,
  });
  const [microseconds, kibibytes] = JSON.parse(output[3] || '[null, null]');
  return { cpuSeconds: microseconds / 1e6, peakMegabytes: kibibytes / 1024, exit: status };
}
