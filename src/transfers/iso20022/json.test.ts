import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ReaderEvent, UnusableInput } from '../reader.ts';
import type { Fields } from './event-log.ts';
import { creditTransfer, eventsOf, reasonsIn, recordsIn, settlement, transferOf } from './fixture.ts';
import { iso20022JsonEvents } from './json.ts';

const read = (text: string, limit?: number): Promise<ReaderEvent[]> =>
  eventsOf(iso20022JsonEvents('test.json', [Buffer.from(text)], limit));

async function one(document: unknown): Promise<Fields> {
  const records = recordsIn(await read(JSON.stringify(document)));
  expect(records).toHaveLength(1);
  return records[0]?.fields ?? {};
}

const transaction = {
  PmtId: { TxId: 'TX-1' },
  IntrBkSttlmAmt: { '@Ccy': 'EUR', '#text': '100.00' } as unknown,
  IntrBkSttlmDt: '2024-03-01',
  Dbtr: { Nm: 'Synthetic Payer 1' },
  Cdtr: { Nm: 'Synthetic Payee 1' },
};
const body = (...transactions: unknown[]): { FIToFICstmrCdtTrf: object } => ({
  FIToFICstmrCdtTrf: { CdtTrfTxInf: transactions, GrpHdr: { MsgId: 'MSG-8' } },
});

describe('a message in JSON', () => {
  it('gives the same transfer as the message in XML', async () => {
    expect(await one(body(transaction))).toEqual(await transferOf(settlement(creditTransfer({}))));
  });

  it('may have a Document, an envelope, a namespace key, prefixes, and a single transaction without array', async () => {
    const expected = await one(body(transaction));
    const { FIToFICstmrCdtTrf } = body();
    const single = { FIToFICstmrCdtTrf: { ...FIToFICstmrCdtTrf, CdtTrfTxInf: transaction } };
    expect(await one({ Document: { '@xmlns': 'urn:x', ...single } })).toEqual(expected);
    expect(await one({ BizMsg: { AppHdr: { MsgDefIdr: 'pacs.008.001.08' }, Document: single } })).toEqual(expected);
    expect(await one({ 'ns:Document': { 'ns:FIToFICstmrCdtTrf': single.FIToFICstmrCdtTrf } })).toEqual(expected);
  });

  it('may have keys in camel case', async () => {
    const camel = {
      fIToFICstmrCdtTrf: {
        grpHdr: { msgId: 'MSG-8' },
        cdtTrfTxInf: [
          {
            pmtId: { uETR: 'U-1' },
            intrBkSttlmAmt: { ccy: 'EUR', amt: '100.00' },
            dbtrAcct: { id: { iban: 'FR7600000000000000000000001' } },
          },
        ],
      },
    };
    expect(await one(camel)).toMatchObject({
      source_ref: 'U-1',
      amount: '100.00',
      currency: 'EUR',
      payer_country: 'FR',
    });
  });

  it.each([
    [{ '@Ccy': 'EUR', '#text': '100.00' }],
    [{ Ccy: 'EUR', value: '100.00' }],
    [{ Ccy: 'EUR', '#text': '100.00' }],
    [{ ccy: 'EUR', amt: '100.00' }],
    [{ Ccy: 'EUR', Amt: '100.00' }],
    [{ $: '100.00', '@Ccy': 'EUR' }],
  ])('may write an amount as %j', async (amount) => {
    expect(await one(body({ ...transaction, IntrBkSttlmAmt: amount }))).toMatchObject({
      amount: '100.00',
      currency: 'EUR',
    });
  });

  it('keeps every digit of an amount that is a number', async () => {
    const text = JSON.stringify(body(transaction)).replace('"100.00"', '12345678901234567.10');
    expect(recordsIn(await read(text))[0]?.fields.amount).toBe('12345678901234567.10');
  });

  it('may be an array of documents or JSON Lines, and lines that cannot be read are kept apart', async () => {
    const line = JSON.stringify(body(transaction));
    expect(recordsIn(await read(`[${line},${line}]`))).toHaveLength(2);
    const events = await read(`${line}\r\n\n{"cut":\n${line}`);
    expect(recordsIn(events).map((record) => record.row)).toEqual([1, 3]);
    expect(reasonsIn(events)).toEqual(['Line 3 is not a JSON document.']);
    expect(recordsIn(await read(`{"cut":\n${line}\n`))).toHaveLength(1);
  });

  it('of another kind is refused', async () => {
    await expect(read('{"Document": {"FIToFIPmtStsRpt": {}}}')).rejects.toThrow('not a transfer message but pacs.002');
    await expect(read('{"a": 1}')).rejects.toThrow('no ISO 20022 message');
  });

  it.each(['', '{', 'plain text', '{"Document": {'])('that is not JSON is unusable: %j', async (text) => {
    await expect(read(text)).rejects.toThrow(UnusableInput);
  });

  it('that is too long is unusable, but JSON Lines may be longer than one document', async () => {
    const line = JSON.stringify(body(transaction));
    await expect(read(`[${line}]`, line.length)).rejects.toThrow(/Split it/);
    const lines = function* (): Generator<Uint8Array> {
      for (let index = 0; index < 20; index += 1) yield Buffer.from(`${line}\n`);
    };
    expect(recordsIn(await eventsOf(iso20022JsonEvents('long.json', lines(), line.length + 1)))).toHaveLength(20);
  });

  it('that is nested without end is refused, not followed', async () => {
    const deep = `{"Document":{"FIToFICstmrCdtTrf":${'{"a":'.repeat(500)}1${'}'.repeat(500)}}}`;
    expect(reasonsIn(await read(deep)).join()).toMatch(/nested more than/);
    await expect(read('['.repeat(1_000_000))).rejects.toThrow(UnusableInput);
    const closed = `${'['.repeat(1_000_000)}${']'.repeat(1_000_000)}`;
    await read(closed).catch((error: unknown) => expect(error).toBeInstanceOf(UnusableInput));
  });

  it('gives the same events however its bytes are cut', async () => {
    const text = Buffer.from(`${JSON.stringify(body(transaction, transaction))}\n`.repeat(3));
    const whole = await read(text.toString());
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 400 }), async (size) => {
        const cut = Array.from({ length: Math.ceil(text.length / size) }, (_none, index) =>
          text.subarray(index * size, (index + 1) * size),
        );
        expect(await eventsOf(iso20022JsonEvents('test.json', cut))).toEqual(whole);
      }),
      { numRuns: 30 },
    );
  });
});
