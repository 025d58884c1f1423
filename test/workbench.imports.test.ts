import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Job } from '../src/casework/imports/import-row.ts';
import type { WaitingFile } from '../src/casework/imports/unit-folder.ts';
import type { Group } from '../src/leads/group.ts';
import { runImport } from '../src/server/jobs/run-import.ts';
import { type ImportingUnit, importingUnit, isOver, SETTINGS } from './support/imports.ts';
import { Place, smallWorld } from './support/place.ts';
import { MEMBER_HEADER } from './support/signed-in-by-header.ts';

const place = new Place();
let unit: ImportingUnit;
let transfers: Buffer;
let origin: string;

beforeAll(async () => {
  transfers = readFileSync((await smallWorld(place)).transfers);
  unit = await importingUnit();
  origin = await unit.workbench.app.listen({ host: '127.0.0.1', port: 0 });
});
afterAll(() => unit.close());

function folderOfUnit(...names: string[]): string {
  return join(unit.workbench.dataFolder, 'units', unit.unit, ...names);
}

/** The records with one header renamed so that nobody knows it, and the last amounts cut off. */
function oddExport(rows: number): string {
  const lines = transfers
    .toString('utf8')
    .split('\n')
    .slice(0, rows + 1);
  return lines.join('\n').replace('amount,', 'zzz,');
}

describe('a file that is sent', () => {
  it('may have any name: none leaves the folder of its unit, and what people called it is kept', async () => {
    const names = [
      '../../../../etc/passwd',
      'a\u0000b.csv',
      '.\u202ehidden',
      `${'x'.repeat(900)}.csv`,
      '-o.csv',
      'été 2026.csv',
    ];
    for (const name of names) {
      const id = await unit.send(name, 'a,b\n1,2\n');
      expect(readdirSync(folderOfUnit('inbox', id)), name).toHaveLength(1);
    }
    const listed = await unit.workbench.ask('analyst', 'GET', `/api/imports/files?unit=${unit.unit}`);
    expect(listed.json().items.map(({ name }: { name: string }) => name)).toEqual(
      expect.arrayContaining(['passwd', 'a_b.csv', 'o.csv', 'été 2026.csv']),
    );
    for (const { id } of listed.json().items)
      expect((await unit.workbench.ask('analyst', 'DELETE', `/api/imports/files/${id}`)).status).toBe(200);
    expect(readdirSync(folderOfUnit('inbox'))).toEqual([]);
  });

  it('is refused with its reason when it is an image, and nothing of it is kept', async () => {
    const answer = await unit.workbench.ask('analyst', 'PUT', `/api/imports/files?unit=${unit.unit}&name=x.csv`, {
      body: Buffer.concat([Buffer.from('ffd8ffe0', 'hex'), Buffer.alloc(100_000)]),
      headers: { 'content-type': 'text/csv', 'accept-language': 'fr' },
    });
    expect(answer.status).toBe(415);
    expect(answer.json()).toMatchObject({
      type: 'urn:vigie:problem:file_refused',
      detail: expect.stringContaining('JPEG'),
    });
    expect(answer.json().detail).toMatch(/^les octets/);
    expect(readdirSync(folderOfUnit('inbox'))).toEqual([]);
  });

  it('leaves nothing when whoever sends it goes away', async () => {
    const sent = request(`${origin}/api/imports/files?unit=${unit.unit}&name=x.csv`, {
      method: 'PUT',
      headers: { [MEMBER_HEADER]: 'analyst', 'content-length': '100000000' },
    });
    sent.on('error', () => undefined);
    sent.write(Buffer.alloc(5_000_000, 'a,b\n'));
    await until(() => readdirSync(folderOfUnit('inbox')).length === 1);
    sent.destroy();
    await until(() => readdirSync(folderOfUnit('inbox')).length === 0);
  });

  it('takes no memory for its size', async () => {
    const chunk = Buffer.alloc(1 << 20, 'date,amount\n');
    const size = 200;
    const hash = createHash('sha256');
    const before = process.memoryUsage().rss;
    let most = 0;
    const answer = await new Promise<{ status: number; body: string }>((resolve, reject) => {
      const sent = request(
        `${origin}/api/imports/files?unit=${unit.unit}&name=large.csv`,
        { method: 'PUT', headers: { [MEMBER_HEADER]: 'analyst', 'content-type': 'application/octet-stream' } },
        async (response) => {
          const body = (await response.toArray()).join('');
          resolve({ status: response.statusCode ?? 0, body });
        },
      );
      sent.on('error', reject);
      void (async () => {
        for (let n = 0; n < size; n++) {
          hash.update(chunk);
          most = Math.max(most, process.memoryUsage().rss);
          if (!sent.write(chunk)) await new Promise((drained) => sent.once('drain', drained));
        }
        sent.end();
      })();
    });
    expect(answer.status).toBe(201);
    const file = JSON.parse(answer.body);
    expect(file).toMatchObject({ bytes: size << 20, sha256: hash.digest('hex'), name: 'large.csv' });
    expect((most - before) / 2 ** 20).toBeLessThan(100);
    await unit.workbench.ask('analyst', 'DELETE', `/api/imports/files/${file.id}`);
  });
});

