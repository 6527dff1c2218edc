// The report's page on generated deployments in a real browser: sizes, first paint, and the median time of a zoom frame
// in the graph with every host unfolded. `CHROMIUM_PATH` names the browser; /usr/bin/chromium otherwise.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildPage } from '../scripts/build-page.mjs';

const SIZES = (process.env.PAGE_SIZES ?? '1000,5000,20000').split(',').map(Number);
const FRAMES = 20;

export const page = {
  name: 'page',
  about: 'The page in Chromium: megabytes, first paint, and the median frame while zooming all tasks',
  async run() {
    const { gzipBytes } = await buildPage();
    const { chromium } = await import('playwright-core');
    const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
    const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-dev-shm-usage'] });
    const folder = mkdtempSync(join(tmpdir(), 'makespan-page-'));
    const rows = [];
    try {
      for (const size of SIZES) rows.push({ size, gzipBytes, ...(await measured(browser, folder, size)) });
    } finally {
      await browser.close();
      rmSync(folder, { recursive: true, force: true });
    }
    return rows;
  },
  text: (rows) =>
    rows
      .map(
        ({ size, gzipBytes, megabytes, commandSeconds, paintMs, drawnMs, frameMs, elementFrameMs, errors }) =>
          `${String(size).padStart(6)} tasks: code ${Math.round(gzipBytes / 1000)} kB gzip, page ${megabytes.toFixed(1)} MB ` +
          `made in ${commandSeconds.toFixed(1)} s; first paint ${paintMs.toFixed(0)} ms, all drawn ${drawnMs.toFixed(0)} ms, ` +
          `zoom frame ${frameMs.toFixed(0)} ms from afar, ${elementFrameMs.toFixed(0)} ms near; errors ${errors}`,
      )
      .join('\n'),
};

async function measured(browser, folder, size) {
  const template = join(folder, `${size}.yaml`);
  const html = join(folder, `${size}.html`);
  writeFileSync(template, deploymentText(size));
  const start = performance.now();
  execFileSync(process.execPath, ['dist/cli/main.js', 'report', template, '-o', html, '-n', '100', '-q']);
  const commandSeconds = (performance.now() - start) / 1000;
  const tab = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  let errors = 0;
  tab.on('pageerror', () => {
    errors += 1;
  });
  tab.on('console', (message) => {
    if (message.type() === 'error') errors += 1;
  });
  await tab.goto(pathToFileURL(html).href, { timeout: 240_000 });
  await tab.locator('html[data-drawn=yes]').waitFor({ timeout: 240_000 });
  const drawnMs = await tab.evaluate(() => performance.now());
  const paintMs = await tab.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN);
  await tab.getByRole('button', { name: 'Unfold all' }).click();
  await tab.getByRole('button', { name: 'Fit' }).click();
  const frameMs = await medianFrame(tab, 1.03);
  await tab.locator('.stage > svg').click({ position: { x: 400, y: 300 } });
  const elementFrameMs = await medianFrame(tab, 1.01);
  await tab.close();
  return { megabytes: statSync(html).size / 1e6, commandSeconds, paintMs, drawnMs, frameMs, elementFrameMs, errors };
}

/** Each frame: one turn of the wheel, then until the next frame has been drawn. */
function medianFrame(tab, factor) {
  return tab.evaluate(
    async ([frames, by]) => {
      const svg = document.querySelector('.stage > svg');
      const { left, top, width, height } = svg.getBoundingClientRect();
      const times = [];
      for (let frame = 0; frame < frames; frame += 1) {
        const before = performance.now();
        const deltaY = (frame % 2 ? 1 : -1) * 500 * Math.log2(by);
        const place = { clientX: left + width / 2, clientY: top + height / 2 };
        svg.dispatchEvent(
          new WheelEvent('wheel', { deltaY, ctrlKey: true, bubbles: true, cancelable: true, ...place }),
        );
        await new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn, 0)));
        times.push(performance.now() - before);
      }
      return times.sort((a, b) => a - b)[frames >> 1];
    },
    [FRAMES, factor],
  );
}

/** Hosts of nine components; each needs a value of a host not long before it. */
function deploymentText(size) {
  const lines = ['makespan: 1', 'hosts:'];
  for (let host = 0; host < size / 10; host += 1) {
    lines.push(`  h${host}:`, '    base: 30s', '    components:');
    for (let part = 0; part < 9; part += 1) {
      const producer = host - 1 - ((host * 7) % Math.min(12, Math.max(1, host)));
      const after = part === 4 && host > 0 ? `, after: h${producer}.c2` : '';
      lines.push(`      c${part}: {duration: "uniform(${2 + (part % 5)}s, ${9 + (host % 7)}s)"${after}}`);
    }
  }
  return `${lines.join('\n')}\n`;
}
