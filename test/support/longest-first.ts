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
  'test/scan.lake.test.ts',
  'test/scan.options.test.ts',
  'test/scan.untie.test.ts',
  'test/scan.groups.test.ts',
  'test/casework.access.test.ts',
  'test/workbench.jobs.test.ts',
  'test/workbench.imports.test.ts',
  'test/scan.repeat.test.ts',
  'test/scan.names.test.ts',
  'test/scan.formats.test.ts',
];

/** Begins with the longest, on a machine too that knows no times of an earlier run; the others in vitest's own order. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const place = ({ moduleId }: TestSpecification): number => {
      const at = LONGEST.findIndex((name) => moduleId.endsWith(`/${name}`));
      return at === -1 ? LONGEST.length : at;
    };
    return sorted.toSorted((one, other) => place(one) - place(other));
  }
}
