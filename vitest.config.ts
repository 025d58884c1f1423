import { defineConfig } from 'vitest/config';
import { LongestFirst } from './test/support/longest-first.ts';

const common = {
  // Only what hangs is to fail of time: a machine may be busy with other work.
  testTimeout: 600_000,
  hookTimeout: 600_000,
  expect: { poll: { timeout: 60_000 } },
  pool: 'forks',
  setupFiles: ['test/support/equal-bytes.ts'] as string[],
} as const;
const UNITS = ['src/**/*.test.ts', 'web/src/**/*.test.ts'];
/** Beside the code and yet with servers, databases or browsers, or a clock or a standard library of their own. */
const NO_UNITS = [
  'src/**/*.browser.test.ts',
  'src/casework/{migrate,imports/receive-file}.test.ts',
  'src/casework/{backup,postgres}/*.test.ts',
  'src/cli/doctor.test.ts',
];

export default defineConfig({
  test: {
    // Of two cores: while some files wait for a disk, a term or a page, others work. With three, a third of the time nothing ran.
    maxWorkers: 5,
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        test: {
          ...common,
          name: 'whole',
          // Node runs the sources as they are, as it does for users: nothing is transformed first.
          experimental: { viteModuleRunner: false, nodeLoader: false },
          setupFiles: [...common.setupFiles, 'test/support/keep-compiled.ts'],
          include: ['test/**/*.test.ts', 'web/{test,dev}/**/*.test.ts', ...NO_UNITS],
          globalSetup: ['test/support/workbench-cluster.ts'],
        },
      },
      // One process for many files: to start one, and to load the modules again, would take longer than the tests.
      { test: { ...common, name: 'units', include: UNITS, exclude: NO_UNITS, isolate: false } },
    ],
  },
});
