import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkpointsFile, sealNow } from '../src/casework/audit/keep-sealing.ts';
import { secretsOf } from '../src/casework/secrets.ts';
import { freshDatabase, type TestDatabase } from './support/workbench-database.ts';

const VIGIE = new URL('../src/cli/main.ts', import.meta.url).pathname;

let database: TestDatabase;
let data: string;

beforeAll(async () => {
  database = await freshDatabase();
  data = mkdtempSync(join(tmpdir(), 'vigie-audit-'));
  for (let i = 0; i < 20; i++)
    await database.query(`select audit.append('lead.read', 'lead', $1, null, 'triage', null, null)`, [`lead-${i}`]);
  await sealNow(database.pools.worker, secretsOf(data).audit.signingKey, data);
  for (let i = 0; i < 5; i++)
    await database.query(`select audit.append('lead.read', 'lead', $1, null, 'triage', null, null)`, [`later-${i}`]);
});
afterAll(async () => {
  await database.drop();
  rmSync(data, { recursive: true, force: true });
});

/** The real command, in a process of its own, on the database of the test. */
function vigie(...given: string[]): { code: number | null; text: string } {
  return vigieOf(data, ...given);
}

function vigieOf(folder: string, ...given: string[]): { code: number | null; text: string } {
  const { user, password, host, port } = database.admin;
  const where = new URLSearchParams({ host, port: String(port) });
  const url = `postgres://${user}:${encodeURIComponent(password)}@localhost/${database.name}?${where}`;
  const run = spawnSync(process.execPath, [VIGIE, 'audit', ...given, '--lang', 'en'], {
    encoding: 'utf8',
    env: { ...process.env, VIGIE_DATA: folder, DATABASE_URL: url },
  });
  return { code: run.status, text: run.stdout + run.stderr };
}

/** What a superuser can do to the log, and nobody else. */
async function tamper(sql: string): Promise<void> {
  await database.query(`alter table audit.entry disable trigger append_only`);
  await database.query(sql);
  await database.query(`alter table audit.entry enable trigger append_only`);
}

describe('vigie audit verify', () => {
  it('finds nothing in a log as it was written, up to its checkpoint and beyond', () => {
    expect(vigie('verify')).toEqual({
      code: 0,
      text: '25 entries, none edited, removed or moved; vouched for up to entry 20 by signed checkpoints.\n',
    });
  });

  it('checks an exported log elsewhere, with the key and the checkpoints alone', () => {
    const log = join(data, 'log.jsonl');
    expect(vigie('export', '--out', log).code).toBe(0);
    const key = vigie('key').text.trim();
    const kept = join(data, 'kept.txt');
    writeFileSync(kept, readFileSync(checkpointsFile(data)));
    expect(vigie('verify', '--log', log, '--key', key, '--checkpoints', kept).code).toBe(0);
    writeFileSync(log, readFileSync(log, 'utf8').replace('lead-3', 'lead-4'));
    expect(vigie('verify', '--log', log, '--key', key).text).toContain('Entry 4 was edited.');
  });

  it('takes checkpoints of a key that is not there any more for a restore without secrets, when the log tells of one, and checks them with both keys', async () => {
    const other = mkdtempSync(join(tmpdir(), 'vigie-audit-'));
    try {
      const earlier = vigie('key').text.trim();
      const present = vigieOf(other, 'key').text.trim();
      const silent = vigieOf(other, 'verify');
      expect(silent).toMatchObject({ code: 2, text: expect.stringContaining('the log tells of no restore') });
      await database.query(`select audit.append('backup.restore', 'database', 'kept.zip', null, null, null, '{}')`);
      const told = vigieOf(other, 'verify');
      expect(told.code).toBe(2);
      expect(told.text).toContain(
        '1 checkpoint is signed with another key than the one given. That is so after a backup',
      );
      expect(told.text).toContain('entry 26');
      expect(told.text).toContain('none edited, removed or moved as far as the chain');
      expect(told.text).not.toContain('is not signed with this key');
      await sealNow(database.pools.worker, secretsOf(other).audit.signingKey, other);
      expect(vigieOf(other, 'verify').text).toContain('up to entry 26');
      expect(vigieOf(other, 'verify', '--key', earlier, '--key', present)).toEqual({
        code: 0,
        text: '26 entries, none edited, removed or moved; vouched for up to entry 26 by signed checkpoints.\n',
      });
    } finally {
      rmSync(other, { recursive: true, force: true });
    }
  });

  it('does not write over an export', () => {
    const log = join(data, 'kept.jsonl');
    writeFileSync(log, 'mine');
    expect(vigie('export', '--out', log).code).not.toBe(0);
    expect(readFileSync(log, 'utf8')).toBe('mine');
  });

  it('names an entry that was edited, with or without its hash, and one that was removed', async () => {
    await tamper(`update audit.entry set content = replace(content, 'lead-7', 'lead-8') where seq = 8`);
    expect(vigie('verify')).toMatchObject({ code: 2, text: expect.stringContaining('Entry 8 was edited.') });
    await tamper(`update audit.entry set hash = sha256(convert_to(content, 'UTF8')) where seq = 8`);
    expect(vigie('verify')).toMatchObject({ code: 2, text: expect.stringContaining('Entry 9 does not follow') });
    await tamper(`delete from audit.entry where seq between 11 and 12`);
    expect(vigie('verify').text).toContain('Entries 11 to 12 are missing.');
    await tamper(`delete from audit.entry where seq > 22`);
    expect(vigie('verify').text).toContain('The log ends with entry 22; there were 26.');
  });
});
