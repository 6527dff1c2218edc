import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
    // Pure tests share nothing, so they need no isolation: one process is several times faster on two cores.
    isolate: false,
    pool: 'threads',
    fileParallelism: false,
    testTimeout: 60_000,
    // What a page shows after a click comes when the browser gets to it, on a busy machine late.
    expect: { poll: { timeout: 20_000 } },
    hookTimeout: 120_000,
    reporters: ['default', './test/closing-line-reporter.ts'],
  },
});
