import { isUnknown } from '../../model/unknown.ts';
import type { Rule } from '../rule.ts';
import { taskPhrase } from '../waiting/story.ts';
import { signalsOf, waitStudies } from '../waiting/wait-facts.ts';

export const countNotGroupSize: Rule = {
  id: 'count-not-group-size',
  severity: 'warning',
  confidence: 'possible',
  summary:
    'A wait counts a fixed number of signals while a parameter decides how many are sent, or the other way round.',
  why: 'Right only for one value: with fewer members the wait never ends, with more it ends early.',
  bad: [
    {
      file: 'hot.yaml',
      text: `heat_template_version: 2018-08-31
parameters:
  size: {type: number}
resources:
  h:
    type: OS::Heat::WaitConditionHandle
  wc:
    type: OS::Heat::WaitCondition
    properties: {handle: {get_resource: h}, count: 2, timeout: 600}
  group:
    type: OS::Heat::ResourceGroup
    properties:
      count: {get_param: size}
      resource_def:
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
`,
    },
  ],
  good: [
    {
      file: 'hot.yaml',
      text: `heat_template_version: 2018-08-31
parameters:
  size: {type: number}
resources:
  h:
    type: OS::Heat::WaitConditionHandle
  wc:
    type: OS::Heat::WaitCondition
    properties: {handle: {get_resource: h}, count: {get_param: size}, timeout: 600}
  group:
    type: OS::Heat::ResourceGroup
    properties:
      count: {get_param: size}
      resource_def:
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
`,
    },
  ],
  *check(facts) {
    for (const { wait } of waitStudies(facts)) {
      if (isUnknown(wait.handle)) continue;
      const sized = signalsOf(facts, wait.handle).find(
        ({ multiplicity, id }) => isUnknown(multiplicity) && !isUnknown(id),
      );
      const signals = signalsOf(facts, wait.handle);
      const isCountOpen = isUnknown(wait.count);
      if (isCountOpen === (sized !== undefined) || (isCountOpen && signals.length === 0)) continue;
      const sender = sized ?? signals[0]!;
      const cause = isUnknown(wait.count) ? wait.count.cause : (sized!.multiplicity as { cause: string }).cause;
      const count = isUnknown(wait.count) ? 'a number that is open' : `${wait.count}`;
      const sent = sized
        ? 'how many signals come is open'
        : `${signals.length} ${signals.length === 1 ? 'signal comes' : 'signals come'}`;
      yield {
        message: `'${wait.task}' counts ${count} while ${sent}: ${cause}; right only if the two happen to agree`,
        at: wait.span,
        related: [{ message: `signal of ${taskPhrase(facts.deployment, sender.sender)}`, span: sender.span }],
      };
    }
  },
};
