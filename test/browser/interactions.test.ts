import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exampleResult, mutualSketch, seedSketch } from '../../src/report/testing/example-results.ts';
import { exampleSensitivity, exampleStudy } from '../../src/report/testing/example-study.ts';
import { hostileSketch, shopSketch } from '../../src/report/testing/large-sketches.ts';
import { type Pages, startPages } from './open-page.ts';
import { largeTemplate, resultOf } from './real-result.ts';

let pages: Pages;
const seed = exampleResult(seedSketch);
const shop = exampleResult(shopSketch);
const large = resultOf('large.yaml', largeTemplate(1000), 20);

beforeAll(async () => {
  pages = await startPages();
});

afterAll(() => pages?.close());

const VIEWS = ['Story', 'Findings', 'Graph', 'Timelines', 'Makespan', 'Drivers', 'Study', 'Durations'];

/** What a press of a button saves. */
async function saved(page: Page, name: string): Promise<{ readonly file: string; readonly content: Buffer }> {
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name }).click()]);
  return { file: download.suggestedFilename(), content: readFileSync(await download.path()) };
}

describe('the address', () => {
  it('keeps what is in focus, folded and switched, and a link brings it back', async () => {
    const { page } = await pages.open(seed);
    await page.locator('.group-head[data-id="vmA"]').click();
    await page.locator('.node[data-id="vmB.b1"]').click();
    await page.getByLabel('Each its own axis').check();
    const hash = new URL(page.url()).hash.slice(1);
    await page.close();
    const again = await pages.open(seed, { hash });
    await expect.poll(() => again.page.locator('.node.host').getAttribute('data-id')).toBe('vmA');
    await expect.poll(() => again.page.locator('.node.focus').getAttribute('data-id')).toBe('vmB.b1');
    await expect.poll(() => again.page.getByLabel('Each its own axis').isChecked()).toBe(true);
    expect(again.complaints).toEqual([]);
    await again.page.close();
  });

  it.each([
    'graph?graph.fold=%7Bnot&graph.focus=nothing&graph.reach=x',
    'what-if?what-if.set=%5B%5B1%5D%5D&what-if.workers=-4',
    '%E0%A4%A?theme=%00',
    '<img src=x onerror=alert(1)>?page.theme=pink',
  ])('may say anything: %s', async (hash) => {
    const { page, complaints } = await pages.open(seed, { hash });
    await expect.poll(() => page.locator('.stage .node').count()).toBe(8);
    expect(complaints).toEqual([]);
    await page.close();
  });
});

