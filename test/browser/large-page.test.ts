import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeViolations, type Pages, startPages } from './open-page.ts';
import { largeTemplate, resultOf } from './real-result.ts';

const corpus = process.env.MAKESPAN_CORPUS ?? fileURLToPath(new URL('../../../shared/data', import.meta.url));
const TEMPLATES = [
  'heat/templates/heat-templates/hot/Windows/PuppetAgent/puppet-agent.yaml',
  'heat/templates/heat-templates/cfn/F17/invalid/WordPress_Single_Instance_With_HA.template',
];

let pages: Pages;

beforeAll(async () => {
  pages = await startPages();
});

afterAll(() => pages?.close());

/** In both schemes: nothing that axe finds, nothing wider than the window. */
async function checkPage(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await axeViolations(page)).toEqual([]);
  }
  await expect
    .poll(() => page.evaluate(() => document.documentElement.scrollWidth - innerWidth))
    .toBeLessThanOrEqual(0);
}

/** A busy machine lays out and opens the largest in half a minute. */
const PATIENCE_MS = 240_000;

describe('the page of a real template', () => {
  if (!existsSync(corpus)) it.skip(`the templates are not at ${corpus}: set MAKESPAN_CORPUS`, () => {});
  else
    it.each(TEMPLATES)('%s', async (template) => {
      const text = readFileSync(join(corpus, template), 'utf8');
      const result = resultOf(template.split('/').at(-1) as string, text, 50);
      expect(result.check.findings.length).toBeGreaterThan(0);
      const { page, complaints } = await pages.open(result);
      await checkPage(page);
      expect(complaints).toEqual([]);
      await page.close();
    });
});

describe.each([1000, 5000, 20_000])('the page of %d tasks', (size) => {
  const title = 'opens without complaint or request, accessibly, and its graph is searched, unfolded and zoomed';
  it(title, { timeout: PATIENCE_MS }, async () => {
    const result = resultOf('large.yaml', largeTemplate(size), 4);
    const { page, complaints } = await pages.open(result, { width: size === 1000 ? 400 : 1280 });
    await checkPage(page);
    await expect.poll(() => page.locator('*').count()).toBeLessThan(12_000);
    await page.getByRole('button', { name: 'Unfold all' }).click();
    await page.getByRole('searchbox', { name: 'Find a task or host' }).fill(`h${size / 10 - 1}.c8`);
    await page.getByRole('searchbox', { name: 'Find a task or host' }).press('Enter');
    await expect.poll(() => page.locator('.node.focus').getAttribute('data-id')).toBe(`h${size / 10 - 1}.c8`);
    await page.getByRole('button', { name: 'Zoom out' }).click();
    await page.getByRole('button', { name: 'Fit' }).click();
    expect(complaints).toEqual([]);
    await page.close();
  });
});
