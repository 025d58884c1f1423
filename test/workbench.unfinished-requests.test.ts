import { connect, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { arrive, firstAdministrator, signInWorkbench, tokenOf } from './support/sign-in-workbench.ts';
import { MEMBER_HEADER } from './support/signed-in-by-header.ts';
import { addStaffedUnit, type TestWorkbench, testWorkbench, told } from './support/workbench.ts';

const WITHIN_MS = 1000;
let workbench: TestWorkbench;
let unit: string;
let origin: URL;

beforeAll(async () => {
  workbench = await testWorkbench('http://127.0.0.1', { comesWithinMs: WITHIN_MS });
  unit = await addStaffedUnit(workbench.database, { analyst: 'analyst' });
  origin = new URL(await workbench.app.listen({ host: '127.0.0.1', port: 0 }));
});
afterAll(() => workbench.close());

/** Sends some bytes, and no more. */
function begun(text: string): { readonly socket: Socket; readonly closed: Promise<number> } {
  const at = Date.now();
  const socket = connect(Number(origin.port), origin.hostname, () => socket.write(text));
  socket.on('error', () => undefined);
  socket.resume();
  return { socket, closed: new Promise((resolve) => socket.once('close', () => resolve(Date.now() - at))) };
}

async function addImport(of: TestWorkbench['database'], ofUnit: string): Promise<string> {
  const [row] = await told(of.query, `insert into vigie.import (unit_id, files) values ($1, '[]') returning id`, [
    ofUnit,
  ]);
  return String(row?.id);
}

describe('a request that does not come to its end', () => {
  it.each([
    ['says nothing', ''],
    ['stops within its head', 'GET /api/me HTTP/1.1\r\nhost: x\r\nx-slow: '],
    [
      'stops within its body',
      'POST /api/sign-in/password HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{',
    ],
    [
      'sends no part of what it announces',
      'POST /api/nothing HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n',
    ],
    [
      'sends a file and is nobody',
      'PUT /api/imports/files?unit=x&name=y HTTP/1.1\r\nhost: x\r\ncontent-length: 1000000\r\n\r\na',
    ],
  ])('ends its connection: it %s', async (_, text) => {
    // Node would end some of them by itself, after a minute.
    expect(await begun(text).closed).toBeLessThan(30_000);
  });

  it('is waited for when a member sends a file', async () => {
    const head = `PUT /api/imports/files?unit=${unit}&name=x.csv HTTP/1.1\r\nhost: x\r\n${MEMBER_HEADER}: analyst\r\ncontent-length: 1000\r\n\r\n`;
    const { socket } = begun(`${head}a,b\n`);
    let answer = '';
    socket.on('data', (bytes) => {
      answer += bytes;
    });
    await pause(WITHIN_MS * 3);
    socket.write(Buffer.alloc(996, 'a'));
    for (let tries = 0; answer === '' && tries < 1200; tries++) await pause(50);
    expect(answer).toMatch(/^HTTP\/1.1 201/);
    socket.destroy();
  });
});

describe('the events of an import', () => {
  it('are not open more than eight times at once to one member', async () => {
    const id = await addImport(workbench.database, unit);
    const listen = async (stop: AbortController) =>
      (
        await fetch(new URL(`/api/jobs/${id}/events`, origin), {
          headers: { [MEMBER_HEADER]: 'analyst' },
          signal: stop.signal,
        })
      ).status;
    const stops = Array.from({ length: 9 }, () => new AbortController());
    const statuses: number[] = [];
    for (const stop of stops) statuses.push(await listen(stop));
    expect(statuses).toEqual([...Array(8).fill(200), 429]);
    for (const stop of stops) stop.abort();
    const again = new AbortController();
    await expect.poll(() => listen(again)).toBe(200);
    again.abort();
  });

  it('end with the session, as the sign-in says it now', async () => {
    const signIn = await signInWorkbench();
    try {
      const ada = await firstAdministrator(signIn);
      const { unitId } = (await ada.browser.get('/api/me')).json.memberships[0];
      const invitation = { name: 'Synthetic Ben', email: 'ben@example.org', unitId, role: 'analyst' };
      const invited = await ada.browser.post('/api/admin/invitations', invitation);
      const ben = await arrive(signIn, tokenOf(invited.json.link));
      const id = await addImport(signIn.database, unitId);
      const address = await signIn.app.listen({ host: '127.0.0.1', port: 0 });
      const cookie = [...ben.browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
      const heard = await fetch(`${address}/api/jobs/${id}/events`, { headers: { cookie } });
      expect(heard.status).toBe(200);
      expect((await ada.browser.post(`/api/admin/members/${ben.id}/sessions/end`)).status).toBe(200);
      const ended = heard.text().then(() => 'ended');
      expect(await Promise.race([ended, pause(60_000, 'still heard')])).toBe('ended');
    } finally {
      await signIn.close();
    }
  });
});