describe('what is saved', () => {
  it('is the Result, from which the same page is made', async () => {
    const { page } = await pages.open(shop);
    const { content } = await saved(page, 'Save JSON');
    expect(JSON.parse(content.toString())).toEqual(JSON.parse(JSON.stringify(shop)));
    expect(pages.renderHtml(JSON.parse(content.toString()))).toBe(pages.renderHtml(shop));
    const trace = JSON.parse((await saved(page, 'Save trace')).content.toString());
    expect(trace.traceEvents.length).toBeGreaterThan(100);
    await page.close();
  });

  it('is a picture of each view, as SVG and as pixels', async () => {
    const { page, complaints } = await pages.open({ ...shop, study: exampleStudy });
    for (const view of VIEWS) {
      const svg = await saved(page, `Save ${view} as SVG`);
      expect(svg.file).toMatch(/^makespan-[a-z]+\.svg$/);
      expect(svg.content.toString()).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg" /);
      const png = await saved(page, `Save ${view} as PNG`);
      expect(png.content.subarray(1, 4).toString()).toBe('PNG');
    }
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('is a table of raw values', async () => {
    const { page } = await pages.open(seed);
    const { content } = await saved(page, 'Save Timelines as CSV');
    const rows = content.toString().split('\r\n');
    expect(rows[0]).toContain('granularity,task,group,ready,start,end');
    expect(rows.filter((row) => row.startsWith('fine,vmB.b1,'))).toHaveLength(1);
    await page.close();
  });

  it('is the graph as the reader has folded it', async () => {
    const { page } = await pages.open(seed);
    await page.locator('.group-head[data-id="vmA"]').click();
    const svg = (await saved(page, 'Save Graph as SVG')).content.toString();
    expect(svg).toContain('4 tasks, folded');
    expect(svg).not.toContain('vmA.a2');
    await page.close();
  });
});

describe('a schedule', () => {
  it('is stepped through event by event, by click and by keyboard', async () => {
    const { page } = await pages.open(shop);
    const stepper = page.locator('.stepper').first();
    await expect.poll(() => stepper.locator('.step-words').textContent()).toContain('Event 3 of 3');
    await stepper.getByRole('button', { name: 'Back' }).click();
    await expect
      .poll(() => stepper.locator('.step-words').textContent())
      .toContain('Event 2 of 3: sends signal 1 of 2');
    await expect.poll(() => stepper.locator('.lane-mark.stuck').count()).toBe(0);
    await stepper.locator('.step').first().focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => stepper.locator('.step-words').textContent()).toContain('Event 1 of 3');
    await expect.poll(() => stepper.getByRole('button', { name: 'Back' }).isDisabled()).toBe(true);
    await expect.poll(() => stepper.locator('[aria-current=step]').count()).toBe(1);
    await page.close();
  });
});

describe('the graph in focus', () => {
  it('shows what is before, what is after, and no farther than asked', async () => {
    const { page } = await pages.open(seed);
    const bright = () =>
      page.locator('.stage .node:not(.dim)').evaluateAll((all) => all.map((one) => one.getAttribute('data-id')));
    await page.locator('.node[data-id="vmB.b1"]').click();
    await page.getByLabel('of what is').selectOption('up');
    await expect.poll(bright).toEqual(['vmA.base', 'vmA.a1', 'vmB.base', 'vmB.b1']);
    await page.getByLabel('Focus shows').selectOption('1');
    await expect.poll(bright).toEqual(['vmA.a1', 'vmB.base', 'vmB.b1']);
    await page.getByLabel('of what is').selectOption('down');
    await expect.poll(bright).toEqual(['vmB.b1', 'vmB.b2']);
    await page.close();
  });

  it('is moved and zoomed by keys where it is painted', async () => {
    const { page } = await pages.open(large);
    await page.getByRole('button', { name: 'Unfold all' }).click();
    await page.getByRole('button', { name: 'Fit' }).click();
    const canvas = page.locator('.stage > svg');
    const where = () => canvas.locator(':scope > g').getAttribute('transform');
    await canvas.focus();
    const before = await where();
    await page.keyboard.press('ArrowRight');
    await expect.poll(where).not.toBe(before);
    const moved = await where();
    await page.keyboard.press('+');
    await expect.poll(where).not.toBe(moved);
    await page.keyboard.press('0');
    await expect.poll(where).toBe(before);
    await page.close();
  });
});

describe('fingers', () => {
  it('move and zoom the graph when they are two; one is left to the page', async () => {
    const { page } = await pages.open(seed, { touch: true });
    const stage = page.locator('.stage > svg');
    await stage.scrollIntoViewIfNeeded();
    const { x, y } = (await stage.boundingBox()) as { x: number; y: number };
    const session = await page.context().newCDPSession(page);
    const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', ...places: readonly (readonly [number, number])[]) =>
      session.send('Input.dispatchTouchEvent', {
        type,
        touchPoints: places.map(([left, top], id) => ({ x: x + left, y: y + top, id })),
      });
    const where = () => stage.locator(':scope > g').getAttribute('transform');
    const before = await where();
    await touch('touchStart', [100, 60]);
    await touch('touchMove', [160, 60]);
    await touch('touchEnd');
    await expect.poll(where).toBe(before);
    await touch('touchStart', [100, 60], [140, 60]);
    await touch('touchMove', [60, 60], [200, 60]);
    await touch('touchEnd');
    await expect.poll(where).not.toBe(before);
    await page.close();
  });
});

describe('long timelines', () => {
  it('draw the rows in sight, and others when they are scrolled to', async () => {
    const { page } = await pages.open(large);
    const rows = page.locator('.timeline.fine .rows');
    const names = () => rows.locator('.row-label').allTextContents();
    await expect.poll(async () => (await names()).length).toBeLessThan(60);
    await expect.poll(names).not.toContain('h99');
    await rows.evaluate((element) => {
      element.scrollTop = element.scrollHeight;
    });
    await rows.getByText('h99', { exact: true }).waitFor();
    await expect.poll(names).not.toContain('h0');
    await page.getByLabel('Only rows on the critical path').check();
    await expect.poll(async () => (await names()).length).toBeLessThan(5);
    await page.close();
  });

  it('unfold a table with every task', async () => {
    const { page } = await pages.open(seed);
    await page.getByText('Fine: order between components, as a table').click();
    await expect.poll(() => page.locator('.timeline.fine tbody tr').count()).toBe(8);
    await page.close();
  });
});

describe('the sliders', () => {
  it('run the schedule again, take in any task, and go back', async () => {
    const { page } = await pages.open(large);
    const outcome = page.locator('.outcome');
    const before = await outcome.textContent();
    await page.locator('.lever input').first().fill('0');
    await expect.poll(() => outcome.textContent()).not.toBe(before);
    await expect.poll(() => outcome.textContent()).toContain('shorter');
    const count = await page.locator('.lever').count();
    await page.getByRole('searchbox', { name: 'Add a task' }).fill('h50.c3');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.locator('.lever').count()).toBe(count + 1);
    await page.getByRole('button', { name: 'As simulated' }).click();
    await expect.poll(() => outcome.textContent()).toBe(before);
    await page.close();
  });
});

