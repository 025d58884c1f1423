import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyCustody } from '../scripts/verify-custody.mjs';
import { noteKeyOf, signNote, verifierText } from '../src/casework/audit/signed-note.ts';
import { secretsOf } from '../src/casework/secrets.ts';
import { openedCase } from './support/casework.ts';
import { registered } from './support/evidence.ts';
import { addStaffedUnit, type TestWorkbench, testWorkbench, told } from './support/workbench.ts';

const SCRIPT = new URL('../scripts/verify-custody.mjs', import.meta.url).pathname;
let workbench: TestWorkbench;
let unit: string;
let caseId: string;
let file: Buffer;
let key: string;

beforeAll(async () => {
  workbench = await testWorkbench();
  unit = await addStaffedUnit(workbench.database, { ines: 'investigator', noor: 'investigator' });
  caseId = await openedCase(workbench, 'ines', unit);
  for (let number = 0; number < 4; number++) {
    const id = await registered(workbench, 'ines', caseId);
    for (let entry = 0; entry < 2 * number; entry++)
      await workbench.ask('ines', 'POST', `/api/evidence/${id}/custody`, {
        body: {
          act: 'planned',
          happenedOn: '2026-03-02',
          holderId: 'ines',
          nextCheckOn: '2099-05-01',
          words: `É ${entry}`,
        },
      });
    if (number > 1)
      await told(
        workbench.database.query,
        `insert into casework.custody_timestamp (item_id, seq, case_id, token, stamped_at, authority)
         select item_id, seq, case_id, '\\x0420'::bytea || sha256(hash), now(), 'A' from casework.custody_entry where item_id = $1`,
        [id],
      );
  }
  file = Buffer.from((await workbench.ask('ines', 'GET', `/api/cases/${caseId}/custody`)).body);
  key = verifierText(noteKeyOf(secretsOf(workbench.dataFolder).audit.signingKey, 'vigie.audit'));
});
afterAll(() => workbench.close());

/** One of the ways in which somebody would change a file. */
type Tampering = (file: Buffer, at: number, other: number) => Buffer;
const linesOf = (of: Buffer): string[] => of.toString().split('\n');
const joined = (lines: readonly string[]): Buffer => Buffer.from(lines.join('\n'));
const TAMPERINGS: Readonly<Record<string, Tampering>> = {
  'a byte edited': (of, at, other) => {
    const made = Buffer.from(of);
    const place = at % made.length;
    made[place] = (made[place] ?? 0) ^ (1 + (other % 255));
    return made;
  },
  'a word edited with its hash made anew': (of, at) => {
    const lines = linesOf(of);
    const place = 1 + (at % 15);
    lines[place] = (lines[place] ?? '')
      .replace('synthetic', 'other')
      .replace('"words', '"Words')
      .replace('Safe 3', 'Safe 4');
    return lines.join('\n') === of.toString() ? Buffer.concat([of, of]) : joined(lines);
  },
  'lines removed': (of, at, other) => joined(linesOf(of).toSpliced(at % 20, 1 + (other % 3))),
  'two lines exchanged': (of, at, other) => {
    const lines = linesOf(of);
    const [one, two] = [at % 16, other % 16];
    [lines[one], lines[two]] = [lines[two] ?? '', lines[one] ?? ''];
    return joined(lines);
  },
  'a line twice': (of, at, other) => {
    const lines = linesOf(of);
    return joined(lines.toSpliced(other % lines.length, 0, lines[at % 16] ?? ''));
  },
  'cut off': (of, at) => of.subarray(0, at % of.length),
  'cut off at a line': (of, at) => joined(linesOf(of).slice(0, at % 20)),
  'bytes put in': (of, at, other) => {
    const place = at % (of.length + 1);
    return Buffer.concat([
      of.subarray(0, place),
      Buffer.alloc(1 + (other % 40), 0x0a + (other % 90)),
      of.subarray(place),
    ]);
  },
};

