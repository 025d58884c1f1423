import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { Readable } from 'node:stream';
import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openedCase } from './support/casework.ts';
import { registered } from './support/evidence.ts';
import { pdfOf } from './support/pdf.ts';
import { processorTime } from './support/processor-time.ts';
import { MEMBER_HEADER } from './support/signed-in-by-header.ts';
import { addStaffedUnit, type TestWorkbench, testWorkbench } from './support/workbench.ts';

let workbench: TestWorkbench;
let caseId: string;

beforeAll(async () => {
  workbench = await testWorkbench();
  const unit = await addStaffedUnit(workbench.database, {
    ...{ ines: 'investigator', noor: 'investigator', vera: 'victim_services' },
  });
  caseId = await openedCase(workbench, 'ines', unit);
});
afterAll(() => workbench.close());

async function attach(content: Buffer | string | Readable, name = 'file.txt', member = 'ines', more = '') {
  const answer = await workbench.app.inject({
    ...{
      method: 'PUT',
      url: `/api/cases/${caseId}/attachments?words=Synthetic&name=${encodeURIComponent(name)}${more}`,
    },
    headers: { [MEMBER_HEADER]: member, 'accept-language': 'en', 'content-type': 'application/octet-stream' },
    payload: content instanceof Readable ? content : Buffer.from(content),
  });
  return { status: answer.statusCode, body: answer.body, json: () => answer.json() };
}
const kept = async () =>
  (
    await workbench.database.query(`select (select count(*)::int from casework.attachment) as rows,
    (select count(*)::int from casework.attachment_content) as contents`)
  )[0];
const read = async (id: string, member = 'ines') => workbench.ask(member, 'GET', `/api/attachments/${id}`);
const sha256 = (content: Buffer | string) => createHash('sha256').update(content).digest('hex');

const JPEG = Buffer.from('ffd8ffe000104a46494600010100000100010000', 'hex');
const PNG = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
const padded = (start: Buffer) => Buffer.concat([start, Buffer.alloc(6000, 0x41)]);
const letters = (start: Buffer) => padded(start).toString('base64');
/** In lines of 75, as address books and calendars are written. */
const folded = (line: string) => line.replaceAll(/(.{74})/g, '$1\r\n ');

describe('an attachment', () => {
  it('is read in a moment, however it is made', async () => {
    const took = await processorTime(async () => {
      for (const text of [`P1\n${'# '.repeat(30)}x`, `P1\n#${' '.repeat(30_000)}x`, 'a'.repeat(9 << 20)])
        expect((await attach(text)).status).toBe(201);
    });
    expect(took).toBeLessThan(8000);
  });

  it('is a text, a table, a JSON or an XML, kept byte for byte under its hash, once for each case', async () => {
    for (const [content, kind] of [
      ['Record of a hearing, synthetic.\n', 'text'],
      ['date;amount\n2026-01-01;10\n2026-01-02;12\n', 'csv'],
      ['{"a":[1,2]}', 'json'],
      ['<?xml version="1.0"?><a>b</a>', 'xml'],
      [Buffer.from('Re\xe7u, en fran\xe7ais', 'latin1'), 'text'],
      [Buffer.from('\ufeffUTF-16, synthetic', 'utf16le'), 'text'],
      ['\u202eمكتوب e\u0301 名\n', 'text'],
    ] as const) {
      const before = await kept();
      const made = await attach(content, 'whatever.pdf');
      expect([made.status, made.json().kind], made.body).toEqual([201, kind]);
      expect(made.json()).toMatchObject({ sha256: sha256(content), original: { sha256: sha256(content) }, pdf: null });
      const answer = await workbench.app.inject({
        ...{ method: 'GET', url: `/api/attachments/${made.json().id}` },
        headers: { [MEMBER_HEADER]: 'ines', 'x-vigie-purpose': 'inquiry' },
      });
      expect(answer.rawPayload.equals(Buffer.from(content))).toBe(true);
      expect(answer.headers['content-disposition']).toMatch(/^attachment;/);
      await attach(content, 'again.txt');
      expect(await kept()).toEqual({ rows: (before?.rows as number) + 2, contents: (before?.contents as number) + 1 });
    }
  });

  it('belongs to an item, or to the case, and is there for who is on it alone', async () => {
    const item = await registered(workbench, 'ines', caseId);
    const made = (await attach('Label of the item', 'label.txt', 'ines', `&item=${item}`)).json();
    const { attachments } = (await workbench.ask('ines', 'GET', `/api/evidence/${item}`)).json();
    expect(attachments).toEqual([made]);
    for (const member of ['noor', 'vera']) {
      expect((await read(made.id, member)).status).toBe(404);
      expect((await attach('x', 'x.txt', member)).status).toBe(404);
    }
    const elsewhere = '&item=00000000-0000-4000-8000-000000000000';
    expect((await attach('x', 'x.txt', 'ines', elsewhere)).status).toBe(404);
  });

  it('is read in a transaction that tells of it, or not at all', async () => {
    const { id } = (await attach('To be told of')).json();
    await read(id);
    const [told] = await workbench.database.query(
      `select act from audit.entry where object_id = $1 and act = 'attachment.read'`,
      [id],
    );
    expect(told).toEqual({ act: 'attachment.read' });
    expect(
      (await workbench.ask('ines', 'GET', `/api/attachments/${id}`, { headers: { 'x-vigie-purpose': '' } })).status,
    ).toBe(400);
    const client = await workbench.database.pools.app.connect();
    try {
      await client.query(`begin; select set_config('vigie.member', 'ines', true)`);
      expect((await client.query('select from casework.attachment')).rowCount).toBeGreaterThan(0);
      expect((await client.query('select from casework.attachment_content')).rowCount).toBe(0);
    } finally {
      await client.query('rollback');
      client.release();
    }
  });
});

