import { randomUUID } from 'node:crypto';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Kysely, PostgresDialect } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { actOnce } from '../src/casework/act-once.ts';
import { whileConnected } from '../src/casework/connection.ts';
import { keepFile } from '../src/casework/file/keep-file.ts';
import type { Tables } from '../src/casework/tables.ts';
import { usedBy } from '../src/exchange/file/process-use.ts';
import { openedCase } from './support/casework.ts';
import { Cutting } from './support/cutting.ts';
import { type Served, ServedWorkbench } from './support/served-workbench.ts';
import { MEMBER_HEADER } from './support/signed-in-by-header.ts';
import { addStaffedUnit, testWorkbench } from './support/workbench.ts';

/** Files that are kept, those whose bytes are there and have their hash, and entries of the log that tell of one with its hash. */
const AGREES = `select
  (select count(*)::int from casework.filed_document) as kept,
  (select count(*)::int from casework.filed_document d join casework.filed_content c on c.document_id = d.id
     where sha256(c.content) = d.sha256 and length(c.content) = d.bytes) as whole,
  (select count(distinct d.id)::int from casework.filed_document d join audit.entry e on e.act = 'file.make' and e.object_id = d.case_id::text
     where e.content::jsonb -> 'detail' ->> 'document' = d.id::text and e.content::jsonb -> 'detail' ->> 'sha256' = encode(d.sha256, 'hex')) as told,
  (select count(*)::int from audit.entry where act = 'file.make') as entries`;
const agreed = (files: number) => ({ kept: files, whole: files, told: files, entries: files });

describe('a file whose connection ends between any two statements of its keeping', () => {
  it('is there with its bytes, its entry and its answer, or not at all; sent again, it is there once', {
    timeout: 600_000,
  }, async () => {
    const workbench = await testWorkbench();
    const { database } = workbench;
    try {
      const unitId = await addStaffedUnit(database, { ines: 'investigator' });
      const caseId = await openedCase(workbench, 'ines', unitId);
      const keep = async (cut: number | null, key: string): Promise<number> => {
        const cutting = new Cutting(database.pools.app, cut, database.query);
        const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: cutting }) });
        const actor = { memberId: 'ines', purpose: 'inquiry' as const, reference: null };
        const asked = { language: 'fr' as const, words: 'Synthetic', marking: 'SYNTHETIC', leftOut: [] };
        const made = {
          ...{ caseId, unitId, purpose: 'inquiry' as const, asOf: '2026-01-02T03:04:05.678Z', pages: 1, leads: [] },
          ...{ pdf: Buffer.from(`Synthetic ${key}`), dataSha256: Buffer.alloc(32), program: 'test' },
        };
        await actOnce(db, actor, { key, method: 'POST', path: '/', body: null }, (transaction, tell) =>
          keepFile(transaction, tell, asked, made, 'ines'),
        ).catch(() => null);
        return cutting.statements;
      };
      const statements = await keep(null, 'whole');
      expect(statements).toBeGreaterThan(6);
      for (let cut = 1; cut <= statements; cut++) {
        await keep(cut, `cut-${cut}`);
        expect(await database.query(AGREES), `cut before statement ${cut}`).toEqual([agreed(cut)]);
        await keep(null, `cut-${cut}`);
        expect(await database.query(AGREES)).toEqual([agreed(cut + 1)]);
      }
    } finally {
      await workbench.close();
    }
  });
});

