import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { noteKeyOf } from '../src/casework/audit/signed-note.ts';
import { whileReadingLog } from '../src/casework/audit/stored-log.ts';
import { verifyChain } from '../src/casework/audit/verify-chain.ts';
import { restoreBackup } from '../src/casework/backup/restore-backup.ts';
import { writeBackup } from '../src/casework/backup/write-backup.ts';
import { whileConnected } from '../src/casework/connection.ts';
import { secretsFile } from '../src/casework/secrets.ts';
import { addedPerson, expectNoRightTo, said } from './support/casework.ts';
import { registered } from './support/evidence.ts';
import { addCase, newRequest } from './support/requests.ts';
import { MEMBER_HEADER } from './support/signed-in-by-header.ts';
import { tableHashes } from './support/table-hashes.ts';
import {
  addLeads,
  addMember,
  addOrganisation,
  addUnit,
  type TestWorkbench,
  testWorkbench,
  told,
} from './support/workbench.ts';
import { freshDatabase } from './support/workbench-database.ts';

const MEMBERS = ['ines', 'named', 'magistrate', 'care', 'outsider', 'administrator', 'auditor'];

let above: string;
let source: TestWorkbench;
let restored: TestWorkbench;
/** Paths of what was made: at work, and in a space for practice. */
let atWork: string[];
let inPractice: string[];
let caseId: string;
let practised: string;
/** Entries of the log when the backup was made. */
let entries: number;

async function well(member: string, url: string, body: unknown) {
  const answer = await source.ask(member, 'POST', url, { body });
  expect(answer.status, `${url} ${answer.body}`).toBeLessThan(300);
  return answer.json();
}

