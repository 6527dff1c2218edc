import type { Span } from '../../../model/span.ts';
import { isUnknown, type Maybe, unknown } from '../../../model/unknown.ts';
import { mappingOf } from '../call.ts';
import { evaluate, evaluateNumber } from '../evaluate.ts';
import type { ResourceInstance } from '../stack.ts';
import { textual } from '../textual.ts';

export interface CreationPolicy {
  readonly count: Maybe<number>;
  readonly timeoutSeconds: Maybe<number>;
  readonly span: Span;
}

/** Types that heed a creation policy; it is ignored elsewhere. Source: CreationPolicy attribute, user guide. */
const HEEDING = new Set([
  'AWS::AppStream::Fleet',
  'AWS::AutoScaling::AutoScalingGroup',
  'AWS::EC2::Instance',
  'AWS::CloudFormation::WaitCondition',
]);

const DEFAULT_TIMEOUT = 300;

/** How many signals a resource waits for before it is complete; null when it waits for none. */
export function creationPolicyOf(resource: ResourceInstance): CreationPolicy | null {
  const entry = resource.text.body.entry('CreationPolicy');
  const policy = mappingOf(entry?.value);
  if (!entry || !policy || !HEEDING.has(resource.type)) return null;
  const signal = mappingOf(policy.get('ResourceSignal'));
  // A fleet is polled, and a group's percentage alone makes it wait for nothing.
  if (!signal) return null;
  const count = signal.get('Count');
  const timeout = signal.get('Timeout');
  const text = timeout && evaluate(timeout, resource.stack);
  const seconds = text === undefined ? DEFAULT_TIMEOUT : isUnknown(text) ? text : isoSeconds(textual(text));
  return {
    count: count ? evaluateNumber(count, resource.stack, `the count of '${resource.id}'`) : 1,
    timeoutSeconds: seconds ?? unknown(`the timeout of '${resource.id}' is not a duration`, timeout?.span ?? null),
    span: entry.key.span,
  };
}

/** `PT1H30M5S` in seconds. */
function isoSeconds(text: string): number | null {
  const match = /^PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?$/.exec(text.trim());
  if (!match || text.trim() === 'PT') return null;
  const [hours, minutes, seconds] = match.slice(1).map((part) => Number(part ?? 0));
  return hours! * 3600 + minutes! * 60 + seconds!;
}
