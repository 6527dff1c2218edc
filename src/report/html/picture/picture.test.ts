import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { exampleResult, mutualSketch, seedSketch } from '../../testing/example-results.ts';
import { exampleSensitivity, exampleStudy } from '../../testing/example-study.ts';
import { hostileSketch, shopSketch } from '../../testing/large-sketches.ts';
import { pictureNames, renderPictures } from '../render-pictures.ts';
import { pictures } from '../views/pictures.ts';
import { colours } from './colours.ts';
import { cutToWidth, mark, pictureText, wrapped } from './markup.ts';

const seed = exampleResult(seedSketch);
const rich = { ...exampleResult(shopSketch), study: exampleStudy };

describe('colours of pictures', () => {
  it('are those of the page', () => {
    const css = readFileSync('src/report/html/page/tokens.css', 'utf8');
    const tokens = [...css.matchAll(/--([a-z-]+): light-dark\((#[0-9a-f]+), (#[0-9a-f]+)\);/g)];
    const byName = new Map(tokens.map(([, name, light, dark]) => [name, [light, dark]]));
    for (const [name, pair] of Object.entries(colours)) expect([name, byName.get(name)]).toEqual([name, [...pair]]);
  });

  it('have a class each in the page', () => {
    const css = readFileSync('src/report/html/page/pictures.css', 'utf8');
    for (const name of Object.keys(colours)) {
      expect(css).toContain(`.f-${name} {\n  fill: var(--${name});`);
      expect(css).toContain(`.s-${name} {\n  stroke: var(--${name});`);
    }
  });
});

describe('a picture', () => {
  it('escapes text, writes out what hides, and replaces what XML cannot hold', () => {
    const text = pictureText({
      title: '</title><script>',
      width: 10.2,
      height: 5,
      marks: [mark('text', { x: 0.123, class: '"><b>' }, 'a\u202e\u0007\uffff]]>')],
    });
    expect(text).toContain('<title>&#60;/title&#62;&#60;script&#62;</title>');
    expect(text).toContain('<text x="0.1" class="&#34;&#62;&#60;b&#62;">a\\u202e\\x07\ufffd]]&#62;</text>');
    expect(text).toContain('width="11" height="5"');
  });

  it('cuts and breaks text by an estimate of its width', () => {
    expect(cutToWidth('abcdefghij', 1000, 10)).toBe('abcdefghij');
    expect(cutToWidth('abcdefghij', 32, 10)).toBe('abcd…');
    expect(cutToWidth('abcdefghij', 8, 10)).toBe('');
    expect(wrapped('one two three', 48, 10)).toEqual(['one two', 'three']);
  });
});

describe('pictures of a Result', () => {
  it('are one for each view, and none of a study that was not run', () => {
    expect([...renderPictures(rich).keys()]).toEqual(pictureNames.filter((name) => name in pictures).sort(byView));
    expect(renderPictures(seed).has('study')).toBe(false);
    expect([...renderPictures(seed, ['graph']).keys()]).toEqual(['graph']);
  });

  it('are the same for a Result that was saved and read', () => {
    expect([...renderPictures(JSON.parse(JSON.stringify(rich)))]).toEqual([...renderPictures(rich)]);
  });

  it.each([seed, rich, exampleResult(mutualSketch), { ...seed, simulation: null }])(
    'hold no number that is none',
    (result) => {
      for (const [, svg] of renderPictures(result))
        expect(svg.replace(/>[^<]*</g, '><')).not.toMatch(/NaN|Infinity|undefined/);
    },
  );

  it('say of hostile text only what it is', () => {
    for (const [, svg] of renderPictures(exampleResult(hostileSketch))) {
      expect(svg).not.toMatch(/<(script|img|b|i|foreignObject|image|use|a)\b/i);
      expect(svg).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
    }
  });

  it('show the tornado, the variance and the paired gain where they were measured', () => {
    const fine = { ...seed.simulation!.granularities.fine!, sensitivity: exampleSensitivity };
    const simulation = { ...seed.simulation!, granularities: { fine } };
    const svg = renderPictures({ ...seed, simulation }, ['drivers']).get('drivers');
    for (const words of ['Tornado, fine', 'Variance, fine', 'Gain of order between components'])
      expect(svg).toContain(words);
  });
});

function byView(a: string, b: string): number {
  const order = ['story', 'findings', 'graph', 'timelines', 'distributions', 'drivers', 'study', 'timings'];
  return order.indexOf(a) - order.indexOf(b);
}
