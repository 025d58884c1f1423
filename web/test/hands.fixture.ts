import type { Locator, Page } from 'playwright-core';

/** What somebody does with a page: with a pointer, or with keys alone. */
export interface Hands {
  readonly press: (what: Locator) => Promise<void>;
  readonly tick: (what: Locator) => Promise<void>;
  readonly write: (where: Locator, text: string) => Promise<void>;
  readonly choose: (where: Locator, label: string) => Promise<void>;
}

export const byPointer: Hands = {
  press: (what) => what.click(),
  tick: (what) => what.click(),
  write: (where, text) => where.fill(text),
  choose: async (where, label) => void (await where.selectOption({ label })),
};

/** More stops than any page of the tests has. */
const MOST_STOPS = 250;

/** Tab, Enter, the space bar, arrows and letters: whatever they do not reach is not there. */
export function byKeyboard(page: Page): Hands {
  const isOn = async (what: Locator): Promise<boolean> => (await what.and(page.locator(':focus')).count()) > 0;
  const reach = async (what: Locator): Promise<void> => {
    // What is still being read is neither there nor enabled.
    await what.and(page.locator(':not(:disabled)')).first().waitFor();
    for (let steps = 0; !(await isOn(what)); steps++) {
      if (steps === MOST_STOPS) throw new Error(`Tab does not come to ${what}`);
      await page.keyboard.press('Tab');
    }
  };
  return {
    press: async (what) => {
      await reach(what);
      await page.keyboard.press('Enter');
    },
    tick: async (what) => {
      const name = await what.getAttribute('name');
      const radios = page.locator(`input[type=radio][name="${name}"]`);
      // Of radio buttons one is a stop of Tab; between them the arrows go.
      const among = (await radios.and(what).count()) > 0 ? await radios.count() : 0;
      await reach(among === 0 ? what : radios);
      for (let steps = 0; steps < among && !(await isOn(what)); steps++) await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Space');
    },
    write: async (where, text) => {
      await reach(where);
      await page.keyboard.type(text);
    },
    choose: async (where, label) => {
      await where.locator('option', { hasText: label }).first().waitFor({ state: 'attached' });
      await reach(where);
      // From the first on, by letters as far as every keyboard has them; of what begins alike, the arrow goes on to the right one.
      await page.keyboard.press('Home');
      await page.keyboard.type(/^[\w ]*/.exec(label)?.[0] ?? '');
      const plain = (text: string | null): string | undefined => text?.replaceAll(/\s+/g, ' ');
      const chosen = async () => plain(await where.locator('option:checked').textContent());
      for (let before: string | undefined; (await chosen()) !== plain(label); ) {
        if ((await chosen()) === before) throw new Error(`Keys do not choose ${label}`);
        before = await chosen();
        await page.keyboard.press('ArrowDown');
      }
    },
  };
}
