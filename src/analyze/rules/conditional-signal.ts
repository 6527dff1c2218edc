import type { Wait } from '../../model/deployment.ts';
import type { Facts } from '../facts.ts';
import { counted, nameList } from '../reason-text.ts';
import type { Rule } from '../rule.ts';
import { isContested } from '../waiting/contests.ts';
import { shortages } from '../waiting/shortages.ts';
import { environmentEvidence, environmentPhrase, timeoutPhrase } from '../waiting/story.ts';
import { waitStudies } from '../waiting/wait-facts.ts';

export const conditionalSignal: Rule = {
  id: 'conditional-signal',
  severity: 'error',
  confidence: 'proved',
  summary: 'A wait counts signals that a condition may switch off.',
  why: 'With one value of the condition everything works, with the other the wait can only time out; tests pass with the first.',
  bad: [
    {
      file: 'hot.yaml',
      text: `heat_template_version: 2018-08-31
parameters:
  with_db: {type: boolean}
conditions:
  has_db: {get_param: with_db}
resources:
  h:
    type: OS::Heat::WaitConditionHandle
  wc:
    type: OS::Heat::WaitCondition
    properties: {handle: {get_resource: h}, timeout: 600}
  db:
    type: OS::Nova::Server
    condition: has_db
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
  with_db: {type: boolean}
conditions:
  has_db: {get_param: with_db}
resources:
  h:
    type: OS::Heat::WaitConditionHandle
  wc:
    type: OS::Heat::WaitCondition
    condition: has_db
    properties: {handle: {get_resource: h}, timeout: 600}
  db:
    type: OS::Nova::Server
    condition: has_db
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
    for (const { study, failure, cause, handle, count, supply, related } of shortages(facts)) {
      if (cause !== 'condition') continue;
      const arrives = supply === 0 ? 'no signal can reach' : `only ${counted(supply, 'signal', 'signals')} can reach`;
      const needs = `which needs ${count} on '${handle}'`;
      yield {
        message: `${environmentPhrase(failure.environment)}, ${arrives} '${study.wait.task}', ${needs}: ${timeoutPhrase(study.wait)}`,
        at: study.wait.span,
        related,
        evidence: environmentEvidence('conditions under which the signals are missing', failure.environment),
      };
    }
    const undecided = new Map<string, Wait[]>();
    for (const { wait, limit, ranOut } of waitStudies(facts)) {
      if (limit !== 'work' || isContested(facts, wait) || isInHoldPool(facts, wait)) continue;
      undecided.set(ranOut!, [...(undecided.get(ranOut!) ?? []), wait]);
    }
    for (const [ranOut, waits] of undecided) {
      const are = waits.length === 1 ? 'is' : 'are';
      const message = `whether ${nameList(waits.map(({ task }) => task))} ${are} always satisfied is not decided: ${ranOut}`;
      yield { message, at: waits[0]!.span, severity: 'warning', confidence: 'possible' };
    }
  },
};

/** Of these the rules about pools speak. */
function isInHoldPool({ deployment }: Facts, { task }: Wait): boolean {
  return [...deployment.pools.values()].some((pool) => pool.holdsWhileWaiting && pool.tasks.includes(task));
}