beforeAll(async () => {
  above = mkdtempSync(join(tmpdir(), 'vigie-restore-'));
  source = await testWorkbench();
  const { database } = source;
  const organisation = await addOrganisation(database);
  const [unit, elsewhere] = [await addUnit(database, organisation), await addUnit(database, organisation, 'Elsewhere')];
  for (const [id, of, role] of [
    ['ines', unit, 'investigator'],
    ['named', unit, 'investigator'],
    ['magistrate', unit, 'magistrate'],
    ['care', unit, 'victim_services'],
    ['outsider', elsewhere, 'investigator'],
    ['administrator', unit, 'administrator'],
    ['auditor', unit, 'auditor'],
  ] as const)
    await addMember(database, organisation, id, [{ unit: of, role }]);
  caseId = await addCase(source, unit, 'ines', [
    ['named', 'investigator'],
    ['magistrate', 'magistrate'],
  ]);
  const child = await addedPerson(source, 'ines', caseId, 'child', 'Synthetic child é 漢');
  await said(source, 'ines', child, caseId, 'name', { text: 'SEALED-NAME' });
  await said(source, 'ines', child, caseId, 'age', { from: 9, to: 12 }, 'Clues');
  await told(
    database.query,
    `insert into casework.identity_release (id, person_id, case_id, member_id, purpose, reason, until, proposed_by, proposed_at, answered_by, answered_at, agreed)
     values (gen_random_uuid(), $1, $2, 'named', 'care', 'x', now() + interval '7 days', 'ines', now(), 'magistrate', now(), true)`,
    [child, caseId],
  );
  const referral = {
    ...{ caseId, serviceUnitId: unit, serviceName: 'Synthetic service', need: 'rest', basis: 'consent' },
    ...{ basisWords: 'x', basisOn: '2026-02-04' },
  };
  await well('ines', `/api/children/${child}/referrals`, referral);
  const item = await registered(source, 'ines', caseId);
  const attached = await source.app.inject({
    ...{ method: 'PUT', url: `/api/cases/${caseId}/attachments?words=Synthetic&name=record.txt` },
    headers: { [MEMBER_HEADER]: 'ines', 'content-type': 'application/octet-stream' },
    payload: Buffer.from('Record, synthetic. \u202eمكتوب\n'),
  });
  expect(attached.statusCode, attached.body).toBe(201);
  const { id: request } = await well('ines', `/api/cases/${caseId}/requests`, newRequest('ines'));
  await well('ines', `/api/requests/${request}/events`, { kind: 'sent', at: { date: '2026-02-01' }, words: 'By post' });
  const journey = {
    kind: 'travel',
    when: { precision: 'day', at: '1899-02-03' },
    otherPlace: 'Brest',
    source: 'Ticket',
  };
  const { id: event } = await well('ines', `/api/cases/${caseId}/events`, journey);
  const [lead = '', kept = ''] = await addLeads(database, unit, [
    { queue: 'investigation', rank: 1 },
    { queue: 'investigation', rank: 2 },
  ]);
  for (const one of [lead, kept]) await well('ines', `/api/cases/${caseId}/leads`, { lead: one });
  const offer = { qualification: 'fr-cp-225-4-1', words: 'Synthetic' };
  const { id: candidate } = await well('ines', `/api/cases/${caseId}/candidates`, offer);
  const fact = { kind: 'lead', id: kept, indicator: 'P04' };
  const words = { kind: 'for', element: 'act', fact, words: 'SAID-OF-LEAD' };
  await well('ines', `/api/candidates/${candidate}/entries`, words);
  await told(
    database.query,
    `insert into vigie.access_rule (lead_id, effect, member_id, reason, made_by) values ($1, 'deny', 'named', 'x', 'ines')`,
    [kept],
  );
  const wanted = { language: 'fr', words: 'Synthetic', marking: 'SYNTHETIC', leftOut: ['audit'] };
  const { id: filed } = await well('ines', `/api/cases/${caseId}/files`, wanted);
  atWork = [
    ...['', '/evidence', '/requests', '/timeline', '/timeline.csv', '/candidates', '/facts', '/files'].map(
      (part) => `/api/cases/${caseId}${part}`,
    ),
    ...[`/api/children/${child}`, `/api/children/${child}/identity`, `/api/care/${child}`, `/api/evidence/${item}`],
    ...[`/api/attachments/${attached.json().id}`, `/api/requests/${request}`, `/api/events/${event}`],
    ...[`/api/files/${filed}`, `/api/leads/${lead}`, `/api/leads/${kept}`, `/api/cases?unit=${unit}`],
    ...['/api/requests', `/api/people?text=Synthetic`, `/api/outcomes?unit=${unit}`],
  ];

  const { unitId: space } = await well('ines', '/practice/api/practice', {});
  const practice: TestWorkbench = {
    ...source,
    ask: (member, method, url, options) => source.ask(member, method, `/practice${url}`, options),
  };
  practised = await addCase(practice, space, 'ines');
  const other = await addedPerson(practice, 'ines', practised, 'child', 'Synthetic child of practice');
  inPractice = [
    ...[`/api/cases/${practised}`, `/api/children/${other}`, `/api/cases?unit=${space}`, '/api/practice'],
    ...[`/api/people?text=Synthetic`],
  ];

  const archive = join(above, 'backup.zip');
  entries = Number((await database.query<{ seq: string }>('select seq from audit.head'))[0]?.seq);
  await writeBackup(database.server, {
    ...{ dataFolder: source.dataFolder, out: archive, withSecrets: false, databaseOnly: false },
  });
  const into = await freshDatabase();
  const folder = join(above, 'data');
  mkdirSync(folder);
  // The roles of the server that all tests share have one password.
  writeFileSync(secretsFile(folder), JSON.stringify(database.secrets), { mode: 0o600 });
  await restoreBackup(archive, folder, async () => into.server);
  restored = await testWorkbench('http://127.0.0.1', {}, into);
});
afterAll(async () => {
  await source.close();
  await restored?.close();
  rmSync(above, { recursive: true, force: true });
});

