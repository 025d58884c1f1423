import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files that take from half a minute to minutes, the longest first; elsewhere they would be what everything waits for at the end. */
const LONGEST = [
  'src/report/report.browser.test.ts',
  'test/scan.hostile-shapes.test.ts',
  'test/scan.stop.test.ts',
  'test/scan.kept.test.ts',
  'test/scan.bad-input.test.ts',
  'web/test/pages.browser.test.ts',
  'web/test/path.browser.test.ts',
  'web/test/casework-path.browser.test.ts',
  'web/test/lead.browser.test.ts',
  'web/test/import.browser.test.ts',
  'web/test/casework.browser.test.ts',
  'web/test/requests.browser.test.ts',
  'test/scan.lake.test.ts',
  'test/scan.options.test.ts',
  'test/scan.untie.test.ts',
  'test/scan.groups.test.ts',
  'test/casework.access.test.ts',
  'web/test/hidden-texts.browser.test.ts',
  'web/test/leads.browser.test.ts',
  'test/workbench.jobs.test.ts',
  'test/workbench.imports.test.ts',
  'test/scan.repeat.test.ts',
  'test/scan.names.test.ts',
  'test/scan.formats.test.ts',
];

/**
 * Begins with the longest, on a machine too that knows no times of an earlier run; then the others in vitest's own order; at the end the
 * units, one after another, for those share a process.
 */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const place = ({ moduleId, project }: TestSpecification): number => {
      const at = LONGEST.findIndex((name) => moduleId.endsWith(`/${name}`));
      if (at !== -1) return at;
      return project.config.isolate ? LONGEST.length : LONGEST.length + 1;
    };
    return sorted.toSorted((one, other) => place(one) - place(other));
  }
}