describe('the inbox of the server', () => {
  it('shows files of every unit and of this one, by name alone, and no other path', async () => {
    const { workbench } = unit;
    const shared = join(workbench.dataFolder, 'inbox');
    for (const folder of [unit.unit, unit.otherUnit]) mkdirSync(join(shared, folder), { recursive: true });
    writeFileSync(join(shared, 'all.csv'), 'a,b\n');
    writeFileSync(join(shared, '.being-written'), 'a,b\n');
    writeFileSync(join(shared, unit.unit, 'ours.csv'), 'a,b\n');
    writeFileSync(join(shared, unit.otherUnit, 'theirs.csv'), 'a,b\n');
    const listed = await workbench.ask('analyst', 'GET', `/api/inbox?unit=${unit.unit}`);
    expect(
      listed
        .json()
        .items.map(({ name }: { name: string }) => name)
        .sort(),
    ).toEqual(['all.csv', 'ours.csv']);
    for (const inbox of [
      '../secrets.json',
      `${unit.otherUnit}/theirs.csv`,
      'theirs.csv',
      '..',
      unit.otherUnit,
      '.being-written',
    ]) {
      const body = { unit: unit.unit, files: [{ inbox }] };
      expect((await workbench.ask('analyst', 'POST', '/api/imports', { body })).status, inbox).toBe(404);
      const seen = { unit: unit.unit, file: { inbox } };
      expect((await workbench.ask('analyst', 'POST', '/api/imports/preview', { body: seen })).status, inbox).toBe(404);
    }
    writeFileSync(join(shared, 'photo.csv'), Buffer.from('89504e470d0a1a0a', 'hex'));
    const body = { unit: unit.unit, files: [{ inbox: 'photo.csv' }] };
    expect((await workbench.ask('analyst', 'POST', '/api/imports', { body })).status).toBe(415);
  });

  it('opens files alone: no link, no second name of another file, no pipe that would keep it waiting', async () => {
    const { workbench } = unit;
    const shared = join(workbench.dataFolder, 'inbox');
    const secret = join(workbench.dataFolder, 'secret.csv');
    writeFileSync(secret, 'a,b\n1,2\n');
    const elsewhere = join(workbench.dataFolder, 'elsewhere');
    mkdirSync(elsewhere);
    writeFileSync(join(elsewhere, 'within.csv'), 'a,b\n1,2\n');
    symlinkSync(secret, join(shared, unit.unit, 'link.csv'));
    linkSync(secret, join(shared, unit.unit, 'second-name.csv'));
    execFileSync('mkfifo', [join(shared, unit.unit, 'pipe.csv')]);
    symlinkSync(elsewhere, join(shared, unit.thirdUnit));
    const seenBy = async (member: string, of: string): Promise<string[]> =>
      (await workbench.ask(member, 'GET', `/api/inbox?unit=${of}`)).json().items.map(({ name }: WaitingFile) => name);
    expect(await seenBy('analyst', unit.unit)).toEqual(expect.arrayContaining(['ours.csv']));
    const refused: readonly (readonly [string, string, string])[] = [
      ['analyst', unit.unit, 'link.csv'],
      ['analyst', unit.unit, 'second-name.csv'],
      ['analyst', unit.unit, 'pipe.csv'],
      ['third', unit.thirdUnit, 'within.csv'],
    ];
    for (const [member, of, inbox] of refused) {
      expect(await seenBy(member, of), inbox).not.toContain(inbox);
      for (const [path, what] of [
        ['/api/imports', { files: [{ inbox }] }],
        ['/api/imports/preview', { file: { inbox } }],
      ] as const)
        expect((await workbench.ask(member, 'POST', path, { body: { unit: of, ...what } })).status, inbox).toBe(404);
    }
    for (const name of ['link.csv', 'second-name.csv', 'pipe.csv']) rmSync(join(shared, unit.unit, name));
  });

  it('is imported from as it is when the import begins, and a link that has taken the place of a file is not followed', async () => {
    const { workbench } = unit;
    const waiting = join(workbench.dataFolder, 'inbox', unit.unit, 'changed.csv');
    const ask = async () => {
      writeFileSync(waiting, 'a,b\n1,2\n');
      const body = { unit: unit.unit, files: [{ inbox: 'changed.csv' }] };
      return (await workbench.ask('analyst', 'POST', '/api/imports', { body })).json().id as string;
    };
    const ids: string[] = [];
    for (const change of [
      () => symlinkSync(join(workbench.dataFolder, 'secret.csv'), waiting),
      () => execFileSync('mkfifo', [waiting]),
    ]) {
      const id = await ask();
      rmSync(waiting);
      change();
      await runImport(
        { db: workbench.worker, dataFolder: workbench.dataFolder, settings: SETTINGS, log: () => undefined },
        unit.unit,
        id,
        new AbortController().signal,
      );
      ids.push(id);
      rmSync(waiting);
    }
    for (const id of ids) expect(await unit.job(id)).toMatchObject({ state: 'failed', error: { why: 'file_gone' } });
  });
});

