import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Result } from '../../result.ts';
import { exampleResult, mutualSketch, seedSketch } from '../../testing/example-results.ts';
import { hostileSketch, shopSketch } from '../../testing/large-sketches.ts';
import { prepareDistributions } from './distributions/prepare.ts';
import { prepareFindings } from './findings/prepare.ts';
import { prepareGraph } from './graph/prepare.ts';
import { foldedScene, neighbourhood } from './graph/scene.ts';
import { views } from './index.ts';
import { prepareStory } from './story/prepare.ts';
import { prepareTimelines } from './timelines/prepare.ts';
import { prepareTimings } from './timings/prepare.ts';

const seed = exampleResult({ ...seedSketch, spread: 0 });
const mutual = exampleResult({ ...mutualSketch, spread: 0 });
const shop = exampleResult(shopSketch);

describe('the list of views', () => {
  it('names every folder beside it once', () => {
    const folders = readdirSync('src/report/html/views', { withFileTypes: true }).filter((entry) =>
      entry.isDirectory(),
    );
    expect(views.map(({ id }) => id as string).sort()).toEqual(folders.map(({ name }) => name).sort());
  });

  it.each(views.map(({ id, prepare }) => ({ id, prepare })))('prepares $id from any Result', ({ prepare }) => {
    for (const sketch of [seedSketch, mutualSketch, shopSketch, hostileSketch]) {
      const result = exampleResult(sketch);
      const data = prepare(result);
      expect(JSON.parse(JSON.stringify(data))).toEqual(data);
      expect(prepare({ ...result, simulation: null })).toBeDefined();
    }
  });
});

describe('the story', () => {
  const heads: readonly (readonly [string, Result, string])[] = [
    ['gained', seed, 'Ready in 18.0 s. Enforced host by host, it takes 30.0 s.'],
    ['possible between components only', mutual, 'Ready in 18.0 s, and only at component granularity.'],
    [
      'guessed',
      exampleResult({ ...seedSketch, spread: 0, origins: ['assumed'] }),
      'Ready in about 18.0 s. Enforced host by host, it takes 30.0 s.',
    ],
    ['not simulated', { ...seed, simulation: null }, 'Not simulated.'],
    [
      'a cycle of tasks',
      { ...seed, simulation: { ...seed.simulation!, granularities: { fine: { cycle: ['a', 'b'] } } } },
      'This deployment can never start.',
    ],
  ];

  it.each(heads)('of a deployment that is %s', (_name, result, expected) => {
    expect(prepareStory(result).headline).toBe(expected);
  });

  it('says what is gained, what is deployed, what drives the time and whom to trust', () => {
    const { support, facts, drivers, trust } = prepareStory(seed);
    expect(support).toBe('Order between components saves 12.0 s (40 %; 95 % interval 11.9 s to 12.1 s).');
    expect(facts.map(({ figure, tone }) => [figure, tone])).toEqual([
      ['2 hosts', 'plain'],
      ['No findings', 'good'],
    ]);
    expect(drivers.map(({ task }) => task)).toEqual(['vmA.base', 'vmA.a1', 'vmB.b1', 'vmB.b2', 'vmB.b3']);
    expect(trust).toBe('All 8 durations come from you, none from defaults.');
  });

  it('says how many replications failed beside the times of those that did not', () => {
    const fine = seed.simulation!.granularities.fine!;
    const simulation = { ...seed.simulation!, granularities: { fine: { ...fine, failedReplications: 50 } } };
    expect(prepareStory({ ...seed, simulation } as Result).facts[2]).toMatchObject({
      figure: `50 of ${simulation.replications}`,
      tone: 'error',
    });
  });

  it('leads with what is proved wrong', () => {
    const wrong = prepareStory(shop).facts[1];
    expect(wrong).toMatchObject({ figure: '1 error', tone: 'error' });
    expect(wrong?.sentences[1]).toContain("'db_ready' waits for 2 signals");
  });
});

