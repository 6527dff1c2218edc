// Derives the built-in default timings from measurements: reads openstack.json, cloudformation.json and Heat's resource
// types under MAKESPAN_CORPUS (or ../shared/data) and writes the tables in src/model/timing. Run it when the data
// change:
//
//   node scripts/default-timings.mjs && npx biome check --write src/model/timing
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const corpus = process.env.MAKESPAN_CORPUS ?? join(root, '../shared/data');
const read = (path) => JSON.parse(readFileSync(join(corpus, path), 'utf8'));
const write = (name, text) => writeFileSync(join(root, 'src/model/timing', name), text);

/** Heat type → Rally action. What the data suggest, and equivalents of the same API call. */
const MORE_ACTIONS = {
  'OS::Neutron::FloatingIP': 'neutron.create_floating_ip',
  'OS::Nova::FloatingIP': 'neutron.create_floating_ip',
  'OS::Nova::KeyPair': 'nova.create_keypair',
  'OS::Neutron::SecurityGroup': 'neutron.create_security_group',
  'OS::Neutron::ProviderNet': 'neutron.create_network',
  'OS::Neutron::RouterGateway': 'neutron.add_interface_router',
  'OS::Glance::WebImage': 'glance.create_image',
  'AWS::EC2::Instance': 'nova.boot_server',
  'AWS::EC2::Volume': 'cinder.create_volume',
  'AWS::EC2::VolumeAttachment': 'nova.attach_volume',
  'AWS::EC2::VPC': 'neutron.create_network',
  'AWS::EC2::Subnet': 'neutron.create_subnet',
  'AWS::EC2::NetworkInterface': 'neutron.create_port',
  'AWS::EC2::RouteTable': 'neutron.create_router',
  'AWS::EC2::SubnetRouteTableAssociation': 'neutron.add_interface_router',
  'AWS::EC2::SecurityGroup': 'neutron.create_security_group',
  'AWS::EC2::EIP': 'neutron.create_floating_ip',
  'AWS::EC2::EIPAssociation': 'nova.associate_floating_ip',
};

writeOpenStack();
writeCloudFormation();

function writeOpenStack() {
  const { actions, suggested_mapping: suggested } = read('timings/openstack.json');
  const { 'OS::Neutron::FloatingIP': _renamed, ...mapping } = suggested;
  const rows = Object.entries({ ...mapping, ...MORE_ACTIONS }).map(([type, action]) =>
    rowOf(type, action, actions[action]),
  );
  const types = read('heat/resource-types.json');
  const measured = new Set(rows.map(({ type }) => type));
  const calls = Object.keys(types).filter((type) => types[type].waits === false && !measured.has(type));
  write(
    'openstack-defaults.ts',
    `// Written by scripts/default-timings.mjs from the Rally reports of openstack/performance-docs (Apache-2.0) and
// from Heat's resource types. A median is the median of the reports' medians; a p95 is the one that 95 % of the
// reports stay below, at least twice the median, so that a row covers the spread between clouds.

/** Measured creations of OpenStack resources, in seconds. */
export const MEASURED: readonly MeasuredType[] = [
${rows.map((row) => `  ${JSON.stringify(row)},`).join('\n')}
];

export interface MeasuredType {
  /** Heat's resource type. */
  readonly type: string;
  /** The measured API action. */
  readonly action: string;
  readonly median: number;
  readonly p95: number;
  /** Reports that were pooled, and single measurements in them. */
  readonly reports: number;
  readonly measurements: number;
}

/** Heat's types whose creation ends with the API call that makes them (no polling), without \`OS::\`. */
export const SINGLE_CALL_TYPES = \`
${wrap(
  calls.filter((type) => type.startsWith('OS::')).map((type) => type.slice(4)),
  110,
)}\`;
`,
  );
}

function rowOf(type, action, all) {
  const large = all.filter(({ count }) => count >= 10);
  const reports = large.length >= 3 ? large : all;
  const median = significant(
    quantile(
      reports.map((report) => report.median),
      0.5,
    ),
  );
  const p95 = significant(
    Math.max(
      2 * median,
      quantile(
        reports.map((report) => report.p95),
        0.95,
      ),
    ),
  );
  const measurements = reports.reduce((sum, { count }) => sum + count, 0);
  return { type, action, median, p95, reports: reports.length, measurements };
}

function writeCloudFormation() {
  const { estimates } = read('timings/cloudformation.json').estimates;
  const services = new Map();
  for (const [type, { create }] of Object.entries(estimates).sort()) {
    const [, service, ...name] = type.split('::');
    services.set(service, [...(services.get(service) ?? []), `${name.join('::')}=${create}`]);
  }
  const words = [...services].flatMap(([service, names]) => [`${service}:`, ...names]);
  write(
    'cloudformation-defaults.ts',
    `// Written by scripts/default-timings.mjs from the estimates of aws-cloudformation/rain,
// internal/cmd/forecast/estimate.go at d085ec5b12ee (Apache-2.0, see NOTICE).

/** Average seconds that CloudFormation took to create a resource: \`Service: Type=seconds …\`, without \`AWS::\`. */
export const CREATION_SECONDS = \`
${wrap(words, 116)}\`;
`,
  );
}

function quantile(values, p) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(p * sorted.length) - 1)];
}

function significant(value) {
  return Number(value.toPrecision(3));
}

function wrap(words, width) {
  const lines = [''];
  for (const word of words) {
    const line = lines.at(-1);
    if (line !== '' && line.length + 1 + word.length > width) lines.push(word);
    else lines[lines.length - 1] = line === '' ? word : `${line} ${word}`;
  }
  return lines.join('\n');
}
