import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Kysely, PostgresDialect } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyCustody } from '../scripts/verify-custody.mjs';
import { actOnce } from '../src/casework/act-once.ts';
import { noteKeyOf, verifierText } from '../src/casework/audit/signed-note.ts';
import { whileReadingLog } from '../src/casework/audit/stored-log.ts';
import { verifyChain } from '../src/casework/audit/verify-chain.ts';
import { whileConnected } from '../src/casework/connection.ts';
import { newItemSchema } from '../src/casework/evidence/evidence-input.ts';
import { registerItem } from '../src/casework/evidence/write-custody.ts';
import { type Casework, openCasework } from '../src/casework/open-casework.ts';
import { startPostgres } from '../src/casework/postgres/start-postgres.ts';
import type { Tables } from '../src/casework/tables.ts';
import { openedCase } from './support/casework.ts';
import { Cutting } from './support/cutting.ts';
import { newItem } from './support/evidence.ts';
import { MEMBER_HEADER } from './support/signed-in-by-header.ts';
import { addMember, addOrganisation, addStaffedUnit, addUnit, type Query, testWorkbench } from './support/workbench.ts';

const FIXTURE = new URL('./support/workbench-server.fixture.ts', import.meta.url).pathname;

/** Each entry of custody has its entry in the log with the same hash, each item ends where its chain ends, and each version has its entry. */
const AGREES = `select
  (select count(*)::int from casework.custody_entry) as entries,
  (select count(*)::int from casework.custody_entry c where not exists (select from audit.entry e
     where e.act in ('evidence.add', 'custody.enter') and e.object_id = c.item_id::text
       and e.content::jsonb -> 'detail' ->> 'hash' = encode(c.hash, 'hex'))) as untold,
  (select count(*)::int from audit.entry e where e.act in ('evidence.add', 'custody.enter')) -
    (select count(*)::int from casework.custody_entry) as told_alone,
  (select count(*)::int from casework.evidence_item i where i.entries <> (select count(*) from casework.custody_entry c where c.item_id = i.id)
     or i.head_hash <> (select c.hash from casework.custody_entry c where c.item_id = i.id and c.seq = i.entries)
     or i.version <> (select count(*) from casework.evidence_version v where v.item_id = i.id)) as items_apart`;
const agreed = (entries: number) => ({ entries, untold: 0, told_alone: 0, items_apart: 0 });

describe('custody whose connection ends between any two statements', () => {
  it('is there with its entry in the log and its answer, or not at all; sent again, it is there once', async () => {
    const workbench = await testWorkbench();
    const { database } = workbench;
    try {
      const unit = await addStaffedUnit(database, { ines: 'investigator' });
      const caseId = await openedCase(workbench, 'ines', unit);
      const register = async (cut: number | null, key: string): Promise<number> => {
        const cutting = new Cutting(database.pools.app, cut, database.query);
        const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: cutting }) });
        const actor = { memberId: 'ines', purpose: null, reference: null };
        const write = { key, method: 'POST', path: '/', body: null };
        await actOnce(db, actor, write, (transaction, tell) =>
          registerItem(transaction, tell, caseId, newItemSchema.parse(newItem('ines'))),
        ).catch(() => null);
        return cutting.statements;
      };
      const statements = await register(null, 'whole');
      expect(statements).toBeGreaterThan(6);
      for (let cut = 1; cut <= statements; cut++) {
        await register(cut, `cut-${cut}`);
        expect(await database.query(AGREES), `cut before statement ${cut}`).toEqual([agreed(cut)]);
        await register(null, `cut-${cut}`);
        expect(await database.query(AGREES)).toEqual([agreed(cut + 1)]);
      }
    } finally {
      await workbench.close();
    }
  });
});

