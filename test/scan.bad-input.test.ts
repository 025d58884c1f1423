import { spawnSync } from 'node:child_process';
import { appendFileSync, chmodSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { Engine, literal } from '../src/engine/engine.ts';
import { WORK_FOLDER } from '../src/scan-room.ts';
import { zipFixture } from '../src/transfers/sources/zip-fixture.ts';
import { DELIVERED, type Delivered, delimited, deliveredTransfers } from './support/deliveries.ts';
import { Place } from './support/place.ts';
import { RESULT_FILES, type Results } from './support/results.ts';
import { done, doneHere, vigie, vigieHere, vigieUnder } from './support/vigie.ts';
import { workbook } from './support/workbook.ts';

const place = new Place();
let rows: Delivered[];
let good: string;
/** Results of an earlier scan, in a folder that every bad input below is told to write to. */
let earlier: Results;
let before: Record<string, string>;

beforeAll(async () => {
  rows = deliveredTransfers(600);
  good = place.file('good.csv', delimited(rows, ','));
  earlier = place.output();
  await done('scan', good, '--threads', '1', '--quiet', '--out', earlier.directory);
  before = earlier.digests();
});

/** Nothing half-written, nothing left over, nothing changed. */
function expectUntouched(): void {
  expect(earlier.files).toEqual(RESULT_FILES);
  expect(earlier.digests()).toEqual(before);
}

const HEADER = DELIVERED.join(',');
const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
const bombXml = `<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pacs.008.001.08"><FIToFICstmrCdtTrf><GrpHdr><MsgId>&b;</MsgId></GrpHdr></FIToFICstmrCdtTrf></Document>`;
const sheets: readonly (readonly [string, Buffer | string])[] = [
  ['empty.csv', ''],
  ['binary.csv', Buffer.from(Uint8Array.from({ length: 20_000 }, (_, i) => (i * i * 7 + i) % 256))],
  ['zeros.csv', Buffer.alloc(10_000)],
  ['picture.csv', Buffer.concat([png, Buffer.alloc(5000, 7)])],
  ['video.csv', Buffer.concat([Buffer.from('00000018667479706d703432', 'hex'), Buffer.alloc(5000, 7)])],
  ['missing-columns.csv', 'source_ref,executed_at,amount\nR-1,2025-01-01T10:00:00Z,12.00\n'],
  ['no-header-known.csv', 'eins,zwei,drei\n1,2,3\n4,5,6\n'],
  ['duplicate-headers.csv', `${HEADER},amount\n`],
  ['one-cell.csv', 'amount'],
  ['not-a-table.html', '<html><body>Sign in</body></html>'],
  ['json-array.json', '[{"amount": 1}]'],
  ['bomb.xml', bombXml],
  ['doctype.xml', '<?xml version="1.0"?><!DOCTYPE Document SYSTEM "file:///etc/hostname"><Document/>'],
  ['not-iso.xml', '<?xml version="1.0"?><html/>'],
  ['not-parquet.parquet', 'PAR1 and then nothing of the kind'],
  ['not-a-workbook.xlsx', 'PK but no zip'],
  ['cut.csv.gz', gzipSync(Buffer.alloc(100_000, HEADER)).subarray(0, 200)],
  ['not-gzip.gz', Buffer.concat([Buffer.from('1f8b0800', 'hex'), Buffer.alloc(500, 9)])],
  ['bomb.csv.gz', gzipSync(Buffer.alloc(80 * 2 ** 20))],
  ['bomb.zip', zipFixture([{ name: 'transfers.csv', content: Buffer.alloc(80 * 2 ** 20) }])],
  ['nested.zip', zipFixture([{ name: 'inner.zip', content: zipFixture([{ name: 'a.csv', content: HEADER }]) }])],
  ['nested.gz', gzipSync(gzipSync(HEADER))],
  ['picture.zip', zipFixture([{ name: 'a.csv', content: Buffer.concat([png, Buffer.alloc(500)]) }])],
  ['cut.zip', zipFixture([{ name: 'a.csv', content: HEADER }]).subarray(0, 60)],
];

describe('A file that is none', () => {
  it.for(sheets)('%s ends with 2, is named with a reason, and nothing is written', async ([name, content]) => {
    const file = place.file(name, content);
    const ended = await vigieHere('scan', file, '--quiet', '--out', earlier.directory);
    expect(ended.code, ended.stderr).toBe(2);
    expect(ended.stderr).toContain(`${file}`);
    expect(ended.stderr.length).toBeGreaterThan(file.length + 20);
    expect(ended.stderr).not.toMatch(/\n\s+at |\[object|undefined|Error:/);
    expectUntouched();
  });

  it('does not keep the others from being read: it is said, and stands in run.json', async () => {
    const folder = place.path('folder');
    mkdirSync(folder);
    for (const [name, content] of sheets) writeFileSync(join(folder, name), content);
    writeFileSync(join(folder, 'good.csv'), delimited(rows, ','));
    const out = place.output();
    const ended = await doneHere('scan', folder, '--out', out.directory);
    expect(out.run.counts).toMatchObject({ read: rows.length, accepted: rows.length });
    expect(out.ranking).toEqual(earlier.ranking);
    for (const [name] of sheets) {
      expect(ended.stderr).toContain(join(folder, name));
      expect(out.run.refused.map(({ file }) => file.split('!')[0])).toContain(join(folder, name));
    }
    expect(readdirSync(out.directory).sort()).toEqual(RESULT_FILES);
  });

  it('that is not there, an empty folder, a pattern without match or a device ends with 2', async () => {
    const empty = place.path('empty-folder');
    mkdirSync(empty);
    for (const path of [place.path('nowhere.csv'), empty, place.path('*.nothing'), '/dev/null']) {
      const ended = await vigie('scan', path, '--quiet', '--out', earlier.directory);
      expect(ended.code).toBe(2);
      expect(ended.stderr).toContain(path);
    }
    expectUntouched();
  });

  it('is not scanned into a place where a folder stands instead of a result: nothing of what was there is replaced', async () => {
    const out = place.output();
    mkdirSync(join(out.directory, 'report.html'), { recursive: true });
    writeFileSync(join(out.directory, 'run.json'), 'earlier');
    const ended = await vigie('scan', place.file('sound.csv', delimited(rows, ',')), '--quiet', '--out', out.directory);
    expect(ended.code).toBe(2);
    expect(ended.stderr).toContain('report.html');
    expect(readFileSync(join(out.directory, 'run.json'), 'utf8')).toBe('earlier');
    expect(readdirSync(out.directory).sort()).toEqual(['report.html', 'run.json']);
  });

  it('is not scanned with a lake that has no name, nor with a million threads', async () => {
    const sound = place.file('named.csv', delimited(rows, ','));
    for (const wrong of [
      ['--lake', ''],
      ['--threads', '1000000'],
    ])
      expect((await vigie('scan', sound, ...wrong, '--out', earlier.directory)).code).toBe(1);
    expectUntouched();
  });

  it('that may not be read ends with 2 and says so', async (ctx) => {
    if (process.getuid?.() === 0) return ctx.skip('root may read everything');
    const locked = place.file('locked.csv', HEADER);
    chmodSync(locked, 0o000);
    const ended = await vigie('scan', locked, '--out', earlier.directory);
    expect(ended.code).toBe(2);
    expect(ended.stderr).toContain('permission');
    expectUntouched();
  });
});

describe('A header without records', () => {
  it('is a result of its own: nothing read, nobody ranked, exit code 0', async () => {
    const out = place.output();
    await doneHere('scan', place.file('header-only.csv', `${HEADER}\n`), '--quiet', '--out', out.directory);
    expect(out.run.counts).toMatchObject({ read: 0, accepted: 0, subjectsRanked: 0 });
    expect(out.run.period).toEqual({ from: null, to: null });
    expect(out.leads).toEqual([]);
    expect(out.run.asOf).toBeNull();
    expect(/NaN|1970|Invalid Date/.exec(out.text('report.html'))?.[0]).toBeUndefined();
  });
});

describe('A Parquet file whose footer claims 10^9 rows', () => {
  it('ends with 2 without trying to hold them', async () => {
    const engine = await Engine.open({ memory: '500MB', threads: 1, spillDirectory: place.path('spill') });
    const file = place.path('claims.parquet');
    await engine.run(
      `COPY (SELECT c.* REPLACE (c.source_ref || '-' || i AS source_ref) FROM read_csv(${literal(good)}, all_varchar = true) c, range(10) r(i) LIMIT 5000) TO ${literal(file)} (FORMAT parquet)`,
    );
    const bytes = readFileSync(file);
    engine.close();
    const footerAt = bytes.length - 8 - bytes.readUInt32LE(bytes.length - 8);
    const claim = bytes
      .subarray(footerAt, bytes.length - 8)
      .toString('latin1')
      .replaceAll('\x90\x4e', varint(2_000_000_000).toString('latin1'));
    const footer = Buffer.from(claim, 'latin1');
    const length = Buffer.alloc(4);
    length.writeUInt32LE(footer.length);
    writeFileSync(file, Buffer.concat([bytes.subarray(0, footerAt), footer, length, Buffer.from('PAR1')]));
    const ended = await vigie('scan', file, '--quiet', '--out', earlier.directory);
    expect(ended.code, ended.stderr).toBe(2);
    expect(ended.stderr).toContain(file);
    expectUntouched();
  });
});

describe('Records that cannot be read', () => {
  const wrong = (changes: Partial<Delivered>): string =>
    delimited([{ ...(rows[0] as Delivered), source_ref: `W-${Math.random()}`, ...changes }], ',').split('\r\n')[1] ??
    '';

  it('go to quarantine one by one, with the column at fault; the others rank as if they had been alone', async () => {
    const bad: readonly (readonly [string, Partial<Delivered>])[] = [
      ['amount', { amount: 'NaN' }],
      ['amount', { amount: 'Infinity' }],
      ['amount', { amount: '-12.50' }],
      ['amount', { amount: '1000000000000000000000000000000.00' }],
      ['amount', { amount: '1e30' }],
      ['amount', { amount: '0.00' }],
      ['amount', { amount: '=1+1' }],
      ['amount', { amount: '' }],
      ['executed_at', { executed_at: '0000-01-01T00:00:00Z' }],
      ['executed_at', { executed_at: '9999-12-31T23:59:59Z' }],
      ['executed_at', { executed_at: '2025-02-30T10:00:00Z' }],
      ['executed_at', { executed_at: 'infinity' }],
      ['executed_at', { executed_at: '' }],
      ['currency', { currency: 'TALER' }],
      ['currency', { currency: '' }],
      ['payer_id', { payer_id: '', payer_name: '', payer_phone: '' }],
      ['payee_id', { payee_id: '', payee_name: '', payee_phone: '' }],
    ];
    const file = place.file('rows.csv', delimited(rows, ','));
    appendFileSync(file, `${bad.map(([, changes]) => wrong(changes)).join('\r\n')}\r\n`);
    const out = place.output();
    await doneHere('scan', file, '--quiet', '--out', out.directory);
    expect(out.quarantine.rows.map(({ row, column }) => [Number(row), column])).toEqual(
      bad.map(([column], index) => [rows.length + 1 + index, column]),
    );
    expect(out.ranking).toEqual(earlier.ranking);
    for (const { reason } of out.quarantine.rows) expect(reason).toMatch(/^[A-Z].+\.$/);
  });

  it('because of their bytes, their quotes or their width are counted, and no good record is lost with them', async () => {
    const lines = delimited(rows, ',').split('\r\n').slice(0, -1);
    const latin = Buffer.from(wrong({ payer_name: 'Synthetic Payer é' }), 'latin1');
    const mixed = Buffer.concat([
      Buffer.from(`${lines.slice(0, 300).join('\n')}\n`),
      Buffer.concat([latin, Buffer.from('\n')]),
      Buffer.from('too,few,cells\n'),
      Buffer.from(`${lines.slice(300).join('\r\n')}\r\n`),
    ]);
    const out = place.output();
    await doneHere('scan', place.file('mixed.csv', mixed), '--quiet', '--out', out.directory);
    expect(out.run.counts).toMatchObject({ read: rows.length + 2, accepted: rows.length, quarantined: 2 });
    expect(out.quarantine.rows.map(({ row }) => Number(row))).toEqual([300, 301]);
    expect(out.ranking).toEqual(earlier.ranking);
  });

  it('because a line of 100 MB stands among them cost that line only', async () => {
    const file = place.path('long-line.csv');
    const [header, ...lines] = delimited(rows, ',').split('\r\n').slice(0, -1);
    writeFileSync(file, `${[header, ...lines.slice(0, 100)].join('\n')}\n`);
    for (let i = 0; i < 100; i++) appendFileSync(file, Buffer.alloc(1_000_000, 'x'));
    appendFileSync(file, `\n${lines.slice(100).join('\n')}\n`);
    const out = place.output();
    await done('scan', file, '--quiet', '--out', out.directory);
    expect(out.run.counts).toMatchObject({ read: rows.length + 1, accepted: rows.length, quarantined: 1 });
    expect(out.run.memory.peakBytes).toBeLessThan(1.5e9);
    expect(out.ranking).toEqual(earlier.ranking);
  });

  it('with texts that are no currency where one is optional do not end the scan', async () => {
    const [header = '', ...lines] = delimited(rows, ',').split('\r\n').slice(0, -1);
    const odd = ['€', '漢字', '1', 'euro', ' usd ', 'null'];
    const text = [`${header},payout_amount,payout_currency`, ...lines.map((line, i) => `${line},${i},${odd[i % 6]}`)];
    const out = place.output();
    await doneHere('scan', place.file('odd.csv', `${text.join('\n')}\n`), '--quiet', '--out', out.directory);
    expect(out.run.counts.accepted).toBe(rows.length);
  });
});

describe('Formulas in cells', () => {
  const evil = ['=HYPERLINK("http://127.0.0.1/")', '+cmd|x', '-2+3', '@SUM(1)', '\tx', '=1+1'];

  it('are never executed, and are neutralised in every CSV that is written', async () => {
    const harmful = rows.map((row, i) => ({
      ...row,
      payer_name: evil[i % evil.length] ?? '',
      payee_name: evil[(i + 1) % evil.length] ?? '',
      payee_id: `=${row.payee_id}`,
    }));
    const file = place.path('=harmful.csv');
    writeFileSync(file, delimited([...harmful, { ...(harmful[0] as Delivered), amount: '=1' }], ','));
    const out = place.output();
    const ended = spawnSync(
      process.execPath,
      [join(import.meta.dirname, '../src/cli/main.ts'), 'scan', '=harmful.csv', '--quiet', '--out', out.directory],
      { cwd: place.directory, encoding: 'utf8' },
    );
    expect(ended.status, ended.stderr).toBe(0);
    expect(out.subjects.rows.length).toBeGreaterThan(20);
    for (const table of [out.subjects, out.places, out.quarantine])
      for (const row of table.rows)
        for (const [column, cell] of Object.entries(row))
          if (!['score', 'lat', 'lon'].includes(column)) expect(cell).not.toMatch(/^[=+@\t\r-]/);
    expect(out.quarantine.rows).toHaveLength(1);
  });

  it('of a workbook are read as the value that was stored, and a formula as text is only text', async () => {
    const cells = rows.map((row) => DELIVERED.map((name) => (name === 'amount' ? Number(row.amount) : row[name])));
    const out = place.output();
    const name = DELIVERED.indexOf('payer_name');
    const sheet = [[...DELIVERED], ...cells.map((row) => row.with(name, '=1+1'))];
    await doneHere('scan', place.file('formulas.xlsx', workbook(sheet)), '--quiet', '--out', out.directory);
    for (const row of out.subjects.rows) if (row.subject_kind === 'payer') expect(row.subject_name).toBe("'=1+1");
  });
});

describe('A NUL in an identifier', () => {
  it('is part of it: the subject is ranked and explained like any other', async () => {
    const first = earlier.subjects.rows.find((row) => row.subject_kind === 'payer')?.subject_id ?? '';
    const renamed = `SP\0'${first}`;
    const changed = rows.map((row) => (row.payer_id === first ? { ...row, payer_id: renamed } : row));
    const out = place.output();
    await doneHere('scan', place.file('nul.csv', delimited(changed, ',')), '--quiet', '--out', out.directory);
    expect(out.quarantine.rows).toEqual([]);
    expect(out.subjects.rows.map((row) => row.subject_id)).toContain(`SP⟨U+0000⟩'${first}`);
    expect(out.leads.some((lead) => lead.members.some(({ id }) => id === renamed))).toBe(true);
  });
});

describe('Names of files', () => {
  it('with brackets, quotes, stars and blanks mean that file and no other', async () => {
    const folder = place.path("o'dd [1] {a,b}");
    mkdirSync(folder);
    writeFileSync(join(folder, 'a*[x]?.csv'), delimited(rows.slice(0, 300), ','));
    writeFileSync(join(folder, 'abx1.csv'), delimited(rows.slice(300), ','));
    const out = place.output();
    const [lake, target] = [join(folder, 'lake [1]'), join(folder, "out '[1]*")];
    await doneHere('scan', join(folder, 'a*[x]?.csv'), '--lake', lake, '--quiet', '--out', target);
    await doneHere('scan', '--lake', lake, '--quiet', '--out', out.directory);
    expect(out.subjects.rows.length).toBeGreaterThan(0);
    expect(readdirSync(target).sort()).toEqual(RESULT_FILES);
    expect(out.run.counts.payers).toBe(new Set(rows.slice(0, 300).map((row) => row.payer_id)).size);
  });
});

describe('No room on the disk', () => {
  // The shell's limit on the size of a file stands for a full disk: the write fails in the middle, as there.
  it.for([8, 64, 256, 700])(
    'after %i KB of a file ends with 3, says so, and leaves earlier results',
    async (kilobytes) => {
      const full = place.file('full.csv', delimited(deliveredTransfers(2500), ','));
      const limit = `ulimit -f ${kilobytes * 2}`;
      const ended = await vigieUnder(limit, 'scan', full, '--quiet', '--out', earlier.directory);
      if (ended.code === 0) expect(kilobytes).toBeGreaterThan(600);
      else {
        expect(ended.code, ended.stderr).toBe(3);
        expect(ended.stderr).toMatch(/not enough room/);
        expect(ended.stderr).not.toMatch(/\n\s+at /);
        expectUntouched();
      }
    },
  );

  it('for one of two archives ends with 3: a scan without it would look like a whole one', async () => {
    const folder = place.path('archives');
    mkdirSync(folder);
    writeFileSync(join(folder, 'a.csv.gz'), gzipSync(delimited(rows.slice(0, 20), ',')));
    writeFileSync(join(folder, 'b.csv.gz'), gzipSync(Buffer.from(delimited(deliveredTransfers(2500), ','))));
    writeFileSync(join(folder, 'c.zip'), zipFixture([{ name: 'c.csv', content: delimited(rows, ',') }]));
    const ended = await vigieUnder('ulimit -f 300', 'scan', folder, '--quiet', '--out', earlier.directory);
    expect(ended.code, ended.stderr).toBe(3);
    expect(ended.stderr).toMatch(/not enough room/);
    expectUntouched();
  });

  it('of the lake ends with 3, and the lake has the batches that it had', async () => {
    const lake = place.path('small-lake');
    await doneHere('scan', good, '--lake', lake, '--quiet', '--out', place.output().directory);
    const kept = readdirSync(lake, { recursive: true }).sort();
    const full = place.file('more.csv', delimited(deliveredTransfers(2500), ','));
    const ended = await vigieUnder('ulimit -f 60', 'scan', full, '--lake', lake, '--quiet', '--out', earlier.directory);
    expect(ended.code, ended.stderr).toBe(3);
    expectUntouched();
    expect(readdirSync(lake, { recursive: true }).sort()).toEqual(kept);
    const out = place.output();
    await doneHere('scan', '--lake', lake, '--quiet', '--out', out.directory);
    expect(readdirSync(lake, { recursive: true }).sort()).toEqual(kept);
    expect(out.ranking).toEqual(earlier.ranking);
  });
});

describe('A folder that may not be written to', () => {
  it('ends with 1 and says so', async (ctx) => {
    if (process.getuid?.() === 0) return ctx.skip('root may write everywhere');
    const locked = place.path('locked');
    mkdirSync(locked, { mode: 0o500 });
    const ended = await vigie('scan', good, '--out', join(locked, 'out'));
    expect(ended.code).toBe(1);
    expect(ended.stderr).toContain('may write to');
  });

  it('because links lead in a circle ends with 1, for results and for a lake', async () => {
    const circle = place.path('circle');
    symlinkSync(circle, circle);
    for (const args of [
      ['--out', circle],
      ['--out', place.output().directory, '--lake', circle],
    ]) {
      const ended = await vigie('scan', good, '--quiet', ...args);
      expect(ended.code, ended.stderr).toBe(1);
      expect(ended.stderr).toContain('may write to');
    }
  });

  it('is not left locked when what another person left in it cannot be removed', async (ctx) => {
    if (process.getuid?.() === 0) return ctx.skip('root may remove everything');
    const out = place.output();
    const inside = join(out.directory, WORK_FOLDER, 'of another');
    mkdirSync(inside, { recursive: true });
    writeFileSync(join(inside, 'file'), '');
    chmodSync(inside, 0o500);
    expect(await vigie('scan', good, '--quiet', '--out', out.directory)).toMatchObject({ code: 1 });
    expect(out.files).toEqual([WORK_FOLDER]);
    chmodSync(inside, 0o700);
  });

  it('in a lake ends with 1, and a file in it that may not be read with 2 and its name', async (ctx) => {
    if (process.getuid?.() === 0) return ctx.skip('root may read and write everywhere');
    const lake = place.path('guarded');
    await doneHere('scan', good, '--lake', lake, '--quiet', '--out', place.output().directory);
    chmodSync(join(lake, 'batches'), 0o500);
    expect(await vigie('scan', '--lake', lake, '--out', place.output().directory)).toMatchObject({ code: 1 });
    chmodSync(join(lake, 'batches'), 0o700);
    const [batch] = readdirSync(join(lake, 'batches'));
    for (const file of [join(lake, 'batches', String(batch)), join(lake, 'manifest.json')]) {
      chmodSync(file, 0);
      const ended = await vigie('scan', '--lake', lake, '--out', place.output().directory);
      expect(ended).toMatchObject({ code: 2, stderr: expect.stringContaining(`${file} cannot be read (EACCES)`) });
      chmodSync(file, 0o600);
    }
  });
});

function varint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value;
  while (rest >= 128) {
    bytes.push((rest % 128) + 128);
    rest = Math.floor(rest / 128);
  }
  return Buffer.from([...bytes, rest]);
}