describe('casework that is restored from a backup', () => {
  it('is equal, table by table, and what guards each table with it', async () => {
    const tables = await tableHashes(source.database);
    for (const held of [
      'casework.statement',
      'casework.filed_content',
      'casework.identity_release',
      'vigie.training_truth',
    ])
      expect(Object.keys(tables)).toContain(held);
    expect(await tableHashes(restored.database)).toEqual(tables);
    for (const guards of [
      `select n.nspname || '.' || relname as table, relrowsecurity, relforcerowsecurity, relacl::text from pg_class c join pg_namespace n on n.oid = relnamespace
       where nspname in ('vigie', 'casework', 'audit') and relkind in ('r', 'p', 'v') order by 1`,
      `select schemaname, tablename, policyname, permissive, roles::text, cmd, qual, with_check from pg_policies order by 1, 2, 3`,
      `select tgrelid::regclass::text as table, tgname, tgenabled, pg_get_triggerdef(oid) as does from pg_trigger
       where not tgisinternal order by 1, 2`,
    ]) {
      const wanted = await source.database.query(guards);
      expect(wanted.length).toBeGreaterThan(50);
      expect(await restored.database.query(guards)).toEqual(wanted);
    }
  });

  it('has the log as it was, entry by entry, and its chain goes on', async () => {
    const log = `select seq, content, encode(hash, 'hex') as hash from audit.entry where seq <= $1 order by seq`;
    const wanted = await source.database.query(log, [entries]);
    expect(wanted).toHaveLength(entries);
    expect(await restored.database.query(log, [entries])).toEqual(wanted);
    const key = noteKeyOf(restored.database.secrets.audit.signingKey, 'vigie.audit');
    const { findings } = await whileConnected(restored.database.admin, 'vigie test', (client) =>
      whileReadingLog(client, ({ entries: read, notes, end }) => verifyChain(read, notes, [key], end)),
    );
    expect(findings.filter(({ what }) => what !== 'checkpoint_missing')).toEqual([]);
  });

  it('answers each member as it did: what they read, and that the rest is not there', async () => {
    const answers = async (of: TestWorkbench, member: string, url: string) => {
      const answer = await of.app.inject({
        ...{ method: 'GET', url },
        headers: { [MEMBER_HEADER]: member, 'x-vigie-purpose': 'inquiry', 'accept-language': 'en' },
      });
      return { status: answer.statusCode, body: answer.rawPayload.toString('base64') };
    };
    const statuses = new Map<number, number>();
    for (const member of MEMBERS)
      for (const url of [...atWork, ...inPractice, ...[...atWork, ...inPractice].map((path) => `/practice${path}`)]) {
        const before = await answers(source, member, url);
        expect(await answers(restored, member, url), `${member} ${url}`).toEqual(before);
        statuses.set(before.status, (statuses.get(before.status) ?? 0) + 1);
      }
    expect(statuses.get(200)).toBeGreaterThan(50);
    expect(statuses.get(404)).toBeGreaterThan(100);
    const body = async (member: string, url: string) => (await restored.ask(member, 'GET', url)).body;
    const identity = atWork.find((url) => url.endsWith('/identity')) ?? '';
    expect(await body('named', identity)).toContain('SEALED-NAME');
    expect(await body('ines', identity)).not.toContain('SEALED-NAME');
    expect(await body('ines', `/api/cases/${caseId}/candidates`)).toContain('SAID-OF-LEAD');
    expect(await body('named', `/api/cases/${caseId}/candidates`)).not.toContain('SAID-OF-LEAD');
  });

  it('lets the role of the server see nothing without a member, and change nothing that was filed', async () => {
    const tables = await restored.database.query<{ name: string }>(
      `select c.oid::regclass::text as name from pg_class c where relkind = 'r' and relnamespace = 'casework'::regnamespace
       and exists (select from pg_attribute a where a.attrelid = c.oid and attname in ('case_id', 'person_id', 'unit_id'))
       and has_table_privilege('vigie_app', c.oid, 'select') order by 1`,
    );
    expect(tables.length).toBeGreaterThan(20);
    for (const { name } of tables)
      expect((await restored.database.pools.app.query(`select from ${name} limit 1`)).rowCount, name).toBe(0);
    for (const sql of [
      `delete from casework.filed_document`,
      `update casework.statement set sealed = false`,
      `delete from audit.entry`,
    ])
      await expectNoRightTo(restored, 'ines', sql);
  });

  it('holds practice and work apart', async () => {
    const tie = `insert into casework.case_link (case_id, other_case_id, reason, made_by) values ($1, $2, 'x', 'ines')`;
    await expect(told(restored.database.query, tie, [caseId, practised].sort())).rejects.toMatchObject({
      constraint: 'one_space',
    });
    const { ask } = restored;
    expect((await ask('ines', 'GET', `/api/cases/${practised}`)).status).toBe(404);
    expect((await ask('ines', 'GET', `/practice/api/cases/${practised}`)).status).toBe(200);
    expect((await ask('ines', 'GET', `/practice/api/cases/${caseId}`)).status).toBe(404);
  });
});