describe('a fault of the machine', () => {
  let above: string;
  let data: string;
  let casework: Casework;
  let caseId: string;
  const servers = new Set<ChildProcess>();
  const where = () => ({ ...casework.server.admin, database: casework.server.database });

  beforeAll(async () => {
    above = mkdtempSync(join(tmpdir(), 'vigie-custody-faults-'));
    // For root the database server runs as another account, which has to come through.
    chmodSync(above, 0o711);
    data = join(above, 'data');
    casework = await openCasework(data, {});
    await whileConnected(where(), 'vigie test', async (client) => {
      const database: Query = { query: async (sql, values) => (await client.query(sql, [...(values ?? [])])).rows };
      const organisation = await addOrganisation(database);
      const unit = await addUnit(database, organisation);
      await addMember(database, organisation, 'ines', [{ unit, role: 'investigator' }]);
      const { url, server } = await startServer();
      const body = { unit, title: 'Synthetic', country: 'FR', nextStep: 'Look', nextOn: '2099-01-15' };
      caseId = ((await post(url, '/api/cases', body, 'case')) as { id: string }).id;
      await kill(server);
    });
  });
  afterAll(async () => {
    for (const server of servers) server.kill('SIGKILL');
    await casework.close();
    rmSync(above, { recursive: true, force: true });
  });

  async function startServer(): Promise<{ url: string; server: ChildProcess }> {
    const server = spawn(process.execPath, [FIXTURE, data], { stdio: ['ignore', 'pipe', 'inherit'] });
    servers.add(server);
    const url = await new Promise<string>((resolve, reject) => {
      server.stdout?.once('data', (text: Buffer) => resolve(text.toString().trim()));
      server.once('exit', () => reject(new Error('The server ended before it listened.')));
    });
    return { url, server };
  }
  async function kill(server: ChildProcess): Promise<void> {
    servers.delete(server);
    const gone = new Promise((resolve) => server.once('exit', resolve));
    server.kill('SIGKILL');
    await gone;
  }
  /** What was answered; null when no answer came, or none that was good. */
  async function post(url: string, path: string, body: object, key: string): Promise<unknown> {
    try {
      const headers = { 'content-type': 'application/json', [MEMBER_HEADER]: 'ines', 'idempotency-key': key };
      const answer = await fetch(`${url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
      return answer.ok ? await answer.json() : null;
    } catch {
      return null;
    }
  }

  it('leaves custody, its items and the log in agreement, and loses nothing that was acknowledged', async () => {
    const acknowledged = new Map<string, number>();
    for (let round = 0; round < 4; round++) {
      const { url, server } = await startServer();
      const load = Array.from({ length: 3 }, async (_, person) => {
        const item = (await post(url, `/api/cases/${caseId}/evidence`, newItem('ines'), `item-${round}-${person}`)) as {
          id: string;
        } | null;
        for (let number = 0; item !== null && number < 2000; number++) {
          const plan = { act: 'planned', happenedOn: '2026-03-02', holderId: 'ines', nextCheckOn: '2099-05-01' };
          const words = `${round}-${person}-${number}`;
          const made = (await post(url, `/api/evidence/${item.id}/custody`, { ...plan, words }, words)) as {
            version: number;
          } | null;
          if (made === null) return;
          acknowledged.set(`${item.id} ${words}`, made.version);
        }
      });
      const before = acknowledged.size;
      for (let waits = 0; acknowledged.size < before + 10 && waits < 1200; waits++) await pause(50);
      await pause(130 * round);
      if (round === 3) {
        // The database itself, as when the power goes.
        const file = join(data, 'postgres', 'cluster', 'postmaster.pid');
        process.kill(Number(readFileSync(file, 'utf8').split('\n')[0]), 'SIGKILL');
        await Promise.all(load);
        await kill(server);
        await (await startPostgres(data)).stop();
      } else {
        await kill(server);
        await Promise.all(load);
      }
    }
    expect(acknowledged.size).toBeGreaterThan(20);

    const { url, server } = await startServer();
    const export_ = await fetch(`${url}/api/cases/${caseId}/custody`, {
      headers: { [MEMBER_HEADER]: 'ines', 'x-vigie-purpose': 'inquiry' },
    });
    const custody = Buffer.from(await export_.arrayBuffer());
    await kill(server);
    const key = noteKeyOf(casework.secrets.audit.signingKey, 'vigie.audit');
    expect(verifyCustody(custody, verifierText(key)).findings).toEqual([]);
    await whileConnected(where(), 'vigie test', async (client) => {
      const { rows } = await client.query(AGREES);
      expect(rows).toEqual([agreed(rows[0].entries)]);
      const kept = await client.query<{ name: string; seq: number }>(
        `select item_id || ' ' || (content::jsonb -> 'detail' ->> 'words') as name, seq from casework.custody_entry where act = 'planned'`,
      );
      const seqOf = new Map(kept.rows.map(({ name, seq }) => [name, seq]));
      expect(seqOf.size).toBe(kept.rows.length);
      for (const [name, seq] of acknowledged) expect(seqOf.get(name)).toBe(seq);
      const log = await whileReadingLog(client, ({ entries, notes, end }) => verifyChain(entries, notes, [key], end));
      expect(log.findings.filter(({ what }) => what !== 'checkpoint_missing')).toEqual([]);
    });
  });
});
