import { expect } from 'vitest';
import { simulate } from '../simulate.ts';
import type { GranularityRun, SimulateOptions } from '../simulation.ts';
import { type Scenario, scenario } from './scenario.ts';

/** A scenario's run under an engine; costs of the machine are left out unless `load` says otherwise. */
export function engineRun(input: Scenario, options: Partial<SimulateOptions>): GranularityRun {
  const { deployment, timings } = scenario(input);
  const run = simulate(deployment, { timings, replications: 1, ...options });
  if ('cycle' in run) throw new Error(`cyclic: ${run.cycle}`);
  return run;
}

/** `task start-end` of each task by start, then of each stack; `!` marks what failed, `…` what never ended. */
export function checkEngine(input: Scenario, options: Partial<SimulateOptions>, expected: readonly string[]): void {
  const run = engineRun(input, options);
  const stacks = (run.stacks ?? []).map(({ group, ...rest }) => ({ name: `[${group}]`, ...rest }));
  const lines = [...run.trace.map(({ task, ...rest }) => ({ name: task, ...rest })), ...stacks].map(
    ({ name, start, end, outcome }) => {
      const round = (seconds: number): number => Number(seconds.toFixed(6));
      const fate = { done: '', failed: ' !', stuck: ' …' }[outcome];
      return `${name} ${round(start)}-${round(end)}${fate}`;
    },
  );
  expect(lines).toEqual(expected);
}