describe('of a PDF', () => {
  it('the text is kept, and the hash of the original, and nothing else', async () => {
    const file = pdfOf(['First page', null, 'Third page'], 'SECRET WITHIN');
    const made = (await attach(file, 'report.pdf')).json();
    expect(made).toMatchObject({
      ...{ kind: 'pdf_text', original: { sha256: sha256(file), bytes: file.length } },
      pdf: { pages: 3, pagesWithoutText: 1, embeddedFiles: 1 },
    });
    expect((await read(made.id)).body).toBe('First page\n\f\n\n\f\nThird page');
    const [{ found } = { found: 1 }] = await workbench.database.query(
      `select count(*)::int as found from casework.attachment_content where position('SECRET'::bytea in content) > 0 or position('%PDF'::bytea in content) > 0`,
    );
    expect(found).toBe(0);
  });

  it('that is pictures alone, it is said that there is no text', async () => {
    const made = (await attach(pdfOf([null, null]), 'scan.pdf')).json();
    expect(made).toMatchObject({ bytes: 0, pdf: { pages: 2, pagesWithoutText: 2 } });
  });

  it('nothing is kept when it cannot be read, or asks for too much', async () => {
    const before = await kept();
    const refused = async (file: Buffer, why: RegExp) => {
      const answer = await attach(file, 'a.pdf');
      expect([answer.status, answer.json().detail]).toEqual([415, expect.stringMatching(why)]);
    };
    await refused(Buffer.from('%PDF-1.7 nothing follows'), /cannot|PDF/);
    await refused(pdfOf(Array.from({ length: 2001 }, () => 'x')), /2,000 pages/);
    // A page whose content unpacks to more than the process may hold.
    const bomb = deflateSync(deflateSync(Buffer.alloc(1_500_000_000)));
    const start =
      '%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n';
    const page = '3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>\nendobj\n';
    const head = `4 0 obj\n<</Length ${bomb.length}/Filter[/FlateDecode/FlateDecode]>>\nstream\n`;
    const file = Buffer.concat([
      ...[Buffer.from(start + page + head), bomb],
      Buffer.from('\nendstream\nendobj\ntrailer<</Root 1 0 R>>\n%%EOF\n'),
    ]);
    const answer = await attach(file, 'bomb.pdf');
    if (answer.status === 201) expect(answer.json().bytes).toBe(0);
    else expect(answer.json().detail).toMatch(/too much time or memory/);
    const after = await kept();
    expect((after?.rows as number) - (before?.rows as number)).toBe(answer.status === 201 ? 1 : 0);
  });

  it('whatever bytes it is made of, the server answers and goes on', async () => {
    const whole = pdfOf(['Synthetic'], 'x');
    await fc.assert(
      fc.asyncProperty(
        fc.nat({ max: whole.length - 6 }),
        fc.uint8Array({ minLength: 1, maxLength: 40 }),
        async (at, noise) => {
          const file = Buffer.concat([whole.subarray(0, 5 + at), Buffer.from(noise), whole.subarray(5 + at)]);
          expect([201, 415]).toContain((await attach(file, 'a.pdf')).status);
        },
      ),
      { numRuns: 20 },
    );
  });
});