describe('the graph', () => {
  it('as text: boxes by column and row, and the lines between them', () => {
    const { nodes, groups, lines } = prepareGraph(seed).components;
    const columns = [...new Set(nodes.map(({ x }) => Math.round(x / 10)))].sort((a, b) => a - b);
    const rows = [...new Set(nodes.map(({ y }) => y))].sort((a, b) => a - b);
    const place = nodes.map(({ id, x, y }) => `${id} ${columns.indexOf(Math.round(x / 10))},${rows.indexOf(y)}`);
    expect(place).toEqual(
      'vmA.base 0,0|vmA.a1 1,0|vmA.a2 2,0|vmA.a3 3,0|vmB.base 0,1|vmB.b1 2,1|vmB.b2 3,1|vmB.b3 4,1'.split('|'),
    );
    expect(groups.map(({ id, size }) => `${id} ${size}`)).toEqual(['vmA 4', 'vmB 4']);
    expect(lines.map(({ from, to, kind, label }) => [from, to, kind, label].join(' ')).sort()).toEqual([
      'vmA.a1 vmA.a2 order ',
      'vmA.a1 vmB.b1 value url',
      'vmA.a2 vmA.a3 order ',
      'vmA.base vmA.a1 order ',
      'vmB.b1 vmB.b2 order ',
      'vmB.b2 vmB.b3 order ',
      'vmB.base vmB.b1 order ',
    ]);
  });

  it('lights the witnesses of a cycle between hosts, and nothing else', () => {
    const { components, hosts } = prepareGraph(mutual);
    const lit = components.lines.filter((line) => line.lit).map(({ from, to }) => `${from} → ${to}`);
    expect(lit).toEqual(['vmA.a1 → vmB.b1', 'vmB.b2 → vmA.a3']);
    expect(hosts.lines.map(({ from, to, lit: on }) => `${from} → ${to} ${on}`)).toEqual([
      'vmA → vmB true',
      'vmB → vmA true',
    ]);
    expect(prepareGraph(seed).hasLit).toBe(false);
  });

  it('folds a host into one box where it stood, and its lines with it', () => {
    const { components } = prepareGraph(seed);
    const scene = foldedScene(components, new Set(['vmA']));
    expect(scene.nodes.map(({ id }) => id)).toEqual(['vmB.base', 'vmB.b1', 'vmB.b2', 'vmB.b3', 'vmA']);
    expect(scene.lines.filter(({ from }) => from === 'vmA').map(({ to }) => to)).toEqual(['vmB.b1']);
  });

  it.each([
    [1, ['vmA.a1', 'vmB.base', 'vmB.b1', 'vmB.b2']],
    [Number.POSITIVE_INFINITY, ['vmA.base', 'vmA.a1', 'vmB.base', 'vmB.b1', 'vmB.b2', 'vmB.b3']],
  ])('focuses on what is within %d steps up- and downstream', (steps, expected) => {
    expect([...neighbourhood(prepareGraph(seed).components.lines, 'vmB.b1', { steps })].sort()).toEqual(
      [...expected].sort(),
    );
  });
});

describe('the timelines', () => {
  it('as text: lanes by host, bars with their times, critical ones marked', () => {
    const dump = prepareTimelines(seed).charts.map(({ name, rows }) =>
      rows.map(({ label, bars }) =>
        [name, label, ...bars.map((bar) => `${bar.label}${bar.critical ? '*' : ''} ${bar.start}–${bar.end}`)].join(
          ' | ',
        ),
      ),
    );
    expect(dump).toEqual([
      [
        'fine | vmA | base* 0–6 | a1* 6–8 | a2 8–12 | a3 12–16',
        'fine | vmB | base 0–4 | b1* 8–10 | b2* 10–14 | b3* 14–18',
      ],
      [
        'coarse | vmA | base* 0–6 | a1* 6–8 | a2* 8–12 | a3* 12–16',
        'coarse | vmB | base* 16–20 | b1* 20–22 | b2* 22–26 | b3* 26–30',
      ],
    ]);
  });

  it('say why a chart is missing', () => {
    expect(prepareTimelines(mutual).missing).toEqual([
      'No coarse timeline: hosts wait for each other in a cycle, vmA → vmB → vmA.',
    ]);
  });
});

describe('distributions, findings and durations', () => {
  it('say that nothing varies where every duration is fixed', () => {
    expect(prepareDistributions(seed).lead).toBe('Every duration is fixed, so every replication takes the same time.');
  });

  it('put the proved error first and mark its words in the line', () => {
    const { lead, findings } = prepareFindings(shop);
    expect(lead).toBe('1 error, 1 warning and 1 note; 1 proved for the template as written.');
    expect(findings.map(({ severity }) => severity)).toEqual(['error', 'warning', 'info']);
    expect(findings[0]?.excerpt?.lines.map(({ marked }) => marked)).toEqual(['', 'db_ready', '']);
  });

  it.each([
    [{ mean: 90, ciLow: 88, ciHigh: 92, relative: 0.45 }, '90.0 s less (45 %; 95 % interval 88.0 s to 92.0 s)'],
    [{ mean: 90, ciLow: 90, ciHigh: 90, relative: 0.45 }, '90.0 s less (45 %)'],
    [{ mean: -3, ciLow: -4, ciHigh: -2, relative: -0.1 }, '3.0 s longer (10 %; 95 % interval 2.0 s to 4.0 s)'],
    [{ mean: 0, ciLow: 0, ciHigh: 0, relative: 0 }, 'just as long'],
  ])('say what a dependency costs: %j', (cost, expected) => {
    const [first, ...others] = shop.check.findings;
    const { findings } = prepareFindings({
      ...shop,
      check: { ...shop.check, findings: [{ ...first!, cost }, ...others] },
    });
    expect(findings.map((card) => card.cost).filter((sentence) => sentence !== '')).toEqual([
      `Measured: without it the deployment takes ${expected}.`,
    ]);
  });

  it('name the origin of every duration', () => {
    const { lead, rows } = prepareTimings(shop);
    expect(lead).toBe('Of 52 durations, 11 built-in defaults and 20 assumed without a measurement.');
    expect(rows[2]).toMatchObject({ task: 'router', originWords: 'assumed', mean: '4.0 s' });
  });
});
