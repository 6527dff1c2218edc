import { cycleFinding } from '../cycle-finding.ts';
import { nameList } from '../reason-text.ts';
import type { Rule } from '../rule.ts';

export const implicitCycle: Rule = {
  id: 'implicit-cycle',
  severity: 'error',
  confidence: 'proved',
  summary: 'Dependencies run in a cycle that only a hidden rule of the engine closes.',
  why: 'Nothing in the template looks wrong, and the engine still refuses it as circular.',
  bad: [
    {
      file: 'hot.yaml',
      text: `heat_template_version: 2018-08-31
resources:
  network:
    type: OS::Neutron::Net
  server:
    type: OS::Nova::Server
    properties:
      flavor: m1.small
      image: cirros
      networks: [{network: {get_resource: network}}]
  subnet:
    type: OS::Neutron::Subnet
    properties:
      network: {get_resource: network}
      cidr: 10.0.0.0/24
      dns_nameservers: [{get_attr: [server, first_address]}]
`,
    },
  ],
  good: [
    {
      file: 'hot.yaml',
      text: `heat_template_version: 2018-08-31
resources:
  network:
    type: OS::Neutron::Net
  server:
    type: OS::Nova::Server
    properties:
      flavor: m1.small
      image: cirros
      networks: [{network: {get_resource: network}}]
  subnet:
    type: OS::Neutron::Subnet
    properties:
      network: {get_resource: network}
      cidr: 10.0.0.0/24
      dns_nameservers: [10.0.0.2]
`,
    },
  ],
  *check(facts) {
    for (const cycle of facts.circles.hidden) {
      const hidden = cycle.arrows.filter(({ reason }) => reason.kind === 'implicit');
      const rules = [...new Set(hidden.map(({ reason }) => reason.via))].sort();
      const closes = rules.length === 1 ? 'closes' : 'close';
      const named = `${rules.length === 1 ? 'rule' : 'rules'} ${nameList(rules)}`;
      yield cycleFinding(cycle, `only the hidden ${named} of the engine ${closes} the cycle`);
    }
  },
};
