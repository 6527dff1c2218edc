import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Result } from '../../src/report/result.ts';
import { exampleResult, mutualSketch, seedSketch } from '../../src/report/testing/example-results.ts';
import { exampleStudy } from '../../src/report/testing/example-study.ts';
import { hostileSketch, shopSketch } from '../../src/report/testing/large-sketches.ts';
import { axeViolations, type Opened, type OpenOptions, type Pages, startPages } from './open-page.ts';

const seed = exampleResult(seedSketch);

const cases: Readonly<Record<string, Result>> = {
  seed,
  mutual: exampleResult(mutualSketch),
  shop: exampleResult(shopSketch),
  hostile: exampleResult(hostileSketch),
  study: { ...seed, study: exampleStudy },
  'not simulated': { ...seed, simulation: null },
  'never completes': neverCompletes(seed),
  empty: {
    ...seed,
    graph: { ...seed.graph, tasks: [], dependencies: [], groups: [] },
    simulation: { ...seed.simulation!, timings: [], granularities: {}, gain: null },
  },
};

let pages: Pages;

beforeAll(async () => {
  pages = await startPages();
});

afterAll(() => pages?.close());

async function open(name: string, options: OpenOptions = {}): Promise<Opened> {
  return pages.open(cases[name] as Result, options);
}

describe.each(Object.keys(cases))('the page of %s', (name) => {
  it.each([
    { width: 1280, scheme: 'light' },
    { width: 400, scheme: 'dark' },
    { width: 360, scheme: 'light' },
    { width: 2560, scheme: 'dark' },
  ] as const)(
    'draws without complaint or request, accessibly, within $width px, $scheme',
    async ({ width, scheme }) => {
      const { page, complaints } = await open(name, { width, scheme });
      await expect.poll(() => page.locator('section').count()).toBe(name === 'study' ? 9 : 8);
      await expect
        .poll(() => page.evaluate(() => document.documentElement.scrollWidth - innerWidth))
        .toBeLessThanOrEqual(0);
      expect(await axeViolations(page)).toEqual([]);
      expect(complaints).toEqual([]);
      await page.close();
    },
  );
});

describe('the graph', () => {
  it('folds a host where it stands and unfolds it, by click and by keyboard', async () => {
    const { page } = await open('seed');
    const nodes = page.locator('.stage .node');
    await expect.poll(() => nodes.count()).toBe(8);
    await page.locator('.group-head[data-id="vmA"]').click();
    await expect.poll(() => nodes.count()).toBe(5);
    await expect.poll(() => page.locator('.node.host').getAttribute('aria-expanded')).toBe('false');
    await page.locator('.node.host[data-id="vmA"]').focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => nodes.count()).toBe(8);
    await expect.poll(() => page.evaluate(() => (document.activeElement as HTMLElement).dataset.id)).toBe('vmA');
    await page.close();
  });

  it('shows hosts alone, and one of them unfolded', async () => {
    const { page } = await open('shop');
    await page.getByRole('button', { name: 'Fold all', exact: true }).click();
    await expect.poll(() => page.locator('.node.host').count()).toBe(10);
    await page.locator('.node.host[data-id="db1"]').click();
    await expect.poll(() => page.locator('.node.host').count()).toBe(9);
    await expect.poll(() => page.locator('.node[data-id="db1.schema"]').count()).toBe(1);
    await page.close();
  });

  it('finds by name, and Enter brings the match into focus with its up- and downstream', async () => {
    const { page } = await open('shop');
    await page.getByRole('searchbox').fill('SCHEMA');
    await expect.poll(() => page.locator('.search-result').textContent()).toBe('1 match');
    await page.getByRole('searchbox').press('Enter');
    await expect.poll(() => page.locator('.node.focus').getAttribute('data-id')).toBe('db1.schema');
    await expect.poll(() => page.locator('.details h3').textContent()).toContain('db1.schema');
    await expect.poll(() => page.locator('.node[data-id="cache.redis"]').getAttribute('class')).toContain('dim');
    await expect.poll(() => page.locator('.node[data-id="api1.migrate"]').getAttribute('class')).not.toContain('dim');
    await page.close();
  });

  it('is walked by arrow keys from one stop of the Tab key', async () => {
    const { page } = await open('seed');
    await expect.poll(() => page.locator('.stage [tabindex="0"]').count()).toBe(1);
    await page.locator('.node[data-id="vmA.a1"]').focus();
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => page.evaluate(() => (document.activeElement as HTMLElement).dataset.id)).toBe('vmA.a2');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.locator('.node.focus').count()).toBe(1);
    await page.keyboard.press('Escape');
    await expect.poll(() => page.locator('.node.focus').count()).toBe(0);
    await page.close();
  });

  it('lights the two dependencies that make the cycle between hosts', async () => {
    const { page } = await open('mutual');
    await expect.poll(() => page.locator('.lines path.lit').count()).toBe(2);
    await expect.poll(() => page.locator('.host-order .lit').count()).toBe(2);
    await page.close();
  });
});

describe('the timelines', () => {
  it('say on focus what a task waited for, and draw what released it', async () => {
    const { page } = await open('seed');
    const task = page.locator('.timeline.fine .task').filter({ hasText: 'b1' });
    await task.focus();
    await expect.poll(() => task.getAttribute('aria-label')).toContain('starts after vmA.a1');
    await expect.poll(() => page.locator('.timeline.fine .unblock').count()).toBeGreaterThan(0);
    await expect.poll(() => page.locator('.tooltip:visible').textContent()).toContain('on the critical path');
    await page.close();
  });
});

describe('the page as a whole', () => {
  it('keeps hostile text inert: it is shown, and neither runs nor becomes markup', async () => {
    const { page, complaints } = await open('hostile');
    await expect.poll(() => page.title()).toBe('</title><svg onload=document.title=1>.yaml – makespan');
    expect(await page.locator('img, main style, iframe, object, embed').count()).toBe(0);
    expect(await page.locator('script').count()).toBe(2);
    expect(await page.evaluate(() => document.body.innerText.includes('\u202e'))).toBe(false);
    await expect.poll(() => page.locator('main').innerText()).toContain('</script><script>');
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('switches theme by hand', async () => {
    const { page } = await open('seed');
    const ink = (): Promise<string> => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const before = await ink();
    await page.getByRole('button', { name: /^Theme/ }).click();
    await page.getByRole('button', { name: /^Theme/ }).click();
    await expect.poll(() => ink()).not.toBe(before);
    await page.close();
  });

  it('is the same bytes for the same Result, and for one that was saved and read', () => {
    const again = JSON.parse(JSON.stringify(cases.shop)) as Result;
    expect(pages.renderHtml(again)).toBe(pages.renderHtml(cases.shop as Result));
  });
});

function neverCompletes(result: Result): Result {
  const fine = result.simulation?.granularities.fine;
  if (!fine || 'cycle' in fine) throw new Error('the seed has a fine run');
  const stuck = (fine.trace ?? []).map((entry) => ({ ...entry, outcome: 'stuck' as const }));
  const run = { ...fine, makespan: null, complete: null, distribution: null, failedReplications: 400, trace: stuck };
  return { ...result, simulation: { ...result.simulation!, granularities: { fine: run, coarse: run }, gain: null } };
}