describe('nothing is kept', () => {
  const disguised: readonly (readonly [what: string, file: Buffer | string, why: RegExp])[] = [
    ['an image named .pdf', padded(JPEG), /image/],
    ['an image that is a PDF further on', Buffer.concat([JPEG, pdfOf(['text'])]), /image/],
    ['a PDF behind something else', Buffer.concat([Buffer.from('text first\n'), pdfOf(['text'])]), /two files in one/],
    ['a PNG of a few bytes', PNG, /image/],
    ['a GIF', padded(Buffer.from('GIF89a')), /image/],
    ['an SVG', '<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/></svg>', /image/],
    ['an SVG within an XML', `<?xml version="1.0"?><a>${' '.repeat(5000)}<svg:svg/></a>`, /picture/],
    ['a video', padded(Buffer.from('00000020667479706d703432', 'hex')), /video/],
    ['a sound', padded(Buffer.from('52494646000000005741564566', 'hex')), /sound/],
    ['a workbook', padded(Buffer.from('504b0304', 'hex')), /Export the table as CSV/],
    ['an archive', padded(Buffer.from('1f8b08', 'hex')), /archive/],
    ['a program', padded(Buffer.from('7f454c46', 'hex')), /program/],
    ['an old office document', padded(Buffer.from('d0cf11e0a1b11ae1', 'hex')), /old office/],
    ['bytes that are no text', Buffer.from([0x41, 0x00, 0x42]), /not those of a text/],
    ['an image as base64 in a JSON', JSON.stringify({ file: padded(JPEG).toString('base64') }), /picture/],
    [
      'one with escaped slashes',
      JSON.stringify({ file: padded(JPEG).toString('base64') }).replaceAll('/', '\\/'),
      /picture/,
    ],
    [
      'one of short lines in a mail',
      `Hello\n\n${padded(PNG)
        .toString('base64')
        .replaceAll(/(.{76})/g, '$1\n')}`,
      /picture/,
    ],
    [
      'the photo of an address book',
      `BEGIN:VCARD\n${folded(`PHOTO;ENCODING=b;TYPE=JPEG:${letters(JPEG)}`)}`,
      /picture/,
    ],
    ['one in a calendar', folded(`ATTACH;ENCODING=BASE64;FMTTYPE=image/png;X-FILENAME=a:${letters(PNG)}`), /picture/],
    ['one of a directory', folded(`jpegPhoto:: ${letters(JPEG)}`), /picture/],
    ['one in lines of 48', letters(PNG).replaceAll(/(.{48})/g, '$1\n'), /picture/],
    ['an archive in a mail', `Hello\n\n${letters(Buffer.from('504b0304', 'hex'))}`, /another file/],
    ['a packed file in a JSON', JSON.stringify({ file: letters(Buffer.from('1f8b08', 'hex')) }), /another file/],
    ['a PDF in an XML', `<a><b>${letters(Buffer.from('%PDF-1.7\n'))}</b></a>`, /another file/],
    ['an image in a data address', 'name;photo\na;data:image/png;base64,AAAA\n', /picture/],
    ['an image in hexadecimal digits', `photo\n${padded(JPEG).toString('hex')}\n`, /picture/],
    ['a picture in letters', '%!PS-Adobe-3.0 EPSF-3.0\n', /picture/],
    ['a grey map', 'P2\n2 2\n255\n0 1 2 3\n', /picture/],
    ['an image within the text of a PDF', pdfOf([`A ${padded(JPEG).toString('base64')}`]), /picture/],
    ['nothing', '', /empty/],
  ];
  it.each(disguised)('of %s', async (_, file, why) => {
    const before = await kept();
    for (const name of ['report.pdf', 'notes.txt']) {
      const answer = await attach(file, name);
      expect([answer.status, answer.json().detail]).toEqual([415, expect.stringMatching(why)]);
    }
    expect(await kept()).toEqual(before);
  });

  it('of what is too large, also when its length was not said', async () => {
    const before = await kept();
    expect((await attach('a'.repeat((20 << 20) + 1))).status).toBe(413);
    expect((await attach('a'.repeat((10 << 20) + 1))).status).toBe(413);
    const unsaid = Readable.from(Array.from({ length: 21 }, () => Buffer.alloc(1 << 20, 0x61)));
    expect((await attach(unsaid)).status).toBe(413);
    expect(await kept()).toEqual(before);
  });

  it('on the disk, whatever came', () => {
    expect(readdirSync(workbench.dataFolder)).toEqual([]);
  });

  it('of a name beyond what a table shows', async () => {
    expect((await attach('x', 'n'.repeat(100_000))).status).toBe(400);
    const made = await attach('A name', `${'\u202e'}évil${'\u0000'}/../..\\n\u0301.txt`);
    expect(made.json().name).toBe('ń.txt');
  });
});
