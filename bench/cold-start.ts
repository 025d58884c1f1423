import type { Browser } from 'playwright-core';
import { launch, NO_CHROMIUM, wholeChromiumPath } from '../src/report/browser.fixture.ts';

/** A page as somebody opens it, and what must be there before it can be used. */
export interface ColdPage {
  readonly what: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly usable: string;
}

/** Milliseconds from the address to the first use: a browser of its own for each start, with an empty profile. Null without a browser. */
export async function coldStarts({ url, headers, usable }: ColdPage, starts: number): Promise<number[] | null> {
  const path = wholeChromiumPath();
  if (path === undefined) {
    console.log(NO_CHROMIUM);
    return null;
  }
  const took: number[] = [];
  for (let i = 0; i < starts; i++) {
    const browser = await launch(path);
    try {
      took.push(await coldStart(browser, url, headers, usable));
    } finally {
      await browser.close();
    }
  }
  return took;
}

async function coldStart(
  browser: Browser,
  url: string,
  headers: Readonly<Record<string, string>>,
  usable: string,
): Promise<number> {
  const context = await browser.newContext({
    locale: 'fr-FR',
    viewport: { width: 1280, height: 900 },
    extraHTTPHeaders: { ...headers },
  });
  const page = await context.newPage();
  // Stated before in this tab: the page does not ask what is read for.
  await page.addInitScript(`sessionStorage['vigie.purpose'] ??= '{"purpose":"triage","reference":""}'`);
  // The page itself notes when: asking it from outside would add its own time. A task after the next picture, it answers to a key.
  await page.addInitScript(`globalThis.usableAfterMs = new Promise((resolve) => {
    const look = () => document.querySelector(${JSON.stringify(usable)}) === null
      ? requestAnimationFrame(look)
      : setTimeout(() => resolve(performance.now()));
    requestAnimationFrame(look);
  })`);
  await page.goto(url, { waitUntil: 'commit' });
  return page.evaluate<number>('usableAfterMs');
}
