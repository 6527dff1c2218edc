import type { Rule } from '../rule.ts';
import { unobservedReads, unobservedWaits } from '../waiting/unobserved-work.ts';

export const noSignalTransport: Rule = {
  id: 'no-signal-transport',
  severity: 'warning',
  confidence: 'proved',
  summary: 'Something completes without waiting for the work behind it.',
  why: 'With NO_SIGNAL a wait counts its own polls and a deployment is complete at once, so what reads its result comes too early.',
  bad: [
    {
      file: 'hot.yaml',
      text: `heat_template_version: 2018-08-31
resources:
  config:
    type: OS::Heat::SoftwareConfig
    properties: {group: script, outputs: [{name: key}], config: make_key}
  dep:
    type: OS::Heat::SoftwareDeployment
    properties: {config: {get_resource: config}, server: {get_resource: db}, signal_transport: NO_SIGNAL}
  db:
    type: OS::Nova::Server
    properties: {flavor: m1.small, image: cirros, user_data_format: SOFTWARE_CONFIG}
  app:
    type: OS::Nova::Server
    properties: {flavor: m1.small, image: cirros, metadata: {key: {get_attr: [dep, key]}}}
`,
    },
  ],
  good: [
    {
      file: 'hot.yaml',
      text: `heat_template_version: 2018-08-31
resources:
  config:
    type: OS::Heat::SoftwareConfig
    properties: {group: script, outputs: [{name: key}], config: make_key}
  dep:
    type: OS::Heat::SoftwareDeployment
    properties: {config: {get_resource: config}, server: {get_resource: db}, signal_transport: CFN_SIGNAL}
  db:
    type: OS::Nova::Server
    properties: {flavor: m1.small, image: cirros, user_data_format: SOFTWARE_CONFIG}
  app:
    type: OS::Nova::Server
    properties: {flavor: m1.small, image: cirros, metadata: {key: {get_attr: [dep, key]}}}
`,
    },
  ],
  *check(facts) {
    yield* unobservedReads(facts);
    yield* unobservedWaits(facts);
  },
};
