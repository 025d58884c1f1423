import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCheckpoint } from '../src/casework/audit/checkpoint.ts';
import { SIGNER, sealNow } from '../src/casework/audit/keep-sealing.ts';
import { noteKeyOf } from '../src/casework/audit/signed-note.ts';
import {
  firstAdministrator,
  type SignedIn,
  type SignInWorkbench,
  signInWorkbench,
} from './support/sign-in-workbench.ts';
import { addLeads, addStaffedUnit, type TestWorkbench, testWorkbench, told } from './support/workbench.ts';

let workbench: TestWorkbench;
let unit: string;
let leads: string[];

beforeAll(async () => {
  workbench = await testWorkbench();
  unit = await addStaffedUnit(workbench.database, { analyst: 'analyst', administrator: 'administrator' });
  leads = await addLeads(
    workbench.database,
    unit,
    Array.from({ length: 4 }, (_, index) => ({ queue: 'investigation', rank: index + 1 }) as const),
  );
  await told(workbench.database.query, `update vigie.scan_run set loaded_at = now() - interval '100 days'`, []);
});
afterAll(() => workbench.close());

const lead = (index: number): string => leads[index] ?? '';

/** One transaction of a role that signs in, by somebody who has its password and names whom it likes. */
async function as<T>(
  pool: pg.Pool,
  setting: readonly [name: 'vigie.member' | 'vigie.unit', value: string],
  work: (client: pg.PoolClient) => Promise<T>,
): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    await client.query('select set_config($1, $2, true)', [...setting]);
    const answer = await work(client);
    await client.query('commit');
    return answer;
  } catch (error) {
    await client.query('rollback');
    throw error;
  } finally {
    client.release();
  }
}

async function entriesOf(act: string): Promise<readonly Record<string, unknown>[]> {
  return workbench.database.query(
    `select member, object_id, content::jsonb -> 'detail' as detail from audit.entry where act = $1`,
    [act],
  );
}

