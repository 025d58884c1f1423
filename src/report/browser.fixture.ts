import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import axe from 'axe-core';
import { type Browser, chromium, type Page } from 'playwright-core';

const WITH_WINDOWS = ['chromium', 'chromium-browser'];

/** Debian's chromium, wherever PATH has it: without its windows where that is installed, at a third of the processor time. Nothing is ever downloaded. */
export function chromiumPath(
  names: readonly string[] = ['chromium-headless-shell', ...WITH_WINDOWS],
): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find((path) => existsSync(path));
}

/** The chromium that people open. */
export function wholeChromiumPath(): string | undefined {
  return chromiumPath(WITH_WINDOWS);
}

export const NO_CHROMIUM = 'skipped: Debian’s chromium is not installed';

export function launch(executablePath: string): Promise<Browser> {
  return chromium.launch({
    executablePath,
    headless: true,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
    ],
  });
}

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const IN_PAGE = readFileSync(join(import.meta.dirname, 'barriers.fixture.js'), 'utf8').replace(/;\s*$/, '');
/** Looks of texts whose contrast axe found well, on any page that this process saw. */
const wellBefore = new Set<string>();

/** The barriers that axe finds in a page, each with the first part that has it. */
export async function barriersOf(page: Page): Promise<readonly string[]> {
  if (!(await page.evaluate<boolean>('"axe" in globalThis'))) await page.evaluate(axe.source);
  const { violations, well } = await page.evaluate<{ violations: readonly string[]; well: readonly string[] }>(
    `(${IN_PAGE})(${JSON.stringify({ rules: RULES, wellBefore: [...wellBefore] })})`,
  );
  for (const look of well) wellBefore.add(look);
  return violations;
}
