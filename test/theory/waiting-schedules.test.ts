import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Evidence, Finding, ScheduleEvent } from '../../src/analyze/finding.ts';
import { analyze } from '../../src/analyze/index.ts';
import { arbitraryCase, type CaseShape } from '../../src/analyze/waiting/testing/arbitrary-case.ts';
import { deploymentOfCase } from '../../src/analyze/waiting/testing/deployment-of-case.ts';
import type { CaseRead, WaitingCase } from '../../src/analyze/waiting/testing/waiting-case.ts';
import { type Move, Play } from './waiting-play.ts';

type Schedule = Extract<Evidence, { kind: 'schedule' }>;

const ALL: CaseShape = { failures: true, implicitIds: true, edges: true, pools: true, conditions: true };

/** Reads that the rules ask about, and nothing that may be lost: then a schedule says all that was chosen. */
function withReads(shape: CaseShape): fc.Arbitrary<WaitingCase> {
  const reads = fc.array(fc.tuple(fc.nat(5), fc.oneof(fc.constantFrom('g', 'h'), fc.nat(5))), { maxLength: 2 });
  return fc.tuple(arbitraryCase(shape), reads).map(([instance, drawn]) => ({
    ...instance,
    tasks: instance.tasks.map((task, index) => ({
      ...task,
      sends: task.sends.map((send) => ({ ...send, optional: false })),
      reads: drawn.flatMap(([reader, of]): readonly CaseRead[] => {
        if (reader !== index) return [];
        if (typeof of === 'string') return [{ handle: of }];
        return of < instance.tasks.length && of !== index ? [{ task: `t${of}` }] : [];
      }),
    })),
  }));
}

describe('a schedule that a finding shows', () => {
  it('can be played, step by step, and ends in what the finding says', () => {
    const kinds = new Set<string>();
    fc.assert(
      fc.property(withReads(ALL), (instance) => {
        for (const { finding, schedule, environment } of schedulesOf(instance)) {
          kinds.add(finding.rule);
          const play = new Play(instance, environment);
          for (const move of movesOf(schedule.events)) play.take(move);
          expect(play.problems).toEqual([]);
          checkClaim(play, schedule.events);
        }
      }),
      { numRuns: 400, seed: 7 },
    );
    // Every rule that says "sometimes" has been seen.
    for (const rule of ['count-too-small', 'shared-handle', 'early-signal', 'unordered-data-read', 'started-not-ready'])
      expect(kinds).toContain(rule);
    for (const rule of ['failure-race', 'failure-retry', 'lost-wakeup', 'pool-starvation', 'batch-deadlock'])
      expect(kinds).toContain(rule);
  });

  it('is a shortest one where it says so', () => {
    fc.assert(
      fc.property(withReads(ALL), (instance) => {
        for (const { schedule, environment } of schedulesOf(instance)) {
          if (!schedule.title.includes('shortest')) continue;
          const moves = movesOf(schedule.events);
          const least = new Play(instance, environment).leastMoves((play) => isClaim(play, schedule.events));
          expect(moves.length).toBe(least);
        }
      }),
      { numRuns: 150, seed: 7 },
    );
  });
});

function* schedulesOf(instance: WaitingCase): Iterable<{
  readonly finding: Finding;
  readonly schedule: Schedule;
  readonly environment: Readonly<Record<string, boolean>>;
}> {
  for (const finding of analyze(deploymentOfCase(instance))) {
    // Signals that overtake each other are outside the semantics; such findings are never called proved.
    if (finding.rule === 'mixed-signal-ids' && finding.confidence !== 'proved') continue;
    const chosen = finding.evidence.find((one) => one.kind === 'environment');
    for (const schedule of finding.evidence)
      if (schedule.kind === 'schedule') yield { finding, schedule, environment: chosen?.values ?? {} };
  }
}

/** The events as moves, each with the signals that it is said to send. */
function movesOf(events: readonly ScheduleEvent[]): readonly Move[] {
  const moves: { task: string; kind: Move['kind']; signals: string[] }[] = [];
  for (const { task, event, text } of events) {
    if (event === 'signal') moves.at(-1)!.signals.push(text);
    else if (event !== 'stuck') moves.push({ task, kind: event, signals: [] });
  }
  return moves;
}

function checkClaim(play: Play, events: readonly ScheduleEvent[]): void {
  const last = events.at(-1)!;
  if (last.event === 'stuck') expect(play.canEverGo(last.task)).toBe(false);
  else expect(isClaim(play, events)).toBe(true);
}

/** The last step has been taken, and what it is said to come before is not done. */
function isClaim(play: Play, events: readonly ScheduleEvent[]): boolean {
  const { task, event, text } = events.filter((one) => one.event !== 'signal').at(-1)!;
  const unfinished = /while '(.*)' is not done$/.exec(text)?.[1];
  if (unfinished !== undefined && play.phase(unfinished) === 'done') return false;
  if (event === 'fail') return play.phase(task) === 'failed';
  return event === 'start' ? play.phase(task) !== 'pending' : ['running', 'done'].includes(play.phase(task));
}