describe('who has the password of vigie_app', () => {
  it('cannot erase leads untold, and what is erased leaves no amount, instant, reason or number that can be reckoned', async () => {
    const { database, ask } = workbench;
    const { app } = database.pools;
    const hold = (await ask('analyst', 'POST', `/api/leads/${lead(0)}/holds`, { body: { reason: 'a reason' } })).json();
    await ask('analyst', 'POST', `/api/holds/${hold.id}/end`, { body: {} });
    const decision = { kind: 'ordinary', explanation: 'E01', words: 'some words' };
    await ask('analyst', 'POST', `/api/leads/${lead(1)}/decisions`, { body: decision });
    await told(database.query, `update vigie.lead_decision set made_at = now() - interval '100 days'`, []);
    await told(
      database.query,
      `insert into vigie.lead_in_run (run_id, lead_id, unit_id, queue, restricted, tier, rank_in_queue, score, transfers, reasons)
       select run_id, id, unit_id, queue, restricted, tier, rank_in_queue, score, transfers, '{}' from vigie.lead`,
      [],
    );
    await database.query(`update vigie.lead set gone = true where id = any($1)`, [[lead(0), lead(1)]]);
    await ask('administrator', 'PUT', `/api/admin/units/${unit}/retention`, { body: { days: 30 } });
    const before = await database.query<{ lead_id: string }>('select lead_id from vigie.lead where id = $1', [lead(1)]);

    await as(app, ['vigie.member', 'administrator'], (client) => client.query('select vigie.erase_due($1)', [unit]));

    expect(await entriesOf('retention.erase')).toEqual([
      { member: 'administrator', object_id: unit, detail: { leads: 2 } },
    ]);
    const rows = await database.query<Record<string, unknown>>(
      `select lead_id, amount_eur, first_transfer_at, last_transfer_at, last_active_at, headline, facts ->> 'lastTransferAt' as last from vigie.lead
       where id = any($1) order by rank_in_queue`,
      [[lead(0), lead(1)]],
    );
    const year = new Date('2025-01-01T00:00:00Z');
    const left = {
      ...{
        amount_eur: null,
        first_transfer_at: year,
        last_transfer_at: year,
        last_active_at: year,
        headline: { en: '', fr: '' },
      },
      last: '2025-01-01T00:00:00Z',
    };
    // A decision that is to be remembered keeps the number by which the same subject is known again.
    expect(rows).toEqual([
      { ...left, lead_id: `erased ${lead(0)}` },
      { ...left, lead_id: before[0]?.lead_id },
    ]);
    expect(await database.query('select reason from vigie.hold')).toEqual([{ reason: '-' }]);
    expect(await database.query(`select words, facts ->> 'lastTransferAt' as last from vigie.lead_decision`)).toEqual([
      { words: '', last: '2025-01-01T00:00:00Z' },
    ]);
    const standings = await database.query<{ lead_id: string }>('select lead_id from vigie.lead_in_run');
    expect(standings.map(({ lead_id }) => lead_id).toSorted()).toEqual([lead(2), lead(3)].toSorted());
  });

  it('reads the body of a lead only in a transaction that tells of a read of that very lead', async () => {
    const { app } = workbench.database.pools;
    const bodies = (act: string, object: string | null) =>
      as(app, ['vigie.member', 'analyst'], async (client) => {
        await client.query(`select audit.append($1, 'lead', $2, null, 'triage', null, null)`, [act, object]);
        const { rows } = await client.query<{ lead_id: string }>('select lead_id from vigie.lead_body');
        return rows.map(({ lead_id }) => lead_id);
      });
    expect(await bodies('leads.count', null)).toEqual([]);
    expect(await bodies('lead.claim', lead(2))).toEqual([]);
    expect(await bodies('lead.read', lead(2))).toEqual([lead(2)]);
  });

  it('decides at no other time, and on no other facts, than it does', async () => {
    const { app } = workbench.database.pools;
    for (const [column, value] of [
      ['made_at', '2020-01-01'],
      ['facts', '{}'],
      ['run_id', '00000000-0000-0000-0000-000000000000'],
    ])
      await expect(
        as(app, ['vigie.member', 'analyst'], (client) =>
          client.query(
            `insert into vigie.lead_decision (lead_id, kind, made_by, ${column}) values ($1, 'follow_up', 'analyst', $2)`,
            [...[lead(2), value]],
          ),
        ),
        column,
      ).rejects.toThrow(/permission denied/);
    const followed = await workbench.ask('analyst', 'POST', `/api/leads/${lead(2)}/decisions`, {
      body: { kind: 'follow_up' },
    });
    expect(followed.status).toBe(200);
    const [row] = await workbench.database.query<Record<string, unknown>>(
      `select d.facts = l.facts and d.run_id = l.run_id as same from vigie.lead_decision d join vigie.lead l on l.id = d.lead_id where l.id = $1`,
      [lead(2)],
    );
    expect(row).toEqual({ same: true });
  });

  it('keeps nothing in the database that no table holds', async () => {
    await expect(workbench.database.pools.app.query('select lo_create(0)')).rejects.toThrow(/permission denied/);
    await expect(workbench.database.pools.worker.query(`select lo_from_bytea(0, 'x')`)).rejects.toThrow(
      /permission denied/,
    );
  });

  it('that holds the end of the log makes others wait some seconds, then hear that the database does not answer', async () => {
    const { app } = workbench.database.pools;
    const client = await app.connect();
    await client.query('set idle_in_transaction_session_timeout = 0');
    await client.query('begin');
    await client.query(`select set_config('vigie.member', 'analyst', true)`);
    await client.query(`select audit.append('leads.count', 'queue', null, null, null, null, null)`);
    const answer = await workbench.ask('analyst', 'GET', `/api/leads/${lead(3)}`);
    await client.query('rollback');
    client.release(true);
    expect([answer.status, answer.json().type]).toEqual([503, 'urn:vigie:problem:unavailable']);
    expect((await workbench.ask('analyst', 'GET', `/api/leads/${lead(3)}`)).status).toBe(200);
  });
});

