import type { Rule } from '../rule.ts';
import { coarseDeadlocks } from '../waiting/coarse-deadlocks.ts';

export const coarseDeadlock: Rule = {
  id: 'coarse-deadlock',
  severity: 'error',
  confidence: 'proved',
  summary:
    'A deployment that completes between its components can never complete when whole groups wait for one another.',
  why: 'The groups are in no cycle by themselves; a signal closes one, so an engine that orders whole groups stops for ever.',
  bad: [
    {
      file: 'native.yaml',
      text: `makespan: 1
handles: {ready: }
hosts:
  vmA:
    base: 10s
    components:
      a1: 5s
      a2: {duration: 5s, wait: ready}
  vmB:
    base: 10s
    components:
      b1: {duration: 5s, signals: ready}
      b2: {duration: 5s, after: vmA.a1}
`,
    },
    {
      file: 'hot.yaml',
      text: `heat_template_version: 2018-08-31
resources:
  ready:
    type: OS::Heat::WaitConditionHandle
  wc:
    type: OS::Heat::WaitCondition
    properties: {handle: {get_resource: ready}, timeout: 3600}
  vm_a:
    type: OS::Nova::Server
    properties: {flavor: m1.small, image: cirros, user_data_format: SOFTWARE_CONFIG}
  vm_b:
    type: OS::Nova::Server
    properties: {flavor: m1.small, image: cirros, user_data_format: SOFTWARE_CONFIG}
  config:
    type: OS::Heat::SoftwareConfig
    properties: {group: script, config: 'echo', inputs: [{name: peer}], outputs: [{name: address}]}
  tell:
    type: OS::Heat::SoftwareConfig
    properties:
      group: script
      config:
        str_replace:
          params: {notify: {get_attr: [ready, curl_cli]}}
          template: |
            #!/bin/sh
            notify --data-binary '{"status": "SUCCESS"}'
  a_key:
    type: OS::Heat::SoftwareDeployment
    properties: {server: {get_resource: vm_a}, config: {get_resource: config}}
  a_app:
    type: OS::Heat::SoftwareDeployment
    depends_on: [wc, a_key]
    properties: {server: {get_resource: vm_a}, config: {get_resource: config}}
  b_db:
    type: OS::Heat::SoftwareDeployment
    properties: {server: {get_resource: vm_b}, config: {get_resource: tell}}
  b_app:
    type: OS::Heat::SoftwareDeployment
    depends_on: b_db
    properties:
      server: {get_resource: vm_b}
      config: {get_resource: config}
      input_values: {peer: {get_attr: [a_key, address]}}
`,
    },
  ],
  good: [
    {
      file: 'native.yaml',
      text: `makespan: 1
handles: {ready: }
hosts:
  vmA:
    base: 10s
    components:
      a1: 5s
      a2: {duration: 5s, wait: ready}
  vmB:
    base: 10s
    components:
      b1: {duration: 5s, signals: ready}
      b2: 5s
`,
    },
    {
      file: 'hot.yaml',
      text: `heat_template_version: 2018-08-31
resources:
  ready:
    type: OS::Heat::WaitConditionHandle
  wc:
    type: OS::Heat::WaitCondition
    properties: {handle: {get_resource: ready}, timeout: 3600}
  vm_a:
    type: OS::Nova::Server
    properties: {flavor: m1.small, image: cirros, user_data_format: SOFTWARE_CONFIG}
  vm_b:
    type: OS::Nova::Server
    properties: {flavor: m1.small, image: cirros, user_data_format: SOFTWARE_CONFIG}
  config:
    type: OS::Heat::SoftwareConfig
    properties: {group: script, config: 'echo', inputs: [{name: peer}], outputs: [{name: address}]}
  tell:
    type: OS::Heat::SoftwareConfig
    properties:
      group: script
      config:
        str_replace:
          params: {notify: {get_attr: [ready, curl_cli]}}
          template: |
            #!/bin/sh
            notify --data-binary '{"status": "SUCCESS"}'
  a_key:
    type: OS::Heat::SoftwareDeployment
    properties: {server: {get_resource: vm_a}, config: {get_resource: config}}
  a_app:
    type: OS::Heat::SoftwareDeployment
    depends_on: [wc, a_key]
    properties: {server: {get_resource: vm_a}, config: {get_resource: config}}
  b_db:
    type: OS::Heat::SoftwareDeployment
    properties: {server: {get_resource: vm_b}, config: {get_resource: tell}}
  b_app:
    type: OS::Heat::SoftwareDeployment
    depends_on: b_db
    properties:
      server: {get_resource: vm_b}
      config: {get_resource: config}
`,
    },
  ],
  *check(facts) {
    yield* coarseDeadlocks(facts);
  },
};
