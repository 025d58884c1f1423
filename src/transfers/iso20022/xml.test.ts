import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { UnusableInput } from '../reader.ts';
import {
  creditTransfer,
  entry,
  OWNER_IBAN,
  reasonsIn,
  recordsIn,
  settlement,
  statement,
  transferOf,
  warningsIn,
  xmlEvents,
} from './fixture.ts';
import { MAX_DEPTH } from './limits.ts';
import { iso20022XmlEvents } from './xml.ts';

const one = settlement(creditTransfer({}));

describe('the envelope of a message', () => {
  it.each([
    ['nothing', one.replace(/<\/?Document[^>]*>/g, '')],
    [
      'a business message with a header',
      `<message><AppHdr><MsgDefIdr>pacs.008.001.08</MsgDefIdr></AppHdr>${one}</message>`,
    ],
    ['another envelope with a prefix', `<x:BizMsg xmlns:x="urn:x"><x:Hdr/>${one}</x:BizMsg>`],
    ['prefixes on every element', one.replaceAll(/<(\/?)(\w)/g, '<$1pacs:$2')],
    ['a byte order mark and a declaration', `\uFEFF<?xml version="1.0" encoding="UTF-8"?>\n${one}`],
    ['comments and processing instructions', `<!-- a --><?b c?>${one.replaceAll('<Nm>', '<Nm><!-- d -->')}<!-- e -->`],
    ['CDATA', one.replaceAll(/<Nm>(.*?)<\/Nm>/g, '<Nm><![CDATA[$1]]></Nm>')],
  ])('may be %s', async (_what, xml) => {
    expect(await transferOf(xml)).toMatchObject({ payer_name: 'Synthetic Payer 1', amount: '100.00', currency: 'EUR' });
  });

  it('may hold several messages of several kinds', async () => {
    const events = await xmlEvents(`<Batch>${one}${statement(entry('')).replace(/<\?.*\?>/, '')}${one}</Batch>`);
    expect(recordsIn(events).map((record) => [record.row, record.fields.source_system])).toEqual([
      [1, 'iso20022:pacs.008'],
      [2, `iso20022:camt.053 ${OWNER_IBAN}`],
      [3, 'iso20022:pacs.008'],
    ]);
  });

  it.each([
    ['InfReqOpng', 'InfReqOpng'],
    ['FIToFIPmtStsRpt', 'pacs.002'],
    ['FIToFIPmtCxlReq', 'camt.056'],
    ['CstmrDrctDbtInitn', 'pain.008'],
  ])('that is of another kind (%s) gives a warning beside others, and is refused alone', async (body, called) => {
    const other = `<Document><${body}><Ntry><Amt Ccy="EUR">1</Amt></Ntry></${body}></Document>`;
    await expect(xmlEvents(other)).rejects.toThrow(`it is not a transfer message but ${called}:`);
    const events = await xmlEvents(`<a>${other}${settlement(creditTransfer({})).replace(/^<\?xml.*?>/, '')}</a>`);
    expect(recordsIn(events)).toHaveLength(1);
    expect(warningsIn(events).join()).toContain(called);
  });

  it('with thousands of unknown messages gives a bounded number of warnings', async () => {
    const unknown = Array.from({ length: 5000 }, (_none, index) => `<Document><m${index}/></Document>`).join('');
    expect(warningsIn(await xmlEvents(`<a>${unknown}${settlement(creditTransfer({}))}</a>`)).length).toBeLessThan(200);
  });

  it('is refused when there is no message at all', async () => {
    await expect(xmlEvents('<html><body/></html>')).rejects.toThrow('no ISO 20022 message');
  });
});

describe('the encoding of a file', () => {
  const named = (encoding: string): string =>
    `<?xml version="1.0" encoding="${encoding}"?>${one.replace('Synthetic Payer 1', 'Payeur synthétique 1 – é')}`;

  it.each(['UTF-8', 'ISO-8859-15', 'windows-1252'])('may be declared as %s', async (encoding) => {
    const transfer = await transferOf(iconv.encode(named(encoding), encoding));
    expect(transfer.payer_name).toContain('Payeur synthétique 1');
    expect(transfer.payer_name?.endsWith('é')).toBe(true);
  });

  it.each(['utf-16le', 'utf-16be'])('may be %s, with a byte order mark or without', async (encoding) => {
    for (const addBOM of [true, false]) {
      const transfer = await transferOf(iconv.encode(named('UTF-16'), encoding, { addBOM }));
      expect(transfer.payer_name).toBe('Payeur synthétique 1 – é');
    }
  });

  it('is UTF-8 when the declaration says UTF-16 and the bytes do not', async () => {
    expect((await transferOf(named('UTF-16'))).payer_name).toBe('Payeur synthétique 1 – é');
  });

  it('that is not known is refused with advice', async () => {
    await expect(xmlEvents(named('x-klingon'))).rejects.toThrow(/x-klingon.*Convert it to UTF-8/);
  });

  it('that is mixed gives a warning, once', async () => {
    const damaged = Buffer.concat([Buffer.from('<!-- '), Buffer.from([0xe9, 0xe8]), Buffer.from(` -->${one}`)]);
    const events = await xmlEvents(damaged);
    expect(recordsIn(events)).toHaveLength(1);
    expect(warningsIn(events)).toHaveLength(1);
  });
});