describe('who has the password of vigie_worker', () => {
  it('cannot take away or rewrite what is known of people untold', async () => {
    const { worker } = workbench.database.pools;
    const write = (sql: string) => as(worker, ['vigie.unit', unit], (client) => client.query(sql, [lead(3)]));
    await expect(write('delete from vigie.lead_body where lead_id = $1')).rejects.toThrow(/permission denied/);
    for (const sql of [
      `update vigie.lead_body set body = '' where lead_id = $1`,
      'delete from vigie.lead_person where lead_id = $1',
      'delete from vigie.lead_facet where lead_id = $1',
      'delete from vigie.lead_in_run where lead_id = $1',
      'update vigie.lead set erased_at = now() where id = $1',
      'update vigie.lead set gone = true where id = $1',
    ])
      await expect(write(sql), sql).rejects.toThrow(/not told in the audit log/);
    expect(await workbench.database.query('select from audit.to_tell')).toEqual([]);
  });

  it('cannot keep a checkpoint of the server out by notes that nobody signed', async () => {
    const { database, dataFolder } = workbench;
    const { worker } = database.pools;
    const end = async () => (await database.query<{ seq: string }>('select seq from audit.head'))[0]?.seq;
    const put = (seq: string | undefined) =>
      worker.query(`insert into audit.checkpoint (seq, note) values ($1, 'not a note')`, [seq]);
    await expect(put('-1')).rejects.toThrow(/of_an_entry/);
    await put(await end());
    const { signingKey } = database.secrets.audit;
    await sealNow(worker, signingKey, dataFolder);
    await sealNow(worker, signingKey, dataFolder);
    const notes = await database.query<{ note: string }>('select note from audit.checkpoint where seq = $1', [
      await end(),
    ]);
    expect(notes).toHaveLength(2);
    const key = noteKeyOf(signingKey, SIGNER);
    expect(notes.filter(({ note }) => readCheckpoint(note, key) !== null)).toHaveLength(1);
  });
});

describe('who has the password of vigie_sign_in', () => {
  let signIn: SignInWorkbench;
  let ada: SignedIn;
  beforeAll(async () => {
    signIn = await signInWorkbench();
    ada = await firstAdministrator(signIn);
  });
  afterAll(() => signIn.close());

  it('cannot hang a session, a code application or a passkey on another member', async () => {
    const pool = signIn.database.pools.signIn;
    for (const change of [
      'sign_in.session set login_id = login_id',
      'sign_in.session set token = token',
      `sign_in.session set second_factor = 'totp'`,
      'sign_in.challenge set value = value',
      'sign_in.totp set login_id = login_id',
      'sign_in.passkey set login_id = login_id',
      'sign_in.passkey set public_key = public_key',
      'sign_in.passkey set credential_id = credential_id',
    ])
      await expect(pool.query(`update ${change}`), change).rejects.toThrow(/permission denied/);
    expect((await ada.browser.get('/api/me')).status).toBe(200);
  });

  it('does not replace a code application untold', async () => {
    const kinds = async () =>
      (
        await signIn.database.query<{ act: string }>(
          `select act from audit.entry where member = $1 and act like 'second_factor.%' order by seq`,
          [ada.id],
        )
      ).map(({ act }) => act);
    expect(await kinds()).toEqual(['second_factor.add']);
    await signIn.database.pools.signIn.query(`update sign_in.totp set secret = 'another'`);
    expect(await kinds()).toEqual(['second_factor.add', 'second_factor.remove', 'second_factor.add']);
    await signIn.database.pools.signIn.query(`update sign_in.totp set verified = false`);
    expect((await kinds()).at(-1)).toBe('second_factor.remove');
  });
});