describe('an exported chain of custody', () => {
  it('is whole as it comes, and says how much there is', () => {
    expect(verifyCustody(file, key)).toEqual({ findings: [], items: 4, entries: 16, stamped: 12, key });
    expect(verifyCustody(file, null).findings).toEqual([]);
  });

  it('shows each of 1,000 random tamperings', () => {
    const count = new Map<string, number>();
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(TAMPERINGS)), fc.nat(), fc.nat(), (how, at, other) => {
        const changed = TAMPERINGS[how]?.(file, at, other) ?? file;
        fc.pre(!changed.equals(file));
        count.set(how, (count.get(how) ?? 0) + 1);
        expect(verifyCustody(changed, key).findings, how).not.toEqual([]);
      }),
      { numRuns: 1000 },
    );
    expect([...count.values()].reduce((sum, each) => sum + each)).toBe(1000);
    expect(Math.min(...Object.keys(TAMPERINGS).map((how) => count.get(how) ?? 0))).toBeGreaterThan(50);
  });

  it('shows a single bit that is another one, wherever it is', () => {
    for (let at = 0; at < file.length; at += 7) {
      const changed = Buffer.from(file);
      changed[at] = (changed[at] ?? 0) ^ 0x04;
      expect(verifyCustody(changed, key).findings, `byte ${at}`).not.toEqual([]);
    }
  });

  it('is not vouched for by another key, nor by a note that whoever changed it signed', () => {
    const other = mkdtempSync(join(tmpdir(), 'vigie-other-'));
    const { signingKey } = secretsOf(other).audit;
    const foreign = noteKeyOf(signingKey, 'vigie.audit');
    expect(verifyCustody(file, verifierText(foreign)).findings).toEqual([{ what: 'not_signed' }]);
    const mark = file.lastIndexOf('\n\nvigie.custody');
    const body = file.subarray(0, mark + 1);
    const note = file.subarray(mark + 2).toString();
    const text = note.slice(0, note.lastIndexOf('\n\n') + 1);
    const resigned = Buffer.concat([body, Buffer.from(`\n${signNote(text, signingKey, foreign)}`)]);
    expect(verifyCustody(resigned, key).findings).toEqual([{ what: 'not_signed' }]);
    rmSync(other, { recursive: true });
  });

  it('says which entry it was that somebody changed, also in the database', async () => {
    const another = await openedCase(workbench, 'ines', unit);
    const ids = [await registered(workbench, 'ines', another), await registered(workbench, 'ines', another)];
    const { query } = workbench.database;
    const past = async (sql: string, ...values: unknown[]) => {
      await query('alter table casework.custody_entry disable trigger all');
      await query(sql, values);
      await query('alter table casework.custody_entry enable trigger all');
    };
    const findings = async () => {
      const { body } = await workbench.ask('ines', 'GET', `/api/cases/${another}/custody`);
      return verifyCustody(Buffer.from(body), key).findings;
    };
    const plan = { act: 'planned', happenedOn: '2026-03-02', holderId: 'ines', nextCheckOn: '2099-05-01', words: 'x' };
    for (const id of ids) await workbench.ask('ines', 'POST', `/api/evidence/${id}/custody`, { body: plan });
    expect(await findings()).toEqual([]);
    await past(
      `update casework.custody_entry set content = replace(content, '"x"', '"y"') where item_id = $1 and seq = 2`,
      ids[0],
    );
    expect(await findings()).toContainEqual({ what: 'edited', item: ids[0], seq: 2 });
    await past(`delete from casework.custody_entry where item_id = $1 and seq = 2`, ids[1]);
    expect(await findings()).toContainEqual({ what: 'cut_off', item: ids[1], seq: 1, expected: 2 });
  });

  it('is checked by one file alone, in French and in English, which the workbench gives with it', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'vigie-alone-'));
    const [script, whole, broken] = ['verify.mjs', 'whole.jsonl', 'broken.jsonl'].map((name) => join(folder, name)) as [
      ...[string, string, string],
    ];
    const { body } = await workbench.ask('noor', 'GET', '/api/custody/verifier');
    writeFileSync(script, body);
    cpSync(SCRIPT, join(folder, 'own.mjs'));
    writeFileSync(whole, file);
    writeFileSync(broken, joined(linesOf(file).toSpliced(3, 1)));
    const verify = (language: string, ...args: string[]) =>
      spawnSync(process.execPath, [script, ...args], { cwd: folder, encoding: 'utf8', env: { LC_ALL: language } });
    expect(verify('en_GB.UTF-8', whole, '--key', key)).toMatchObject({ status: 0, stderr: '' });
    expect(verify('fr_FR.UTF-8', whole).stdout).toMatch(/16 entrées, 4 pièces[\s\S]*la comparer/);
    expect(verify('en_GB.UTF-8', broken, '--key', key)).toMatchObject({
      ...{ status: 2, stdout: expect.stringContaining('changed since it was signed') },
    });
    expect(verify('en_GB.UTF-8').status).toBe(1);
    // Who asks how it is called is told so: a file of that name is not looked for.
    for (const [language, words] of [
      ['en_GB.UTF-8', 'Exit code'],
      ['fr_FR.UTF-8', 'Code de sortie'],
    ] as const)
      for (const asked of ['--help', '-h'])
        expect(verify(language, asked)).toMatchObject({ status: 0, stdout: expect.stringContaining(words) });
    expect(verify('en_GB.UTF-8', join(folder, 'none')).status).toBe(1);
    rmSync(folder, { recursive: true });
  });

  it('counts in words that go with the number, of one as of many, in both languages', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'vigie-one-'));
    const own = await openedCase(workbench, 'ines', unit);
    const item = await registered(workbench, 'ines', own);
    const said = async (language: string) => {
      const one = join(folder, 'one.jsonl');
      writeFileSync(one, (await workbench.ask('ines', 'GET', `/api/cases/${own}/custody`)).body);
      const given = { cwd: folder, encoding: 'utf8', env: { LC_ALL: language } } as const;
      return spawnSync(process.execPath, [SCRIPT, one, '--key', key], given).stdout;
    };
    expect(await said('en_GB.UTF-8')).toMatch(/^1 entry of 1 item: .* None bears a time-stamp\.$/m);
    expect(await said('fr_FR.UTF-8')).toMatch(/^1 entrée, 1 pièce : .* Aucune n’est horodatée\.$/m);
    await told(
      workbench.database.query,
      `insert into casework.custody_timestamp (item_id, seq, case_id, token, stamped_at, authority)
       select item_id, seq, case_id, '\\x0420'::bytea || sha256(hash), now(), 'A' from casework.custody_entry where item_id = $1`,
      [item],
    );
    expect(await said('en_GB.UTF-8')).toContain(' 1 bears a time-stamp.');
    const empty = join(folder, 'empty.jsonl');
    writeFileSync(empty, '{}');
    const given = { cwd: folder, encoding: 'utf8', env: { LC_ALL: 'en_GB.UTF-8' } } as const;
    expect(spawnSync(process.execPath, [SCRIPT, empty], given).stdout).toMatch(/^(1 finding|\d+ findings)\. Keep/m);
    rmSync(folder, { recursive: true });
  });

  it('is for who is on the case alone', async () => {
    expect((await workbench.ask('noor', 'GET', `/api/cases/${caseId}/custody`)).status).toBe(404);
  });
});
