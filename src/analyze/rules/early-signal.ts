import { isUnknown } from '../../model/unknown.ts';
import type { Rule } from '../rule.ts';
import { shownBy } from '../waiting/moments.ts';
import { taskPhrase } from '../waiting/story.ts';
import { orderProofs, signalsOf, waitsOn } from '../waiting/wait-facts.ts';

export const earlySignal: Rule = {
  id: 'early-signal',
  severity: 'warning',
  confidence: 'likely',
  summary: 'A script signals before its work is done.',
  why: 'What comes after the wait is ordered after the signal, not after the software that it stands for.',
  bad: [
    {
      file: 'hot.yaml',
      text: `heat_template_version: 2018-08-31
resources:
  h:
    type: OS::Heat::WaitConditionHandle
  wc:
    type: OS::Heat::WaitCondition
    depends_on: db
    properties: {handle: {get_resource: h}, timeout: 600}
  db:
    type: OS::Nova::Server
    properties:
      flavor: m1.small
      image: cirros
      user_data:
        str_replace:
          params: {notify: {get_attr: [h, curl_cli]}}
          template: |
            #!/bin/sh
            notify --data-binary '{"status": "SUCCESS"}'
            yum install -y mariadb
            systemctl start mariadb
  app:
    type: OS::Nova::Server
    depends_on: wc
    properties: {flavor: m1.small, image: cirros}
`,
    },
  ],
  good: [
    {
      file: 'hot.yaml',
      text: `heat_template_version: 2018-08-31
resources:
  h:
    type: OS::Heat::WaitConditionHandle
  wc:
    type: OS::Heat::WaitCondition
    depends_on: db
    properties: {handle: {get_resource: h}, timeout: 600}
  db:
    type: OS::Nova::Server
    properties:
      flavor: m1.small
      image: cirros
      user_data:
        str_replace:
          params: {notify: {get_attr: [h, curl_cli]}}
          template: |
            #!/bin/sh
            yum install -y mariadb
            systemctl start mariadb
            notify --data-binary '{"status": "SUCCESS"}'
  app:
    type: OS::Nova::Server
    depends_on: wc
    properties: {flavor: m1.small, image: cirros}
`,
    },
  ],
  *check(facts) {
    const { deployment } = facts;
    for (const signal of deployment.signals) {
      const { sender, handle, at, status } = signal;
      const { kind } = deployment.tasks.getNodeAttributes(sender);
      if (at !== 'start' || status !== 'SUCCESS' || isUnknown(signal.id)) continue;
      if (kind !== 'boot' && kind !== 'component') continue;
      // A task that signals again at its end is only telling how far it has come.
      if (signalsOf(facts, handle).some((other) => other.sender === sender && other.at === 'end')) continue;
      const wait = waitsOn(facts, handle).find((study) => study.works !== null)?.wait;
      if (wait === undefined || wait.task === sender) continue;
      const follower = deployment.tasks
        .outNeighbors(wait.task)
        .find((task) => orderProofs(facts).canStartBefore(task, sender));
      const who = follower === undefined ? `what comes after '${wait.task}'` : `'${follower}' (after '${wait.task}')`;
      const moment =
        follower === undefined
          ? ({ task: wait.task, event: 'go' } as const)
          : ({ task: follower, event: 'start' } as const);
      yield* shownBy(
        facts,
        { ...moment, without: sender },
        {
          message: `${taskPhrase(deployment, sender)} signals '${handle}' before its work is done: ${who} is not ordered after the rest`,
          at: signal.span,
          related: [{ message: `'${wait.task}' counts this signal`, span: wait.span }],
        },
      );
    }
  },
};