describe('an attack', () => {
  const bomb =
    '<!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d SYSTEM "file:///etc/passwd">]>';

  it('by DOCTYPE is refused with a sentence that says what to do', async () => {
    await expect(xmlEvents(`${bomb}${one}`)).rejects.toThrow(UnusableInput);
    await expect(xmlEvents(`<!DOCTYPE a SYSTEM "http://example.invalid/a.dtd">${one}`)).rejects.toThrow(
      /Remove the <!DOCTYPE/,
    );
  });

  it('by an entity that nobody declared ends the reading there', async () => {
    const events = await xmlEvents(one.replace('Synthetic Payee 1', '&xxe;'));
    expect(recordsIn(events)).toEqual([]);
    expect(reasonsIn(events).join()).toMatch(/broken at line 1, column \d+/);
  });

  it('by nesting ends the reading there', async () => {
    const deep = one.replace('</Dbtr>', `${'<a>'.repeat(MAX_DEPTH)}${'</a>'.repeat(MAX_DEPTH)}</Dbtr>`);
    expect(reasonsIn(await xmlEvents(deep)).join()).toMatch(/nested more than 100 deep/);
  });

  it.each([
    ['text', '<Nm>', '</Nm>'],
    ['comment', '<!--', '-->'],
    ['attribute', '<Nm a="', '"/>'],
    ['processing instruction', '<?a ', '?>'],
    ['CDATA', '<Nm><![CDATA[', ']]></Nm>'],
    ['name', '<a', '/>'],
    ['stretch of empty instructions', '<?a?>', ''],
  ])('by an endless %s ends the reading there, in bounded memory', async (_what, start, end) => {
    const [before, after] = one.split('<Dbtr>');
    const piece = Buffer.from((start === '<?a?>' ? start : 'a').padEnd(65_535, start === '<?a?>' ? start : 'a'));
    function* endless(): Generator<Uint8Array> {
      yield Buffer.from(`${before}<Dbtr>${start}`);
      for (let index = 0; index < 20_000; index += 1) yield piece;
      yield Buffer.from(`${end}${after}`);
    }
    const events = [];
    for await (const event of iso20022XmlEvents('endless.xml', endless())) events.push(event);
    expect(reasonsIn(events).join()).toMatch(/longer than 4194304 characters/);
  });

  it('by a transaction with endless elements ends the reading there', async () => {
    const piece = Buffer.from('<Othr><Id>1</Id></Othr>'.repeat(2_000));
    function* endless(): Generator<Uint8Array> {
      yield Buffer.from('<Document><FIToFICstmrCdtTrf><CdtTrfTxInf><Dbtr><Id><PrvtId>');
      for (let index = 0; index < 20_000; index += 1) yield piece;
    }
    const events = [];
    for await (const event of iso20022XmlEvents('endless.xml', endless())) events.push(event);
    expect(reasonsIn(events).join()).toMatch(/holds more than/);
  });
});

describe('a broken file', () => {
  it('keeps what stood before and says where it breaks', async () => {
    const xml = settlement(`${creditTransfer({})}\n${creditTransfer({})}\n<CdtTrfTxInf></Dbtr>`);
    const events = await xmlEvents(xml);
    expect(recordsIn(events)).toHaveLength(2);
    expect(events.at(-1)).toMatchObject({ kind: 'unreadable', unreadable: { row: 3 } });
    expect(reasonsIn(events).join()).toMatch(/line 3, column/);
  });

  it('that was cut off says so', async () => {
    const events = await xmlEvents(one.slice(0, -40));
    expect(reasonsIn(events).join()).toMatch(/cut off/);
  });

  it.each(['', '   ', 'PK\u0003\u0004', '{"a": 1}', 'a;b;c\n1;2;3'])(
    'that is no XML at all is unusable: %j',
    async (text) => {
      await expect(xmlEvents(text)).rejects.toThrow(/this is not XML/);
    },
  );

  it('with a thousand equal flaws gives a few warnings and their number', async () => {
    const flawed = entry('<TxDtls><Amt Ccy="EUR">1</Amt></TxDtls>');
    const warnings = warningsIn(await xmlEvents(statement(flawed.repeat(1000))));
    expect(warnings).toHaveLength(4);
    expect(warnings.at(-1)).toMatch(/^997 more times/);
  });
});
