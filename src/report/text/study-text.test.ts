import { describe, expect, it } from 'vitest';
import { studyCsv } from '../formats/study-csv.ts';
import { exampleStudy } from '../testing/example-study.ts';
import { studyText } from './study-text.ts';

describe('a study in a terminal', () => {
  const text = studyText(exampleStudy);

  it('ranks scenarios, and says what each changes and which is impossible', () => {
    const rows = text.split('\n').filter((line) => /^\s*\d? {2}(faster image|base|in a cycle) /.test(line));
    expect(rows.map((row) => row.trim().split(/ {2,}/).slice(0, 3))).toEqual([
      ['1', 'faster image', '16.0 s'],
      ['2', 'base', '20.0 s'],
      ['in a cycle', 'impossible: the order is a cycle'],
    ]);
    expect(text).toContain('faster image: set vmA.base = 2s');
    expect(text).toContain('a cycle: vmA.a1 → vmB.b3 → vmA.a1');
  });

  it('draws the makespan against what was swept, from 0 on', () => {
    const bars = text.split('\n').filter((line) => /^ {2}[124] █/.test(line));
    const lengths = bars.map((bar) => bar.match(/█/g)?.length ?? 0);
    expect(lengths).toEqual([35, 23, 21]);
    expect(bars[0]).toMatch(/┊ +33\.0 s$/);
  });

  it('answers targets and names what moves the makespan', () => {
    expect(text).toContain('✓ p95 <= 25s needs 4 workers');
    expect(text).toMatch(/engine option agent-poll +30s → 15s +−50\.0 s +40 %/);
    expect(text).toContain('What the makespan hangs on (1000 replications):');
  });
});

it('a table for spreadsheets quotes what it must, and no name becomes a formula', () => {
  const [base] = exampleStudy.scenarios;
  const named = { ...exampleStudy, scenarios: [{ ...(base as NonNullable<typeof base>), name: '=cmd("x"), y' }] };
  const [head, first] = studyCsv(named).split('\r\n');
  expect(head?.split(',')).toHaveLength(17);
  expect(first).toMatch(/^scenario,"'=cmd\(""x""\), y",,1000,20,/);
});
