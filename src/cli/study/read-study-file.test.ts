import { describe, expect, it } from 'vitest';
import { scenario, seedExample } from '../../simulate/testing/scenario.ts';
import { planStudy } from '../../study/plan-study.ts';
import { StudyFault } from '../../study/study.ts';
import { Misuse } from '../misuse.ts';
import { readStudyFile } from './read-study-file.ts';

/** What is said of a study of the seed example; null when it is in order. */
function complaint(text: string): string | null {
  const { deployment, timings } = scenario(seedExample());
  try {
    const { study, misuseOf } = readStudyFile('study.yaml', text);
    try {
      planStudy(deployment, study, { options: {}, timingsOf: () => timings });
      return null;
    } catch (error) {
      if (error instanceof StudyFault) return misuseOf(error).message;
      throw error;
    }
  } catch (error) {
    if (error instanceof Misuse) return error.message;
    throw error;
  }
}

describe('a study file', () => {
  it.each([
    ['scenarios:\n  fast: {sets: {a: 1s}}\n', '2:10', "a scenario has no 'sets' (did you mean 'set'?)"],
    ['scenarios:\n  fast: {set: {vmA.a9: 1s}}\n', '2:16', "no task 'vmA.a9' (did you mean 'vmA.a1'?)"],
    ['scenarios:\n  fast: {set: {vmA.a1: soon}}\n', '2:24', 'soon'],
    ['sweeps:\n  - over: {workers: 9..1}\n', '2:21', 'rises'],
    ['targets:\n  - {goal: p95 < ten, least: workers, among: 1..2}\n', '2:12', 'a time'],
    ['replications: many\n', '1:15', 'a number from 1'],
    ['[1, 2]\n', '1:1', 'a study is a mapping'],
    ['base: {engine: heat}\n', '1:16', 'expected ideal'],
  ])('says where it is wrong: %j', (text, place, message) => {
    expect(complaint(text)).toContain(`study.yaml:${place}: `);
    expect(complaint(text)).toContain(message);
  });

  it('keeps what is written as it is written', () => {
    const { study } = readStudyFile(
      'study.yaml',
      'scenarios:\n  a: {workers: none, set: {x: 010}, parameters: {on: true}, failures: {x: {probability: 0.1, pause: 5s}}}\n',
    );
    expect(study.scenarios?.a).toEqual({
      workers: null,
      set: { x: '010' },
      parameters: { on: 'true' },
      failures: { x: { probability: 0.1, pauseSeconds: 5 } },
    });
  });
});