describe('a file that is being made', () => {
  let above: string;
  let workbench: ServedWorkbench;
  /** One whose layout takes long, and one that is quickly made. */
  let long: string;
  let short: string;
  let served: Served;

  beforeAll(async () => {
    above = mkdtempSync(join(tmpdir(), 'vigie-file-faults-'));
    // For root the database server runs as another account, which has to come through.
    chmodSync(above, 0o711);
    workbench = await ServedWorkbench.open(join(above, 'data'), 1);
    served = await workbench.startServer();
    const [{ id: unit }] = (await rows('select id from vigie.unit')) as [{ id: string }];
    const body = { unit, title: 'Synthetic case', country: 'FR', nextStep: 'Look', nextOn: '2099-01-15' };
    const opened = (): Promise<string> => idOf(sent('/api/cases', body, randomUUID()));
    [long, short] = [await opened(), await opened()];
    const added = {
      ...{ population: 'concerned', workingName: 'Synthetic', searchedFor: ['Synthetic'], notThese: [] },
      capacity: 'payer',
    };
    const person = await idOf(sent(`/api/cases/${long}/people`, added, randomUUID()));
    await rows(`insert into casework.statement (id, case_id, person_id, population, field, value, basis, source_kind, source, entered_by)
      select gen_random_uuid(), '${long}', '${person}', 'concerned', 'note', jsonb_build_object('text', repeat('Synthetic words. ', 100)), '', 'other', 'x', 'member-0'
      from (select audit.append('run.load', 'test', null, null, null, null, null)) told, generate_series(1, 3000)`);
  });
  afterAll(async () => {
    await workbench.close();
    rmSync(above, { recursive: true, force: true });
  });

  const rows = (sql: string): Promise<unknown[]> =>
    whileConnected(workbench.where, 'vigie test', async (client) => (await client.query(sql)).rows);
  /** Null when no answer came. */
  async function sent(path: string, body: object, key: string): Promise<Response | null> {
    const headers = {
      ...{ 'content-type': 'application/json', 'accept-language': 'en', 'x-vigie-purpose': 'inquiry' },
      ...{ [MEMBER_HEADER]: 'member-0', 'idempotency-key': key },
    };
    try {
      return await fetch(`${served.url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
    } catch {
      return null;
    }
  }
  const idOf = async (answer: Promise<Response | null>): Promise<string> =>
    ((await (await answer)?.json()) as { id: string } | undefined)?.id ?? '';
  const make = (caseId: string, key: string = randomUUID()) =>
    sent(`/api/cases/${caseId}/files`, { language: 'en', words: 'Synthetic', marking: 'SYNTHETIC' }, key);
  async function restart(): Promise<void> {
    await workbench.kill(served.server);
    served = await workbench.startServer();
  }
  /** The process that lays out for the server, as soon as it has worked for so long; null when the answer comes before. */
  async function layout(answer: Promise<unknown>, workedMs: number): Promise<number | null> {
    let over = false;
    void answer.finally(() => {
      over = true;
    });
    while (!over) {
      for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name)))
        if (isLayoutOf(pid, served.server.pid ?? 0) && (usedBy(Number(pid))?.processorMs ?? 0) >= workedMs)
          return Number(pid);
      await pause(10);
    }
    return null;
  }
  async function busyLayout(answer: Promise<unknown>): Promise<number> {
    const pid = await layout(answer, 1000);
    if (pid === null) throw new Error('The answer came before the layout was seen.');
    return pid;
  }
  /** What lies in the data folder beside the database. */
  const inFolder = (): string[] =>
    readdirSync(workbench.dataFolder, { recursive: true, encoding: 'utf8' })
      .filter((name) => !/^postgres/.test(name))
      .sort();

  it('when the server is killed while it is laid out, is not there; its layout ends, and another one is made', {
    timeout: 600_000,
  }, async () => {
    const before = inFolder();
    const answer = make(long);
    const pid = await busyLayout(answer);
    await workbench.kill(served.server);
    expect(await answer).toBeNull();
    while (isRunning(pid)) await pause(20);
    expect(await rows(AGREES)).toEqual([agreed(0)]);
    expect(inFolder()).toEqual(before);
    served = await workbench.startServer();
    expect((await make(short))?.status).toBe(200);
    expect(await rows(AGREES)).toEqual([agreed(1)]);
    expect(await workbench.findingsOfLog()).toEqual([]);
  });

  it('when its layout alone is killed, is not there; that is said, and the same server makes another one', {
    timeout: 600_000,
  }, async () => {
    const before = (await rows(AGREES)) as { kept: number }[];
    const answer = make(long);
    process.kill(await busyLayout(answer), 'SIGKILL');
    const refused = await answer;
    expect(refused?.status).toBe(503);
    expect(await refused?.json()).toMatchObject({
      type: 'urn:vigie:problem:not_rendered',
      next: expect.stringContaining('Nothing was kept'),
    });
    expect(await rows(AGREES)).toEqual(before);
    expect((await make(short))?.status).toBe(200);
    expect(await rows(AGREES)).toEqual([agreed((before[0]?.kept ?? 0) + 1)]);
  });

  it('when the server is killed at whatever moment, is there once and whole after it was sent again', {
    timeout: 600_000,
  }, async () => {
    const [{ kept }] = (await rows(AGREES)) as [{ kept: number }];
    const rounds = 4;
    for (let round = 0; round < rounds; round++) {
      const key = `killed-${round}`;
      const answer = make(short, key);
      // From its layout on, each round a little later: into the keeping, and past it.
      const pid = await layout(answer, 0);
      if (round > 0) while (pid !== null && isRunning(pid)) await pause(1);
      await pause(round * 4);
      await restart();
      await answer;
      const [now] = (await rows(AGREES)) as [{ kept: number }];
      expect([kept + round, kept + round + 1]).toContain(now.kept);
      expect(now).toEqual(agreed(now.kept));
      expect((await make(short, key))?.status).toBe(200);
      expect(await rows(AGREES)).toEqual([agreed(kept + round + 1)]);
    }
    expect(await workbench.findingsOfLog()).toEqual([]);
  });
});

function isLayoutOf(pid: string, server: number): boolean {
  try {
    const [, state, parent] = /^\d+ \(.*\) (\S) (\d+) /s.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? [];
    return (
      state !== 'Z' &&
      Number(parent) === server &&
      readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('render-process')
    );
  } catch {
    return false;
  }
}

/** One that has ended and that nobody has looked after yet does not run. */
function isRunning(pid: number): boolean {
  try {
    return !/^\d+ \(.*\) [ZX] /s.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}