describe('a study and sensitivities', () => {
  it('are a table, ranked differences, small multiples, and a tornado', async () => {
    const fine = seed.simulation?.granularities.fine;
    const simulation = { ...seed.simulation!, granularities: { fine: { ...fine!, sensitivity: exampleSensitivity } } };
    const { page, complaints } = await pages.open({ ...seed, simulation, study: exampleStudy });
    await expect.poll(() => page.locator('#study tbody tr').allTextContents()).toHaveLength(3);
    const study = await page.locator('#study svg').textContent();
    for (const words of ['Difference to the base', 'faster image', 'Makespan against workers'])
      expect(study).toContain(words);
    const drivers = await page.locator('#drivers svg').textContent();
    for (const words of ['Tornado, fine', '17.0 s – 24.0 s', 'Variance, fine', 'Worth shortening'])
      expect(drivers).toContain(words);
    expect(complaints).toEqual([]);
    await page.close();
  });
});

describe('on paper', () => {
  it('has no controls, and every part', async () => {
    const { page, complaints } = await pages.open(exampleResult(mutualSketch));
    await page.emulateMedia({ media: 'print' });
    await expect.poll(() => page.locator('button:visible, nav:visible, select:visible').count()).toBe(0);
    await expect.poll(() => page.locator('section:visible').count()).toBe(8);
    expect((await page.pdf()).subarray(0, 4).toString()).toBe('%PDF');
    expect(complaints).toEqual([]);
    await page.close();
  });
});

describe('hostile text', () => {
  it('stays text in whatever is saved and unfolded', async () => {
    const { page, complaints } = await pages.open(exampleResult(hostileSketch));
    for (const summary of await page.locator('details > summary').all()) await summary.click();
    for (const view of VIEWS.filter((one) => one !== 'Study')) {
      const svg = (await saved(page, `Save ${view} as SVG`)).content.toString();
      const parsed = await page.evaluate(
        (text) => {
          const read = new DOMParser().parseFromString(text, 'image/svg+xml');
          const names = [...read.querySelectorAll('*')].map((one) => one.localName);
          const handlers = [...read.querySelectorAll('*')]
            .flatMap((one) => one.getAttributeNames())
            .filter((name) => /^on/i.test(name));
          return { names: [...new Set(names)], handlers };
        },
        svg.replace(/<style>[^<]*<\/style>/, ''),
      );
      const known = ['svg', 'title', 'defs', 'marker', 'g', 'path', 'rect', 'line', 'text'];
      expect(parsed.names.filter((name) => !known.includes(name))).toEqual([]);
      expect(parsed.handlers).toEqual([]);
      expect(svg).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
    }
    expect(await page.locator('main img, main style, iframe').count()).toBe(0);
    expect(complaints).toEqual([]);
    await page.close();
  });
});