describe('what columns mean', () => {
  it('is shown, said once, and recognised the next time', async () => {
    const { ask } = unit.workbench;
    const received = await unit.send('odd.csv', oddExport(100));
    const look = { unit: unit.unit, file: { received } };
    const first = await ask('analyst', 'POST', '/api/imports/preview', { body: look });
    expect(first.status).toBe(200);
    expect(first.json()).toMatchObject({ mapping: null, missing: [{ what: 'the amount', oneOf: ['amount'] }] });
    expect(first.json().sample).toHaveLength(20);
    const columns = Object.fromEntries(
      first.json().fields.map(({ field, header }: { field: string; header: string }) => [field, header]),
    );
    const mapping = { columns: { ...columns, amount: 'zzz' } };
    const saved = await ask('analyst', 'POST', '/api/mappings', { body: { unit: unit.unit, name: 'Odd', mapping } });
    expect(saved.status).toBe(200);
    const again = await ask('analyst', 'POST', '/api/imports/preview', { body: look });
    expect(again.json()).toMatchObject({ trouble: null, missing: [], mapping: { id: saved.json().id, name: 'Odd' } });
    const listed = await ask('analyst', 'GET', `/api/mappings?unit=${unit.unit}`);
    expect(listed.json().items).toMatchObject([{ id: saved.json().id, name: 'Odd' }]);
    expect((await ask('outsider', 'DELETE', `/api/mappings/${saved.json().id}`)).status).toBe(404);
    const mistaken = { unit: unit.unit, name: 'Bad', mapping: { columns: { colour: 'x' } } };
    expect((await ask('analyst', 'POST', '/api/mappings', { body: mistaken })).status).toBe(400);
  });

  it('is not looked for in a table of more columns than any export has', async () => {
    const wide = (columns: number): string => {
      const row = (cell: (n: number) => string): string => Array.from({ length: columns }, (_, n) => cell(n)).join(',');
      return `${row((n) => `c${n}`)}\n${row(() => '1')}\n`;
    };
    for (const [columns, status] of [
      [2000, 200],
      [150_000, 422],
    ] as const) {
      const received = await unit.send('wide.csv', wide(columns));
      const body = { unit: unit.unit, file: { received } };
      const began = Date.now();
      const seen = await unit.workbench.ask('analyst', 'POST', '/api/imports/preview', { body });
      expect([seen.status, Date.now() - began < 120_000], String(columns)).toEqual([status, true]);
      if (status === 422) expect(seen.json().detail).toContain('more than 2000 columns');
    }
  });

  it('is shown only to who says what for, and told in the log', async () => {
    const received = await unit.send('odd.csv', oddExport(10));
    const body = { unit: unit.unit, file: { received } };
    const silent = await unit.workbench.ask('analyst', 'POST', '/api/imports/preview', {
      body,
      headers: { 'x-vigie-purpose': '' },
    });
    expect(silent.status).toBe(400);
    await unit.workbench.ask('analyst', 'POST', '/api/imports/preview', { body });
    const told = await unit.workbench.database.query(
      `select member, purpose from audit.entry where act = 'file.preview' and object_id = $1`,
      [received],
    );
    expect(told).toEqual([{ member: 'analyst', purpose: 'triage' }]);
  });
});

