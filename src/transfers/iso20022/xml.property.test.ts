import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ReaderEvent, UnusableInput } from '../reader.ts';
import { creditTransfer, entry, eventsOf, recordsIn, settlement, statement } from './fixture.ts';
import { iso20022XmlEvents } from './xml.ts';

/** Amounts in cents, so that the sum is exact. */
const cents = fc.integer({ min: 1, max: 10_000_000 });
const decimal = (amount: number): string => `${Math.trunc(amount / 100)}.${String(amount % 100).padStart(2, '0')}`;
const name = fc.stringMatching(/^[A-Za-zéèü&<> ]{1,20}$/).map((text) => `Synthetic ${text}`);
const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

interface Made {
  readonly xml: string;
  readonly amounts: readonly number[];
}

const details = (amount: number, payee: string): string =>
  `<TxDtls><Amt Ccy="EUR">${decimal(amount)}</Amt><RltdPties><Cdtr><Nm>${escaped(payee)}</Nm></Cdtr></RltdPties></TxDtls>`;

const madeEntry: fc.Arbitrary<Made> = fc.array(fc.tuple(cents, name), { maxLength: 4 }).chain((batch) =>
  cents.map((alone) => {
    const amounts = batch.length === 0 ? [alone] : batch.map(([amount]) => amount);
    const total = decimal(amounts.reduce((sum, amount) => sum + amount, 0));
    return { xml: entry(batch.map(([amount, payee]) => details(amount, payee)).join(''), { amount: total }), amounts };
  }),
);

const madeStatement: fc.Arbitrary<Made> = fc.array(madeEntry, { minLength: 1, maxLength: 8 }).map((entries) => ({
  xml: statement(entries.map((one) => one.xml).join('\n')),
  amounts: entries.flatMap((one) => one.amounts),
}));

const madeSettlement: fc.Arbitrary<Made> = fc
  .array(fc.tuple(cents, name), { minLength: 1, maxLength: 12 })
  .map((payments) => ({
    xml: settlement(
      payments
        .map(([amount, payer], index) =>
          creditTransfer({
            ids: `<TxId>TX-${index}</TxId>`,
            money: `<IntrBkSttlmAmt Ccy="EUR">${decimal(amount)}</IntrBkSttlmAmt>`,
            parties: `<Dbtr><Nm>${escaped(payer)}</Nm></Dbtr><Cdtr><Nm>Synthetic Payee</Nm></Cdtr>`,
          }),
        )
        .join('\n'),
    ),
    amounts: payments.map(([amount]) => amount),
  }));

const made = fc.oneof(madeStatement, madeSettlement);

const read = (bytes: Iterable<Uint8Array>): Promise<ReaderEvent[]> => eventsOf(iso20022XmlEvents('made.xml', bytes));

function* pieces(bytes: Uint8Array, sizes: readonly number[]): Generator<Uint8Array> {
  for (let at = 0, turn = 0; at < bytes.length; turn += 1) {
    const size = sizes[turn % sizes.length] ?? 1;
    yield bytes.subarray(at, at + size);
    at += size;
  }
}

describe('any document', () => {
  it('gives as many transfers, in order and with the same amounts, as were written into it', async () => {
    await fc.assert(
      fc.asyncProperty(made, async ({ xml, amounts }) => {
        const events = await read([Buffer.from(xml)]);
        expect(recordsIn(events).map((record) => record.fields.amount)).toEqual(amounts.map(decimal));
        expect(recordsIn(events).map((record) => record.row)).toEqual(amounts.map((_amount, index) => index + 1));
        expect(events.every((event) => event.kind === 'record')).toBe(true);
      }),
    );
  });

  it('gives the same events however its bytes are cut', async () => {
    const sizes = fc.array(fc.integer({ min: 1, max: 300 }), { minLength: 1, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(made, sizes, async ({ xml }, cuts) => {
        const bytes = Buffer.from(xml);
        expect(await read(pieces(bytes, cuts))).toEqual(await read([bytes]));
      }),
    );
  });

  it('cut off anywhere gives a true beginning, then one unreadable event or a refusal of the whole file', async () => {
    await fc.assert(
      fc.asyncProperty(made, fc.double({ min: 0, max: 0.999, noNaN: true }), async ({ xml, amounts }, share) => {
        const bytes = Buffer.from(xml);
        const cut = bytes.subarray(0, Math.floor(bytes.length * share));
        const events = await read([cut]).catch((error: unknown) => error);
        if (events instanceof UnusableInput) return;
        if (!Array.isArray(events)) throw events;
        const kept = recordsIn(events).map((record) => record.fields.amount);
        expect(kept).toEqual(amounts.slice(0, kept.length).map(decimal));
        expect(events.filter((event) => event.kind === 'unreadable')).toHaveLength(1);
      }),
    );
  });

  it('with any bytes changed never throws anything but a refusal of the whole file', async () => {
    const changes = fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), { minLength: 1, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(made, changes, async ({ xml }, damage) => {
        const bytes = Buffer.from(xml);
        for (const [at, value] of damage) bytes[at % bytes.length] = value;
        await read([bytes]).catch((error: unknown) => {
          if (!(error instanceof UnusableInput)) throw error;
        });
      }),
    );
  });
});
