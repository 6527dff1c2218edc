import { describe, expect, it } from 'vitest';
import { exampleResult, mutualSketch, seedSketch } from '../testing/example-results.ts';
import { hostileSketch, largeSketch, shopSketch } from '../testing/large-sketches.ts';
import { codeSpan, markdownText, mermaidText } from './escape.ts';
import { renderMarkdown } from './render-markdown.ts';

const seed = exampleResult({ ...seedSketch, spread: 0 });

describe('text of a template in Markdown', () => {
  const texts: readonly (readonly [string, string, string])[] = [
    ['a sentence', "'vmA' waits: it's slow", "'vmA' waits: it's slow"],
    ['emphasis', '*a* _b_ ~c~', '&#42;a&#42; &#95;b&#95; &#126;c&#126;'],
    ['a link', '[a](http://x)', '&#91;a&#93;(http&#58;//x)'],
    ['a bare address', 'www.x.y', 'www&#46;x.y'],
    ['a mention', '@everyone', '&#64;\u2060everyone'],
    ['a number of an issue', '#12', '&#35;\u206012'],
    ['a tag', '<img src=x onerror=a>', '&#60;img src&#61;x onerror&#61;a&#62;'],
    ['an entity', '&lt;', '&#38;lt;'],
    ['a cell of a table', 'a|b', 'a&#124;b'],
    ['an emoji by name', ':boom:', '&#58;boom&#58;'],
    ['a line break and an override', 'a\n\u202eb', 'a&#92;n&#92;u202eb'],
  ];

  it.each(texts)('says %s as it is written', (_name, text, expected) => {
    expect(markdownText(text)).toBe(expected);
  });

  it('is cut where it is long', () => {
    expect([...markdownText('a'.repeat(10_000))].length).toBe(200);
  });

  it('cannot end the code span that it stands in', () => {
    expect(codeSpan('a``b|c')).toBe('``` a``b¦c ```');
  });

  it('cannot end a label of Mermaid', () => {
    expect(mermaidText('"]; click a "x')).toBe('#34;#93;#59; click a #34;x');
  });
});

describe('the Markdown summary', () => {
  it('says the times, the gain, what is critical and from what the numbers come', () => {
    const text = renderMarkdown(seed);
    expect(text).toContain('### Ready in 18.0 s. Enforced host by host, it takes 30.0 s.');
    expect(text).toContain('| fine | 18.0 s | 18.0 s | 18.0 s (18.0 s – 18.0 s) |');
    expect(text).toContain('Order between components saves 12.0 s');
    expect(text).toContain('On the critical path most often: vmA.base (100 %)');
    expect(text).toContain('All 8 durations come from you, none from defaults.');
  });

  it('draws the graph with hosts around their tasks and values on the arrows', () => {
    const [, graph = ''] = renderMarkdown(seed).split('```mermaid\n');
    expect(graph.split('\n').slice(0, 7)).toEqual([
      'flowchart LR',
      '  subgraph g0["vmA"]',
      '    n0["base"]',
      '    n1["a1"]',
      '    n2["a2"]',
      '    n3["a3"]',
      '  end',
    ]);
    expect(graph).toContain('  n1 -->|"vmA.a1.url"| n5');
  });

  it('names the cycle where order between hosts is impossible', () => {
    expect(renderMarkdown(exampleResult(mutualSketch))).toContain('| coarse | impossible: a cycle, vmA → vmB → vmA |');
  });

  it('shows hosts where tasks are too many for a comment', () => {
    const text = renderMarkdown(exampleResult(largeSketch(400)));
    expect(text).toContain('is too large for a comment');
    expect(text.length).toBeLessThan(20_000);
  });

  it.each([shopSketch, hostileSketch].map((sketch) => ({ sketch })))('has no markup of $sketch.file', ({ sketch }) => {
    const text = renderMarkdown(exampleResult(sketch));
    const outsideCode = text.replace(/```mermaid[\s\S]*?```/g, '').replace(/(`+) .*? \1/g, '');
    const tags = [...outsideCode.matchAll(/<[^>]*>/g)].map(([tag]) => tag);
    expect(new Set(tags)).toEqual(new Set(['<details>', '<summary>', '</summary>', '</details>', '<sub>', '</sub>']));
    expect(outsideCode).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
    for (const line of outsideCode.split('\n')) expect(line.length).toBeLessThan(2000);
  });

  it('is the same for a Result that was saved and read', () => {
    expect(renderMarkdown(JSON.parse(JSON.stringify(seed)))).toBe(renderMarkdown(seed));
  });
});