describe('an import', () => {
  let first: Job;

  it('that waits is cancelled at once, and never begins', async () => {
    const received = await unit.send('waiting.csv', transfers);
    const id = await unit.ask([received]);
    expect((await unit.job(id)).state).toBe('queued');
    expect((await unit.workbench.ask('analyst', 'DELETE', `/api/imports/files/${received}`)).status).toBe(409);
    const cancelled = await unit.workbench.ask('analyst', 'POST', `/api/jobs/${id}/cancel`, { body: {} });
    expect(cancelled.json()).toMatchObject({ state: 'cancelled', progress: null });
    const twice = await unit.workbench.ask('analyst', 'POST', `/api/jobs/${id}/cancel`, { body: {} });
    expect(twice.status).toBe(409);
    await unit.startJobs();
    await pause(2500);
    expect((await unit.job(id)).progress).toBe(null);
  });

  it('goes from a file to leads, and what is no longer needed is not kept', async () => {
    const { workbench } = unit;
    const received = await unit.send('transfers.csv', transfers);
    const key = { 'idempotency-key': 'import-1' };
    const body = { unit: unit.unit, files: [{ received }], options: { language: 'fr' } };
    const asked = await workbench.ask('analyst', 'POST', '/api/imports', { body, headers: key });
    const again = await workbench.ask('analyst', 'POST', '/api/imports', { body, headers: key });
    expect(again.json()).toEqual(asked.json());
    const { id } = asked.json();
    const states = await eventsOf(id, 'analyst');
    first = await unit.job(id);
    expect(states.at(-1)).toEqual(first);
    expect(states.map(({ state }) => state)).toEqual(expect.arrayContaining(['running', 'done']));
    expect(new Set(states.map(({ progress }) => progress?.stage)).size).toBeGreaterThan(2);
    expect(first).toMatchObject({
      error: null,
      requestedBy: { id: 'analyst' },
      counts: { duplicates: 0, refused: [] },
    });
    const { counts } = first;
    expect(counts?.read).toBe((counts?.accepted ?? 0) + (counts?.duplicates ?? 0) + (counts?.quarantined ?? 0));
    const leads = await workbench.ask('analyst', 'GET', `/api/leads?unit=${unit.unit}&queue=investigation`);
    expect(leads.json().items.length).toBeGreaterThan(10);
    const written = readFileSync(folderOfUnit('runs', id, 'groups.jsonl'), 'utf8')
      .trim()
      .split('\n');
    const groups: readonly Group[] = written.map((line) => JSON.parse(line));
    const investigated = groups.find(({ queue }) => queue === 'investigation');
    const member = leads
      .json()
      .items.find(({ leadId }: { leadId: string }) => leadId === investigated?.members[0]?.leadId);
    const lead = (await workbench.ask('analyst', 'GET', `/api/leads/${member.id}`)).json();
    expect(lead.groups).toMatchObject([{ groupId: investigated?.groupId, amountEur: investigated?.amountEur }]);
    expect(lead.groups[0].members.every((each: { lead: string | null }) => each.lead !== null)).toBe(true);
    const kept = await workbench.database.query(`select count(*)::int as n from vigie.lead_group`);
    expect(kept).toEqual([{ n: groups.length }]);
    const [ended] = await workbench.database.query(
      `select content::jsonb #> '{detail,read}' as read from audit.entry where act = 'import.end' and object_id = $1`,
      [id],
    );
    expect(ended).toEqual({ read: [createHash('sha256').update(transfers).digest('hex')] });
    expect(existsSync(folderOfUnit('inbox', received))).toBe(false);
    expect(readdirSync(folderOfUnit('work'))).toEqual([]);
    expect(readdirSync(folderOfUnit('runs', id)).sort()).toEqual([
      'groups.jsonl',
      'places.csv',
      'quarantine.csv',
      'run.json',
    ]);
    for (const name of readdirSync(folderOfUnit('runs', id)))
      expect(statSync(folderOfUnit('runs', id, name)).mode & 0o077, name).toBe(0);
    expect(statSync(folderOfUnit('lake')).mode & 0o077).toBe(0);
  });

  it('of odd records gives a quarantine to download, with reasons, to who says what for', async () => {
    const { workbench } = unit;
    const lines = transfers.toString('utf8').split('\n');
    const broken = [
      lines[0],
      lines[1],
      ...lines.slice(2, 7).map((line) => line.replace(/,[^,]*$/, ',=1+1,one,too,many')),
    ];
    const received = await unit.send('=odd.csv', broken.join('\n'));
    const job = await unit.reaches(await unit.ask([received]), isOver);
    expect(job).toMatchObject({ state: 'done', counts: { quarantined: 5 } });
    const silent = await workbench.ask('analyst', 'GET', `/api/imports/${job.id}/quarantine.csv`, {
      headers: { 'x-vigie-purpose': '' },
    });
    expect(silent.status).toBe(400);
    const csv = await workbench.ask('analyst', 'GET', `/api/imports/${job.id}/quarantine.csv`);
    expect(csv.status).toBe(200);
    const rows = csv.body.trim().split('\n').slice(1);
    expect(rows.length).toBe(5);
    // The name alone, and not as a formula.
    expect(rows[0]).toMatch(/^"?'?=odd\.csv/);
    expect(rows[0]).not.toMatch(/^=/);
    expect(csv.body).not.toContain(workbench.dataFolder);
  });

  it('of what cannot be read fails with its reason in both languages, and leaves leads as they were', async () => {
    const count = async () =>
      (await unit.workbench.ask('analyst', 'GET', `/api/leads/counts?unit=${unit.unit}&queue=investigation`)).json()
        .total;
    const before = await count();
    const received = await unit.send('odd2.csv', oddExport(20));
    const job = await unit.reaches(await unit.ask([received]), isOver);
    expect(job).toMatchObject({ state: 'failed', runId: null, error: { why: 'input' } });
    expect(job.progress?.refused).toMatchObject([{ name: 'odd2.csv' }]);
    expect(job.error?.text.fr).not.toBe(job.error?.text.en);
    expect(job.error?.next.fr).toMatch(/\w/);
    expect(await count()).toBe(before);
    // It stays, to be imported with what its columns mean.
    expect(existsSync(folderOfUnit('inbox', received))).toBe(true);
    const { mapping } = (await unit.workbench.ask('analyst', 'GET', `/api/mappings?unit=${unit.unit}`)).json().items[0];
    const mapped = await unit.reaches(await unit.ask([received], { mapping }), isOver);
    expect(mapped).toMatchObject({ state: 'done', mapped: true });
  });

  it('that runs is cancelled, and nothing half is left', async () => {
    const received = await unit.send('cancel.csv', transfers.subarray(0, transfers.lastIndexOf('\n', 500_000) + 1));
    const id = await unit.ask([received]);
    await unit.reaches(id, ({ progress }) => progress !== null && progress.stage !== null);
    await unit.workbench.ask('analyst', 'POST', `/api/jobs/${id}/cancel`, { body: {} });
    const job = await unit.reaches(id, isOver);
    expect(job).toMatchObject({ state: 'cancelled', runId: null });
    await until(() => !existsSync(folderOfUnit('work', id)) && !existsSync(folderOfUnit('runs', id)));
    expect(existsSync(folderOfUnit('lake', 'lock'))).toBe(false);
  });

  it('is compared with the one before: what came, went and moved, and why', async () => {
    const runs = (await unit.workbench.ask('analyst', 'GET', `/api/runs?unit=${unit.unit}&limit=2`)).json();
    expect(runs.items).toHaveLength(2);
    const [newest] = runs.items;
    const rest = (await unit.workbench.ask('analyst', 'GET', `/api/runs?unit=${unit.unit}&cursor=${runs.next}`)).json();
    expect(rest.items.map(({ id }: { id: string }) => id)).toContain(first.runId);
    const compare = (change: string) =>
      unit.workbench.ask(
        'analyst',
        'GET',
        `/api/runs/${newest.id}/compare?with=${first.runId}&queue=investigation&change=${change}`,
      );
    const came = (await compare('came')).json();
    const total = (
      await unit.workbench.ask('analyst', 'GET', `/api/leads/counts?unit=${unit.unit}&queue=investigation`)
    ).json().total;
    expect(came.counts.came + came.counts.moved + came.counts.same).toBe(total);
    expect(came.items.length).toBe(came.counts.came);
    const back = (
      await unit.workbench.ask(
        'analyst',
        'GET',
        `/api/runs/${first.runId}/compare?with=${newest.id}&queue=investigation&change=went`,
      )
    ).json();
    expect(back.counts).toEqual({ ...came.counts, came: came.counts.went, went: came.counts.came });
    for (const item of (await compare('moved')).json().items) {
      expect(item.before).not.toBe(null);
      expect(item.before.tier !== item.after.tier || item.before.score !== item.after.score).toBe(true);
    }
  });
});

describe('the records of a unit', () => {
  const newestRun = async () =>
    (await unit.workbench.ask('analyst', 'GET', `/api/runs?unit=${unit.unit}&limit=1`)).json().items[0];

  it('with a date gone astray say so to everybody who reads runs, and are scanned again as of another day, without a file', async () => {
    const { ask } = unit.workbench;
    const [head = '', record = ''] = transfers.toString('utf8').split('\n');
    const stray = record.replace(/^[^,]*/, 'STRAY-1').replace(/20\d\d-\d\d-\d\d/, '2031-03-15');
    const received = await unit.send('stray.csv', `${head}\n${stray}\n`);
    expect((await unit.reaches(await unit.ask([received]), isOver)).state).toBe('done');
    const seen = await newestRun();
    expect(seen.asOf).toMatch(/^2031-03-15/);
    expect(seen.attention.strayEnd).toMatchObject({ transfers: 1, examples: [{ file: 'stray.csv', row: 1 }] });
    const [told] = (await ask('investigator', 'GET', `/api/runs?unit=${unit.unit}&limit=1`)).json().items;
    expect(told).toMatchObject({ tiers: null, notListed: null, attention: { strayEnd: seen.attention.strayEnd } });
    const { suggestedAsOf } = seen.attention.strayEnd;
    const again = await unit.reaches(await unit.ask([], { options: { asOf: suggestedAsOf } }), isOver);
    expect(again).toMatchObject({ state: 'done', error: null, files: [], counts: { read: 0, files: [] } });
    const mended = await newestRun();
    expect(mended.asOf.slice(0, 10)).toBe(suggestedAsOf);
    expect(mended.attention).toMatchObject({ strayEnd: null, excluded: { afterAsOf: 1 } });
  });

  it('keep who is ranked too far down to be written out: the comparison says so, and not that they are gone', async () => {
    const before = await newestRun();
    const asOf = before.asOf.slice(0, 10);
    const job = await unit.reaches(await unit.ask([], { options: { asOf, budget: 1 } }), isOver);
    const { counts } = job;
    expect(counts?.notListed).toBeGreaterThan(0);
    expect((counts?.proposed ?? 0) + (counts?.context ?? 0)).toBe((counts?.leads ?? 0) + (counts?.notListed ?? 0));
    const run = await newestRun();
    expect(run.notListed).toBe(counts?.notListed);
    const compare = async (from: string, earlier: string, change: string) =>
      (
        await unit.workbench.ask(
          'analyst',
          'GET',
          `/api/runs/${from}/compare?with=${earlier}&queue=investigation&change=${change}`,
        )
      ).json();
    // The same records as of the same day: nobody came, went or moved, whether their lead was written out or not.
    for (const [from, earlier] of [
      [run.id, before.id],
      [before.id, run.id],
    ])
      expect((await compare(from, earlier, 'went')).counts).toMatchObject({ came: 0, went: 0, moved: 0 });
    const kept = await unit.workbench.database.query(
      `select count(*) filter (where reasons = 'null')::int as cut, count(*)::int as stood from vigie.lead_in_run where run_id = $1`,
      [run.id],
    );
    expect(kept).toEqual([{ cut: counts?.notListed, stood: (counts?.leads ?? 0) + (counts?.notListed ?? 0) }]);
  });
});

describe('who is no analyst of the unit', () => {
  it('finds nothing of its files, imports and mappings, whatever is asked', async () => {
    const { ask } = unit.workbench;
    const received = await unit.send('ours.csv', 'a,b\n1,2\n');
    const [job] = (await ask('analyst', 'GET', `/api/jobs?unit=${unit.unit}&limit=1`)).json().items;
    const body = { unit: unit.unit, files: [{ received }] };
    const asked = [
      ['PUT', `/imports/files?unit=${unit.unit}&name=x.csv`, Buffer.from('a,b\n')],
      ['DELETE', `/imports/files/${received}`],
      ['GET', `/inbox?unit=${unit.unit}`],
      ['POST', '/imports/preview', { unit: unit.unit, file: { received } }],
      ['POST', '/imports', body],
      ['POST', '/mappings', { unit: unit.unit, name: 'x', mapping: { columns: {} } }],
      ['GET', `/jobs/${job.id}`],
      ['GET', `/jobs/${job.id}/events`],
      ['POST', `/jobs/${job.id}/cancel`, {}],
      ['GET', `/imports/${job.id}/quarantine.csv`],
    ] as const;
    const missing = (await ask('analyst', 'GET', '/api/jobs/00000000-0000-4000-8000-000000000000')).body;
    for (const member of ['outsider', 'investigator', 'victim_services', 'administrator'])
      for (const [method, path, sent] of asked) {
        const answer = await ask(member, method, `/api${path}`, {
          ...(sent === undefined ? {} : { body: sent }),
          ...(Buffer.isBuffer(sent) ? { headers: { 'content-type': 'text/csv' } } : {}),
        });
        expect([answer.status, answer.body], `${member} ${method} ${path}`).toEqual([404, missing]);
      }
    for (const path of [`/jobs?unit=${unit.unit}`, `/imports/files?unit=${unit.unit}`, `/mappings?unit=${unit.unit}`])
      expect((await ask('outsider', 'GET', `/api${path}`)).json().items, path).toEqual([]);
    // A file of one unit is none of another's, also for who asks in their own.
    const theirs = { unit: unit.otherUnit, files: [{ received }] };
    expect((await ask('outsider', 'POST', '/api/imports', { body: theirs })).status).toBe(404);
  });

  it('sees of runs what its queues show: no counts of a queue that is not theirs', async () => {
    const { ask, database } = unit.workbench;
    const [run] = (await ask('investigator', 'GET', `/api/runs?unit=${unit.unit}`)).json().items;
    expect(run.tiers).toBe(null);
    const first = '{"queue":"investigation","first":150,"second":0,"context":0}';
    await database.query(`set local session_replication_role = replica; update vigie.scan_run
      set summary = jsonb_set(jsonb_set(summary, '{tiers,0}', '${first}'), '{counts,payers}', '30000') where id = '${run.id}'`);
    const crowded = async (member: string) =>
      (await ask(member, 'GET', `/api/runs?unit=${unit.unit}&limit=1`)).json().items[0].firstTierCrowded;
    expect(await crowded('analyst')).toEqual({ people: 150, payersEach: 200 });
    expect(await crowded('investigator')).toBe(null);
    expect((await ask('investigator', 'GET', `/api/runs/${run.id}`)).json().summary).toBe(null);
    expect((await ask('outsider', 'GET', `/api/runs/${run.id}`)).status).toBe(404);
    const came = `/api/runs/${run.id}/compare?change=came`;
    expect((await ask('outsider', 'GET', `${came}&queue=investigation`)).status).toBe(404);
    const other = (await ask('investigator', 'GET', `${came}&queue=safeguarding`)).json();
    expect(other).toMatchObject({ counts: { came: 0, went: 0, moved: 0, same: 0 }, items: [] });
  });
});

describe('the events of an import', () => {
  it('end when the session is revoked', async () => {
    const received = await unit.send('revoked.csv', transfers);
    const id = await unit.ask([received]);
    const heard = eventsOf(id, 'analyst');
    await unit.reaches(id, ({ state }) => state === 'running');
    unit.workbench.signedOut.add('analyst');
    try {
      const states = await heard;
      expect(states.every(({ state }) => state !== 'done')).toBe(true);
    } finally {
      unit.workbench.signedOut.delete('analyst');
    }
    await unit.reaches(id, isOver);
  });
});

/** What is said of a job until the stream ends. */
async function eventsOf(id: string, member: string): Promise<Job[]> {
  const response = await fetch(`${origin}/api/jobs/${id}/events`, { headers: { [MEMBER_HEADER]: member } });
  expect(response.headers.get('content-type')).toContain('text/event-stream');
  return (await response.text())
    .split('\n')
    .filter((line) => line.startsWith('data: '))
    .map((line) => JSON.parse(line.slice('data: '.length)) as Job);
}

async function until(done: () => boolean): Promise<void> {
  for (let tries = 0; tries < 1200; tries++) {
    if (done()) return;
    await pause(50);
  }
  throw new Error('it does not come to that');
}
