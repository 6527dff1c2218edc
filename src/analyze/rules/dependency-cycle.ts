import { cycleFinding } from '../cycle-finding.ts';
import type { Rule } from '../rule.ts';

export const dependencyCycle: Rule = {
  id: 'dependency-cycle',
  severity: 'error',
  confidence: 'proved',
  summary: 'Things depend on each other in a cycle.',
  why: 'None of them can ever start; an engine refuses the whole template.',
  bad: [
    {
      file: 'native.yaml',
      text: `makespan: 1
hosts:
  app:
    base: 60s
    after: db
    components:
      configure: 20s
  db:
    base: 60s
    components:
      grant: {duration: 5s, after: app.configure}
`,
    },
    {
      file: 'hot.yaml',
      text: `heat_template_version: 2018-08-31
resources:
  network:
    type: OS::Neutron::Net
    depends_on: server
  subnet:
    type: OS::Neutron::Subnet
    properties: {network: {get_resource: network}, cidr: 10.0.0.0/24}
  server:
    type: OS::Nova::Server
    depends_on: subnet
    properties: {flavor: m1.small, image: cirros}
`,
    },
  ],
  good: [
    {
      file: 'native.yaml',
      text: `makespan: 1
hosts:
  app:
    base: 60s
    components:
      configure: 20s
  db:
    base: 60s
    components:
      grant: {duration: 5s, after: app.configure}
`,
    },
    {
      file: 'hot.yaml',
      text: `heat_template_version: 2018-08-31
resources:
  network:
    type: OS::Neutron::Net
  subnet:
    type: OS::Neutron::Subnet
    properties: {network: {get_resource: network}, cidr: 10.0.0.0/24}
  server:
    type: OS::Nova::Server
    depends_on: subnet
    properties: {flavor: m1.small, image: cirros}
`,
    },
  ],
  *check(facts) {
    for (const cycle of facts.circles.written) {
      const ending = cycle.arrows.length === 1 ? 'it can never start' : 'none of them can ever start';
      // Only an unknown closes it, such as a macro that has yet to run.
      const isOpen = cycle.truth === 'unknown' && cycle.environment === null;
      yield { ...cycleFinding(cycle, ending), ...(isOpen ? { severity: 'warning' } : {}) };
    }
  },
};
