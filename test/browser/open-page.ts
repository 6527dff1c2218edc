import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from 'playwright-core';
import type { Result } from '../../src/report/result.ts';
import { launchBrowser } from './launch-browser.ts';

export interface Opened {
  readonly page: Page;
  /** Errors of the console and of the page, violations of its policy, and every request besides the file itself. */
  readonly complaints: readonly string[];
}

export interface OpenOptions {
  readonly width?: number;
  readonly scheme?: 'light' | 'dark';
  /** What follows `#` in the address. */
  readonly hash?: string;
  readonly touch?: boolean;
}

/** A browser that shows pages made by the code as it is now. */
export interface Pages {
  readonly renderHtml: (result: Result) => string;
  readonly open: (result: Result, options?: OpenOptions) => Promise<Opened>;
  readonly close: () => Promise<void>;
}

export async function startPages(): Promise<Pages> {
  execFileSync(process.execPath, ['scripts/build-page.mjs']);
  const { renderHtml } = await import('../../src/report/html/render-html.ts');
  const browser = await launchBrowser();
  const folder = mkdtempSync(join(tmpdir(), 'makespan-page-'));
  const files = new Map<Result, string>();
  const fileOf = (result: Result): string => {
    const known = files.get(result);
    if (known !== undefined) return known;
    const file = join(folder, `${files.size}.html`);
    writeFileSync(file, renderHtml(result));
    files.set(result, file);
    return file;
  };
  const open = async (result: Result, options: OpenOptions = {}): Promise<Opened> => {
    const { width = 1280, scheme = 'light', hash = '', touch = false } = options;
    const page = await browser.newPage({
      viewport: { width, height: 900 },
      colorScheme: scheme,
      reducedMotion: 'reduce',
      hasTouch: touch,
    });
    await page.context().setOffline(true);
    const complaints: string[] = [];
    const address = pathToFileURL(fileOf(result)).href;
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('request', (request) => {
      const isOwn = request.url() === address || request.url().startsWith('blob:');
      if (!isOwn) complaints.push(`request: ${request.url()}`);
    });
    page.on('dialog', (dialog) => complaints.push(`dialog: ${dialog.message()}`));
    await page.goto(hash === '' ? address : `${address}#${hash}`);
    await page.locator('html[data-drawn=yes]').waitFor({ timeout: 120_000 });
    return { page, complaints };
  };
  const close = async (): Promise<void> => {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  };
  return { renderHtml, open, close };
}

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export async function axeViolations(page: Page): Promise<readonly string[]> {
  await page.evaluate(axeSource);
  return page.evaluate(async () => {
    const { axe } = window as unknown as { axe: { run: () => Promise<AxeResults> } };
    const { violations } = await axe.run();
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, any }) => `${id}: ${html.slice(0, 160)} ${any[0]?.message ?? ''}`),
    );
  });
}

interface AxeResults {
  readonly violations: readonly {
    readonly id: string;
    readonly nodes: readonly { readonly html: string; readonly any: readonly { readonly message: string }[] }[];
  }[];
}
