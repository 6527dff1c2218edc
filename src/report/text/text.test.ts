import { describe, expect, it } from 'vitest';
import { exampleResult, mutualSketch, seedSketch } from '../testing/example-results.ts';
import { visible } from '../words/visible.ts';
import { checkText } from './check-text.ts';
import { graphText } from './graph-text.ts';
import { ansiPalette } from './palette.ts';
import { simulateText } from './simulate-text.ts';

const mutual = exampleResult(mutualSketch);
const sources = new Map(mutual.sources.map(({ file, text }) => [file, text]));

describe('findings in a terminal', () => {
  it('show the line with a caret, related places, evidence in words and a sum', () => {
    expect(checkText(mutual.check, sources)).toBe(`seed-mutual.yaml

  info  coarse-cycle  proved  4:37
    vmA and vmB depend on each other, though their components do not: order between hosts is
    impossible.
    4 │ vmA.a3: {takes: 4s, after: [vmA.a2, vmB.b2]}
      │                                     ^^^^^^
    and vmB waits for vmA here 6:48
      6 │ vmB.b1: {takes: 2s, after: [vmB.base], needs: [vmA.a1.url]}
        │                                                ^^^^^^
    the cycle, with the component dependency that makes each arrow:
      vmA comes before vmB, because vmB.b1 needs vmA.a1
      vmB comes before vmA, because vmA.a3 is after vmB.b2
      vmA, where it began

0 errors, 0 warnings, 1 note in 1 file.
`);
  });

  it('say so when there is nothing to say', () => {
    expect(checkText(exampleResult(seedSketch).check, sources)).toBe('No findings.\n');
  });

  it('never pass on what would steer the terminal', () => {
    const hostile = 'a\u001b[2J\u009b31m\u202eb\u0007\r\n\u200b';
    const finding = { ...mutual.check.findings[0]!, message: hostile, rule: hostile, file: hostile };
    const text = checkText({ ...mutual.check, findings: [finding] }, new Map([[hostile, `\n\n\n${hostile}`]]));
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these must not occur
    expect(text.replaceAll('\n', '')).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u200b\u202e]/);
    expect(text).toContain('a\\x1b[2J\\x9b31m\\u202eb\\x07\\x0d\\n\\u200b');
  });

  it('are coloured only by the palette that the command hands in', () => {
    expect(checkText(mutual.check, sources)).not.toContain('\u001b');
    expect(checkText(mutual.check, sources, { palette: ansiPalette })).toContain('\u001b[36minfo\u001b[39m');
  });

  it('point under the right character after wide ones and tabs', () => {
    const finding = {
      ...mutual.check.findings[0]!,
      line: 1,
      column: 4,
      endColumn: 6,
      endLine: 1,
      related: [],
      evidence: [],
    };
    const lines = checkText({ ...mutual.check, findings: [finding] }, new Map([[finding.file, '\t漢字ab: c']])).split(
      '\n',
    );
    const caret = lines.findIndex((line) => line.includes('^'));
    expect(lines.slice(caret - 1, caret + 1)).toEqual(['    1 │   漢字ab: c', '      │       ^^']);
  });
});

describe('a simulation in a terminal', () => {
  it('has both granularities, the gain, what is critical and what was assumed', () => {
    const text = simulateText(
      exampleResult({ ...seedSketch, spread: 0, origins: ['template', 'assumed'] }).simulation!,
    );
    expect(text).toBe(`400 replications, engine ideal, no limit on workers, seed makespan

makespan    mean     p50     p90     p95     p99  95 % interval of mean
fine      18.0 s  18.0 s  18.0 s  18.0 s  18.0 s  18.0 s – 18.0 s
coarse    30.0 s  30.0 s  30.0 s  30.0 s  30.0 s  30.0 s – 30.0 s

fine    │██                                              │
coarse  │                                              ██│
        18.0 s                                      30.5 s

fine: critical path by order alone 18.0 s.
coarse: critical path by order alone 30.0 s.

Order between components instead of hosts saves 12.0 s (40 %), 95 % interval 11.9 s to 12.1 s.

Most often critical, fine:
  vmA.base  100 %
  vmA.a1    100 %
  vmB.b1    100 %
  vmB.b2    100 %
  vmB.b3    100 %

Most often critical, coarse:
  vmA.base  100 %
  vmA.a1    100 %
  vmA.a2    100 %
  vmA.a3    100 %
  vmB.base  100 %

Of 8 durations, 4 assumed without a measurement.

  • assumed: no measurement covers software components: vmA.a1, vmA.a3, vmB.b1 and vmB.b3
`);
  });

  it('names the cycle where a granularity is impossible', () => {
    expect(simulateText(mutual.simulation!)).toContain('coarse: impossible, the order is a cycle: vmA → vmB → vmA');
  });
});

describe('a graph in a terminal', () => {
  it('lists tasks by host, each with what it comes after and why', () => {
    expect(graphText(mutual.graph)).toContain(`vmB:
  vmB.base  server server
  vmB.b1  component component
    after vmA.a1 (value vmA.a1.url)
    after vmB.base (explicit)
`);
  });
});

describe('visible text', () => {
  it.each([
    ['plain ä 漢 🙂', 'plain ä 漢 🙂'],
    ['\u001b', '\\x1b'],
    ['\u2066x', '\\u2066x'],
    ['\ud800', '\\ud800'],
    ['\u{e0041}', '\\u{e0041}'],
  ])('of %j is %s', (text, expected) => {
    expect(visible(text)).toBe(expected);
  });
});
