// What a start costs: the command beside bare Node. The commands take turns, so that a busy moment meets all of them.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROUNDS = 25;
const SPECTRAL = '@stoplight/spectral-cli@6.16.0';
const command = fileURLToPath(new URL('../dist/cli/main.js', import.meta.url));

const TEN_RESOURCES = `heat_template_version: 2018-08-31
parameters:
  image: {type: string, default: cirros}
resources:
  network: {type: 'OS::Neutron::Net'}
  subnet:
    type: OS::Neutron::Subnet
    properties: {network: {get_resource: network}, cidr: 10.0.0.0/24}
  router: {type: 'OS::Neutron::Router'}
  interface:
    type: OS::Neutron::RouterInterface
    properties: {router: {get_resource: router}, subnet: {get_resource: subnet}}
  group: {type: 'OS::Neutron::SecurityGroup'}
  port:
    type: OS::Neutron::Port
    properties: {network: {get_resource: network}, security_groups: [{get_resource: group}]}
  volume: {type: 'OS::Cinder::Volume', properties: {size: 10}}
  server:
    type: OS::Nova::Server
    properties: {image: {get_param: image}, flavor: m1.small, networks: [{port: {get_resource: port}}]}
  attachment:
    type: OS::Cinder::VolumeAttachment
    properties: {instance_uuid: {get_resource: server}, volume_id: {get_resource: volume}}
  address:
    type: OS::Neutron::FloatingIP
    depends_on: interface
    properties: {floating_network: public, port_id: {get_resource: port}}
`;

export const startUp = {
  name: 'start-up',
  about: `CPU (user + system) and wall time of a whole process, median of ${ROUNDS} interleaved runs`,
  run: () => {
    const folder = mkdtempSync(join(tmpdir(), 'makespan-bench-'));
    try {
      const template = join(folder, 'ten-resources.yaml');
      writeFileSync(template, TEN_RESOURCES);
      return measure([
        { label: 'node -e 0', args: ['-e', '0'] },
        { label: 'makespan --help', args: [command, '--help'] },
        { label: 'makespan check (ten resources)', args: [command, 'check', template] },
        { label: '  with other options', args: [command, 'check', template, '--no-config', '--quiet'] },
        { label: 'makespan simulate (ten resources)', args: [command, 'simulate', template] },
        ...spectral(folder, template),
      ]);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
  text: (rows) => {
    const width = Math.max(...rows.map(({ label }) => label.length));
    const lines = rows.map(({ label, cpuMs, wallMs, cpuRatio, wallRatio }) =>
      [
        label.padEnd(width),
        `${cpuMs.toFixed(0).padStart(5)} ms CPU`,
        `${cpuRatio.toFixed(2).padStart(5)} ×`,
        `${wallMs.toFixed(0).padStart(5)} ms wall`,
        `${wallRatio.toFixed(2).padStart(5)} ×`,
      ].join('  '),
    );
    return lines.join('\n');
  },
};

/** Another linter of YAML on the same file, with one rule; installed for this run where npm can reach it. */
function spectral(folder, template) {
  const arguments_ = ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--prefix', folder, SPECTRAL];
  const install = spawnSync('npm', arguments_, { encoding: 'utf8', timeout: 180_000 });
  if (install.status !== 0) {
    console.log(`${SPECTRAL} cannot be installed here, so it is left out.`);
    return [];
  }
  const rules = join(folder, 'rules.yaml');
  writeFileSync(rules, 'rules: {resources: {given: $.resources, then: {function: truthy}}}\n');
  const entry = join(folder, 'node_modules', '@stoplight', 'spectral-cli', 'dist', 'index.js');
  return [{ label: 'spectral lint (same file, one rule)', args: [entry, 'lint', '-r', rules, template] }];
}

function measure(commands) {
  const samples = commands.map(() => []);
  for (let round = 0; round <= ROUNDS; round += 1) {
    commands.forEach(({ args }, index) => {
      const sample = timed(args);
      // The first round fills the caches of the operating system.
      if (round > 0) samples[index].push(sample);
    });
  }
  const medians = samples.map((list) => ({
    cpuMs: median(list.map(({ cpuMs }) => cpuMs)),
    wallMs: median(list.map(({ wallMs }) => wallMs)),
  }));
  const [bare] = medians;
  return commands.map(({ label }, index) => ({
    label,
    runs: ROUNDS,
    ...medians[index],
    cpuRatio: medians[index].cpuMs / bare.cpuMs,
    wallRatio: medians[index].wallMs / bare.wallMs,
  }));
}

/** Node does not tell what a child has used; bash does, to the millisecond. */
function timed(args) {
  const script = 'TIMEFORMAT=\'%R %U %S\'; time "$@" >/dev/null 2>&1';
  const { stderr } = spawnSync('bash', ['-c', script, 'bash', process.execPath, ...args], {
    encoding: 'utf8',
    env: { ...process.env, LC_ALL: 'C' },
  });
  const [wall, user, system] = stderr.trim().split(' ').map(Number);
  return { wallMs: 1000 * wall, cpuMs: 1000 * (user + system) };
}

function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
