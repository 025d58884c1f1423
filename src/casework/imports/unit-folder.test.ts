import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { ServerInbox } from './unit-folder.ts';

const data = mkdtempSync(join(tmpdir(), 'vigie-inbox-'));
afterAll(() => rmSync(data, { recursive: true, force: true }));

describe('a file of the inbox', () => {
  it('is never another one, however fast a link takes its place', async () => {
    const [name, secret, next] = ['inbox/x.csv', 'secret', 'inbox/.next'].map((part) => join(data, part)) as [
      string,
      string,
      string,
    ];
    const inbox = new ServerInbox(data, 'unit');
    mkdirSync(join(data, 'inbox'));
    writeFileSync(secret, 'secret');
    let swapping = true;
    const swaps = (async () => {
      for (let n = 0; swapping; n++) {
        if (n % 2 === 0) writeFileSync(next, 'plain');
        else symlinkSync(secret, next);
        renameSync(next, name);
        await turn();
      }
    })();
    const read: string[] = [];
    for (let tries = 0; tries < 1000 || read.length === 0; tries++) {
      const found = await inbox.open('x.csv');
      if (found === null) continue;
      read.push(await found.file.readFile('utf8'));
      await found.file.close();
    }
    swapping = false;
    await swaps;
    expect(new Set(read)).toEqual(new Set(['plain']));
  });
});
