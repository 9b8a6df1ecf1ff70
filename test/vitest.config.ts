import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    root: new URL('..', import.meta.url).pathname,
    // Tests that run whole processes wait for events, not for times; this bound only ends what hangs.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Most wait for processes, not for a core.
    maxWorkers: 2,
    // Of the tests of one file that say they may run at the same time.
    maxConcurrency: 12,
    expect: { poll: { timeout: 30_000 } },
    projects: [
      { extends: true, test: { name: 'tests', include: ['test/**/*.test.ts'] } },
      // Components drawn to text share one process: starting one for each file would take ten times as long as its tests.
      { extends: true, test: { name: 'components', include: ['test/**/*.test.tsx'], isolate: false } },
    ],
  },
});
