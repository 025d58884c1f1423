import { X509Certificate } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keepStamping, stampAll } from '../src/casework/evidence/keep-stamping.ts';
import { timestampRequest, verifiedTimestamp } from '../src/casework/evidence/timestamp-protocol.ts';
import { timestampSettings } from '../src/casework/evidence/timestamp-settings.ts';
import { openedCase } from './support/casework.ts';
import { registered } from './support/evidence.ts';
import {
  issued,
  type Mistakes,
  pemOf,
  stamp,
  type TestAuthority,
  testAuthority,
} from './support/timestamp-authority.ts';
import { addStaffedUnit, type TestWorkbench, testWorkbench } from './support/workbench.ts';

const root = await issued('Synthetic root', { ca: true });
const authority = await issued('Synthetic time-stamps', { issuer: root, stamps: true });
const trusted = (...of: (typeof root)[]) => of.map((one) => new X509Certificate(pemOf(one)));
const data = Buffer.alloc(32, 7);

async function check(mistakes: Mistakes = {}, signer = authority, trust = trusted(root), now = new Date()) {
  const { der, asked } = timestampRequest(data);
  return verifiedTimestamp(await stamp(der, signer, mistakes), asked, trust, now);
}

describe('a time-stamp', () => {
  it('holds when the authority, or who issued its certificate, is the one that the operator trusts', async () => {
    for (const trust of [trusted(root), trusted(authority), trusted(await issued('Other', { ca: true }), root)]) {
      const { at, authority: by, token } = await check({}, authority, trust);
      expect(Math.abs(at.getTime() - Date.now())).toBeLessThan(120_000);
      expect(by).toBe('CN=Synthetic time-stamps');
      expect(token.length).toBeGreaterThan(300);
    }
  });

  it.each([
    ['imprint', { imprint: true }],
    ['nonce', { nonce: true }],
    ['nonce', { noNonce: true }],
    ['refused', { refuses: true }],
    ['signature', { brokenSignature: true }],
    ['certificate', { unnamed: true }],
    ['time', { at: new Date(Date.now() - 3 * 86_400_000) }],
    ['certificate', { at: new Date(Date.now() + 90 * 86_400_000) }],
  ] as const)('does not hold: %s (%o)', async (fault, mistakes) => {
    await expect(check(mistakes)).rejects.toMatchObject({ fault });
  });

  it('does not hold by a certificate that is nobody’s, not for that, no longer valid, or issued by who may not', async () => {
    const past = [new Date(Date.now() - 9e8), new Date(Date.now() - 8e8)] as const;
    const notCa = await issued('Not an issuer', { issuer: root });
    for (const signer of [
      await issued('Own', { stamps: true }),
      await issued('Other root’s', { issuer: await issued('Synthetic root', { ca: true }), stamps: true }),
      await issued('Not for time-stamps', { issuer: root }),
      await issued('Over', { issuer: root, stamps: true, validFor: past }),
      await issued('Issued by none', { issuer: notCa, stamps: true }),
    ])
      await expect(check({}, signer)).rejects.toMatchObject({ fault: 'certificate' });
  });

  it('is none when the answer is none', async () => {
    const { asked } = timestampRequest(data);
    for (const answer of [Buffer.alloc(0), Buffer.from('<html>'), Buffer.alloc(70_000, 0x30)])
      await expect(verifiedTimestamp(answer, asked, trusted(root), new Date())).rejects.toMatchObject({
        fault: 'not_a_response',
      });
  });

  it('finds any bit of its answer that was changed, or is the same time-stamp', async () => {
    const { der, asked } = timestampRequest(data);
    const answer = await stamp(der, authority);
    const whole = await verifiedTimestamp(answer, asked, trusted(root), new Date());
    for (let round = 0; round < 300; round++) {
      const changed = Buffer.from(answer);
      const at = Math.floor((round / 300) * changed.length);
      changed[at] = (changed[at] ?? 0) ^ (1 << (round % 8));
      const read = await verifiedTimestamp(changed, asked, trusted(root), new Date()).catch(() => null);
      if (read !== null) expect([read.at, read.authority]).toEqual([whole.at, whole.authority]);
    }
  });
});

