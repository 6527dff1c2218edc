import type { Task } from '../deployment.ts';
import type { Duration } from '../durations/duration.ts';
import { formatSeconds } from '../durations/format-seconds.ts';
import { constant, parseDuration } from '../durations/parse-duration.ts';
import { CREATION_SECONDS } from './cloudformation-defaults.ts';
import { MEASURED, SINGLE_CALL_TYPES } from './openstack-defaults.ts';
import type { Timing } from './timing.ts';

/** What is taken where nobody has measured: wide on purpose, and always named as assumed. */
export const ASSUMED = {
  /** User data and the software on a machine: minutes of package downloads and starts. */
  software: 'lognormal(median=3m, p95=15m)',
  /** A resource that the engine polls until it is there. */
  resource: 'lognormal(median=30s, p95=10m)',
  /** A resource that is there when its API call returns: slow API calls of the measured kinds take this long. */
  singleCall: 'lognormal(median=1s, p95=10s)',
} as const;

/**
 * Heat's types that are rows in Heat's own database: creating one calls no other service.
 * Source: heat/engine/resources/openstack/heat and /aws/{cfn,autoscaling} of Heat 19 (no client call in handle_create).
 */
const DATABASE_ROWS = new Set(
  [
    ...[
      'SoftwareConfig',
      'StructuredConfig',
      'CloudConfig',
      'MultipartMime',
      'SoftwareComponent',
      // What Heat does of a deployment itself: the work on the machine is a component.
      'SoftwareDeployment',
      'StructuredDeployment',
      'WaitConditionHandle',
    ],
    ...['UpdateWaitConditionHandle', 'Value', 'RandomString', 'None', 'AccessPolicy', 'ScalingPolicy', 'HARestarter'],
  ].map((name) => `OS::Heat::${name}`),
);

const AWS_DATABASE_ROWS = new Set([
  'AWS::CloudFormation::WaitConditionHandle',
  'AWS::AutoScaling::LaunchConfiguration',
  'AWS::AutoScaling::ScalingPolicy',
]);

/**
 * The built-in timings, read from their tables at first need. One object a resolution, so that nothing outlives a
 * run.
 */
export class DefaultTimings {
  readonly #format: string;
  readonly #byExpression = new Map<string, Duration>();
  #heat: ReadonlyMap<string, Omit<Timing, 'task'>> | null = null;
  #cloudFormation: ReadonlyMap<string, number> | null = null;

  /** @param format of the template: AWS types mean other things to Heat than to CloudFormation */
  constructor(format: string) {
    this.#format = format;
  }

  /** What a task takes when neither the user nor the template says so. */
  of(task: Pick<Task, 'kind' | 'type'>): Omit<Timing, 'task'> {
    switch (task.kind) {
      case 'milestone':
        return { duration: constant(0), origin: 'default', source: 'instant: a milestone' };
      case 'wait':
        return { duration: constant(0), origin: 'default', source: "instant: a wait's time is its waiting" };
      case 'boot':
        return this.#assumed(ASSUMED.software, 'no measurement covers user data');
      case 'component':
        return this.#assumed(ASSUMED.software, 'no measurement covers software on a machine');
      default:
        return this.#ofType(task.type);
    }
  }

  #ofType(type: string): Omit<Timing, 'task'> {
    const isCloudFormation = this.#format === 'cloudformation';
    if (DATABASE_ROWS.has(type) || (!isCloudFormation && AWS_DATABASE_ROWS.has(type))) {
      return { duration: constant(0), origin: 'default', source: 'instant: a database row' };
    }
    const known = isCloudFormation ? this.#ofCloudFormation(type) : this.#ofHeat(type);
    return known ?? this.#assumed(ASSUMED.resource, `no measurement covers type ${type}`);
  }

  #ofHeat(type: string): Omit<Timing, 'task'> | undefined {
    this.#heat ??= new Map(
      MEASURED.map(({ type: name, action, median, p95, reports, measurements }) => {
        const duration = this.#parsed(`lognormal(median=${formatSeconds(median)}, p95=${formatSeconds(p95)})`);
        const runs = `${measurements} runs in ${reports} Rally reports (openstack/performance-docs)`;
        const source = `measured: ${action}, ${runs}`;
        return [name, { duration, origin: 'default', source }];
      }),
    );
    const measured = this.#heat.get(type);
    if (measured) return measured;
    const isSingleCall = type.startsWith('OS::') && SINGLE_CALL_TYPES.split(/\s+/).includes(type.slice(4));
    if (!isSingleCall) return undefined;
    return this.#assumed(ASSUMED.singleCall, `${type} is made by one API call, whose time nobody has measured`);
  }

  /** Averages without a spread: the spread is assumed, a standard deviation of half the mean. */
  #ofCloudFormation(type: string): Omit<Timing, 'task'> | undefined {
    this.#cloudFormation ??= readCreationSeconds();
    const mean = this.#cloudFormation.get(type);
    if (mean === undefined) return undefined;
    const duration =
      mean === 0 ? constant(0) : this.#parsed(`lognormal(mean=${formatSeconds(mean)}, sd=${formatSeconds(mean / 2)})`);
    const source = 'historical average of aws-cloudformation/rain; the spread is assumed (sd = half the mean)';
    return { duration, origin: 'default', source };
  }

  #assumed(expression: string, why: string): Omit<Timing, 'task'> {
    return { duration: this.#parsed(expression), origin: 'assumed', source: `assumed: ${why}` };
  }

  /** Equal expressions share one duration, and so one table of the simulator. */
  #parsed(expression: string): Duration {
    const known = this.#byExpression.get(expression);
    if (known) return known;
    const parsed = parseDuration(expression);
    if (!parsed.ok) throw new Error(`built-in timing '${expression}': ${parsed.message}`);
    this.#byExpression.set(expression, parsed.duration);
    return parsed.duration;
  }
}

function readCreationSeconds(): ReadonlyMap<string, number> {
  const seconds = new Map<string, number>();
  let service = '';
  for (const word of CREATION_SECONDS.trim().split(/\s+/)) {
    const equals = word.lastIndexOf('=');
    if (equals < 0) service = word.slice(0, -1);
    else seconds.set(`AWS::${service}::${word.slice(0, equals)}`, Number(word.slice(equals + 1)));
  }
  return seconds;
}
