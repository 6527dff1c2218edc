import type { Rule } from '../rule.ts';
import { deleteOrders } from '../waiting/delete-orders.ts';

export const deleteOrder: Rule = {
  id: 'delete-order',
  severity: 'warning',
  confidence: 'likely',
  summary: 'A deployment that works when the stack is deleted does not hold back the deletion of its server.',
  why: 'Deletion runs against the dependencies: what the deployment does not depend on may go first, and no signal comes.',
  bad: [
    {
      file: 'hot.yaml',
      text: `heat_template_version: 2018-08-31
resources:
  net:
    type: OS::Neutron::Net
  port:
    type: OS::Neutron::Port
    properties: {network: {get_resource: net}}
  db:
    type: OS::Nova::Server
    properties:
      flavor: m1.small
      image: cirros
      user_data_format: SOFTWARE_CONFIG
      networks: [{port: {get_resource: port}}]
  config:
    type: OS::Heat::SoftwareConfig
    properties: {group: script, config: leave_cluster}
  dep:
    type: OS::Heat::SoftwareDeployment
    properties:
      actions: [DELETE]
      config: {get_resource: config}
      server: db
`,
    },
  ],
  good: [
    {
      file: 'hot.yaml',
      text: `heat_template_version: 2018-08-31
resources:
  net:
    type: OS::Neutron::Net
  port:
    type: OS::Neutron::Port
    properties: {network: {get_resource: net}}
  db:
    type: OS::Nova::Server
    properties:
      flavor: m1.small
      image: cirros
      user_data_format: SOFTWARE_CONFIG
      networks: [{port: {get_resource: port}}]
  config:
    type: OS::Heat::SoftwareConfig
    properties: {group: script, config: leave_cluster}
  dep:
    type: OS::Heat::SoftwareDeployment
    properties:
      actions: [DELETE]
      config: {get_resource: config}
      server: {get_resource: db}
`,
    },
  ],
  *check(facts) {
    yield* deleteOrders(facts);
  },
};