describe('the custody of evidence', () => {
  let workbench: TestWorkbench;
  let server: TestAuthority;
  let answer: (request: Buffer) => Promise<Buffer | null>;
  let item: string;
  const never = new AbortController().signal;
  const settings = () => ({ url: server.url, trusted: trusted(root) });
  const read = async () => (await workbench.ask('ines', 'GET', `/api/evidence/${item}`)).json();

  beforeAll(async () => {
    workbench = await testWorkbench();
    const unit = await addStaffedUnit(workbench.database, { ines: 'investigator' });
    item = await registered(workbench, 'ines', await openedCase(workbench, 'ines', unit));
    answer = (request) => stamp(request, authority);
    server = await testAuthority((request) => answer(request));
  });
  afterAll(async () => {
    await server.close();
    await workbench.close();
  });

  it('asks nobody for a time-stamp when no authority is named', async () => {
    const stamping = await keepStamping(workbench.worker, timestampSettings({}), () => undefined);
    await stamping.stop();
    expect(server.asked()).toBe(0);
    expect((await read()).timestamping).toEqual({ configured: false, failure: null });
  });

  it('says what an attempt failed of, keeps nothing of it, and is written all the same', async () => {
    for (const [failure, made] of [
      ['unreachable', async () => null],
      ['not_a_response', async () => Buffer.alloc(200_000)],
      ['imprint', (request: Buffer) => stamp(request, authority, { imprint: true })],
      ['nonce', (request: Buffer) => stamp(request, authority, { nonce: true })],
      ['certificate', async (request: Buffer) => stamp(request, await issued('Own', { stamps: true }))],
    ] as const) {
      answer = made;
      expect(await stampAll(workbench.worker, settings(), never)).toBe(failure);
      const { timestamping, entries } = await read();
      expect(timestamping).toMatchObject({ configured: true, failure: { what: failure } });
      expect(entries[0].timestamp).toBeNull();
    }
    const entry = {
      act: 'planned',
      happenedOn: '2026-03-02',
      holderId: 'ines',
      nextCheckOn: '2099-05-01',
      words: 'Later',
    };
    expect((await workbench.ask('ines', 'POST', `/api/evidence/${item}/custody`, { body: entry })).status).toBe(200);
  });

  it('is stamped once for each entry when the authority answers again, and each is told of', async () => {
    answer = (request) => stamp(request, authority);
    const before = server.asked();
    const stamping = await keepStamping(workbench.worker, settings(), () => undefined);
    for (
      let i = 0;
      i < 1200 && (await read()).entries.some((entry: { timestamp: unknown }) => entry.timestamp === null);
      i++
    )
      await new Promise((resolve) => setTimeout(resolve, 50));
    await stamping.stop();
    expect(await stampAll(workbench.worker, settings(), never)).toBeNull();
    const { entries, timestamping } = await read();
    expect(entries.map((entry: { timestamp: { authority: string } }) => entry.timestamp.authority)).toEqual(
      Array(2).fill('CN=Synthetic time-stamps'),
    );
    expect([server.asked() - before, timestamping.failure]).toEqual([2, null]);
    const told = await workbench.database.query(`select from audit.entry where act = 'custody.timestamp'`);
    expect(told).toHaveLength(2);
  });

  it('is not served with an authority of which no certificate is known', () => {
    const folder = mkdtempSync(join(tmpdir(), 'vigie-tsa-'));
    const file = join(folder, 'authority.pem');
    writeFileSync(file, pemOf(root));
    const url = 'http://tsa.example.org/';
    const named = (VIGIE_TIMESTAMP_URL: string, VIGIE_TIMESTAMP_CERTIFICATE: string) =>
      timestampSettings({ VIGIE_TIMESTAMP_URL, VIGIE_TIMESTAMP_CERTIFICATE });
    expect(named(url, file)?.trusted).toHaveLength(1);
    for (const wrong of ['', '/does/not/exist', import.meta.filename])
      expect(() => named(url, wrong)).toThrow('VIGIE_TIMESTAMP_CERTIFICATE');
    for (const wrong of ['tsa', 'ftp://tsa.example.org'])
      expect(() => named(wrong, file)).toThrow('VIGIE_TIMESTAMP_URL');
    rmSync(folder, { recursive: true });
  });
});
