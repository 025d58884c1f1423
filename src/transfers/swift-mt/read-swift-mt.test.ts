import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { eventsOf, reasonsIn, recordsIn, warningsIn } from '../iso20022/fixture.ts';
import { type ReaderEvent, UnusableInput } from '../reader.ts';
import { looksLikeSwiftMt } from './detect.ts';
import { message, text103 } from './fixture.ts';
import { swiftMtEvents } from './read-swift-mt.ts';

const read = (text: string): Promise<ReaderEvent[]> => eventsOf(swiftMtEvents('test.fin', [Buffer.from(text)]));
const acknowledgement = (code: string): string => `{1:F21TESTFRPPAXXX0000000000}{4:{177:2403011200}{451:${code}}}`;

describe('a file of SWIFT messages', () => {
  it.each([
    ['RJE separators', '\n$\n'],
    ['RJE separators of DOS', '\r\n$'],
    ['nothing between them', ''],
    ['padding and stray braces', '{\n\u0003\u0001   '],
  ])('may have %s', async (_what, separator) => {
    const texts = [1, 2, 3].map((sequence) => message({ sequence }));
    const records = recordsIn(await read(texts.join(separator)));
    expect(records.map((record) => record.row)).toEqual([1, 2, 3]);
    expect(new Set(records.map((record) => record.fields.source_ref)).size).toBe(3);
  });

  it('may have acknowledgements, and what the network refused is cancelled', async () => {
    const events = await read(acknowledgement('0') + message() + acknowledgement('1') + message() + message());
    expect(recordsIn(events).map((record) => record.fields.status)).toEqual(['completed', 'cancelled', 'completed']);
    expect(warningsIn(events)).toEqual([]);
  });

  it('may have no envelope', async () => {
    const events = await read(`${text103({}).join('\n')}\n-}\n$\n${text103({}).join('\r\n')}\r\n-\r\n`);
    expect(recordsIn(events).map((record) => [record.fields.source_system, record.fields.payee_name])).toEqual([
      ['swift-mt:103', 'SYNTHETIC PAYEE 2'],
      ['swift-mt:103', 'SYNTHETIC PAYEE 2'],
    ]);
  });

  it('may have messages to be sent, whose sender stands in block 1', async () => {
    const sent = message().replace(/\{2:O\d+[^}]*\}/, '{2:I103TESTPHMMXXXXN}');
    expect(recordsIn(await read(sent))[0]?.fields).toMatchObject({
      provider: 'TESTFRPP',
      source_ref: 'REF-1/TESTFRPPAXXX0000000000',
    });
  });

  it('gives a warning for messages of other types', async () => {
    const events = await read(message({ type: '940' }) + message());
    expect(recordsIn(events)).toHaveLength(1);
    expect(warningsIn(events).join()).toMatch(/type "940"/);
  });

  it('that was cut off keeps what stood before', async () => {
    const events = await read(message() + message().slice(0, -60));
    expect(recordsIn(events)).toHaveLength(1);
    expect(reasonsIn(events).join()).toMatch(/cut off/);
  });

  it('gives an unreadable event for an amount or a date that is none', async () => {
    const events = await read(message({ lines: text103({ '32A': ['240301EUR1.000,00'] }) }));
    expect(reasonsIn(events).join()).toMatch(/amount/);
    expect(reasonsIn(await read(message({ lines: text103({ '32A': ['241301EUR1,'] }) }))).join()).toMatch(/date/);
  });

  it.each(['', 'a;b;c\n1;2;3', '<Document/>', '{"a": 1}'])('that has none is unusable: %j', async (text) => {
    await expect(read(text)).rejects.toThrow(UnusableInput);
    expect(looksLikeSwiftMt(Buffer.from(text))).toBe(false);
  });

  it('with a message without end is read in bounded memory, and costs no other message', async () => {
    function* endless(): Generator<Uint8Array> {
      yield Buffer.from(`${message()}{1:F01TESTFRPPAXXX0000000000}{4:\n:20:X\n:70:`);
      for (let index = 0; index < 20_000; index += 1) yield Buffer.alloc(65_536, 'A');
      yield Buffer.from(`-}\r\n${message()}`);
    }
    const events = await eventsOf(swiftMtEvents('endless.fin', endless()));
    expect(recordsIn(events)).toHaveLength(2);
    expect(reasonsIn(events)).toEqual([expect.stringContaining('longer than')]);
  });

  it('is recognised', () => {
    expect(looksLikeSwiftMt(Buffer.from(message()))).toBe(true);
    expect(looksLikeSwiftMt(Buffer.from(`\r\n$${acknowledgement('0')}`))).toBe(true);
    expect(looksLikeSwiftMt(Buffer.from(text103({}).join('\r\n')))).toBe(true);
  });
});

describe('an MT101', () => {
  const general = [':20:ORDER-1', ':28D:1/1', ':50H:/ACC-1', 'SYNTHETIC PAYER 1', ':30:240305'];
  const own = (reference: string, amount: string, more: readonly string[] = []): string[] => [
    `:21:${reference}`,
    `:32B:${amount}`,
    ...more,
    ':59:/ACC-2',
    'SYNTHETIC PAYEE 2',
    ':70:GIFT',
    ':71A:SHA',
  ];
  const read101 = (...sequences: string[][]): Promise<ReaderEvent[]> =>
    read(message({ type: '101', lines: [...general, ...sequences.flat()] }));

  it('gives one transfer for each of its sequences', async () => {
    const records = recordsIn(await read101(own('A', 'EUR10,'), own('B', 'PHP600,5', [':33B:EUR10,'])));
    expect(records.map((record) => record.fields)).toMatchObject([
      { amount: '10', currency: 'EUR', payer_name: 'SYNTHETIC PAYER 1', executed_at: '2024-03-05', purpose: 'GIFT' },
      { amount: '10', currency: 'EUR', payout_amount: '600.5', payout_currency: 'PHP', payee_account: 'ACC-2' },
    ]);
    expect(records.map((record) => record.fields.source_ref)).toEqual([
      'ORDER-1/A#1/240301TESTDEFFAXXX1234000001',
      'ORDER-1/B#2/240301TESTDEFFAXXX1234000001',
    ]);
  });

  it('takes the payer of a sequence before that of the message', async () => {
    const records = recordsIn(await read101(own('A', 'EUR10,', [':50K:/ACC-9', 'SYNTHETIC PAYER 9'])));
    expect(records[0]?.fields.payer_name).toBe('SYNTHETIC PAYER 9');
  });
});

describe('an MT202', () => {
  const lines = [':20:R', ':21:NONREF', ':32A:240301EUR5,', ':58A:TESTPHMM'];

  it('is from the ordering bank, else the sender, to the beneficiary bank', async () => {
    const [first, second] = recordsIn(
      await read(message({ type: '202', lines }) + message({ type: '202', lines: [...lines, ':52A:TESTITMM'] })),
    );
    expect(first?.fields).toMatchObject({ payer_id: 'TESTDEFF', payee_id: 'TESTPHMM', payee_country: 'PH' });
    expect(second?.fields).toMatchObject({ payer_id: 'TESTITMM' });
  });

  it('that covers a customer transfer is from customer to customer', async () => {
    const cover = [...lines, ':50K:SYNTHETIC PAYER 1', ':59:SYNTHETIC PAYEE 2'];
    const [record] = recordsIn(await read(message({ type: '202', lines: cover })));
    expect(record?.fields).toMatchObject({ payer_name: 'SYNTHETIC PAYER 1', payee_name: 'SYNTHETIC PAYEE 2' });
  });
});

describe('any file of messages', () => {
  const amount = fc.integer({ min: 1, max: 9_999_999 });
  const decimal = (cents: number, point: string): string =>
    `${Math.trunc(cents / 100)}${point}${String(cents % 100).padStart(2, '0')}`;
  const file = (amounts: readonly number[], separator: string): Buffer =>
    Buffer.from(
      amounts
        .map((cents) => message({ lines: text103({ '32A': [`240301EUR${decimal(cents, ',')}`] }) }))
        .join(separator),
    );
  const separator = fc.constantFrom('', '\n$\n', '\r\n$\r\n', '$');

  it('gives every amount once, however its bytes are cut', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(amount, { minLength: 1, maxLength: 6 }),
        separator,
        fc.integer({ min: 1, max: 500 }),
        async (amounts, between, size) => {
          const bytes = file(amounts, between);
          const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_none, index) =>
            bytes.subarray(index * size, (index + 1) * size),
          );
          const events = await eventsOf(swiftMtEvents('made.fin', pieces));
          expect(recordsIn(events).map((record) => record.fields.amount)).toEqual(
            amounts.map((cents) => decimal(cents, '.')),
          );
        },
      ),
    );
  });

  it('cut off anywhere gives a true beginning or a refusal of the whole file', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(amount, { minLength: 1, maxLength: 4 }),
        separator,
        fc.double({ min: 0, max: 1, noNaN: true }),
        async (amounts, between, share) => {
          const bytes = file(amounts, between);
          const cut = bytes.subarray(0, Math.floor(bytes.length * share));
          const events = await eventsOf(swiftMtEvents('made.fin', [cut])).catch((error: unknown) => error);
          if (events instanceof UnusableInput) return;
          if (!Array.isArray(events)) throw events;
          const kept = recordsIn(events).map((record) => record.fields.amount);
          expect(kept).toEqual(amounts.slice(0, kept.length).map((cents) => decimal(cents, '.')));
        },
      ),
    );
  });
});

describe('an MT102', () => {
  const own = (reference: string, amount: string, lines: string[] = []): string[] => [
    `:21:${reference}`,
    `:32B:${amount}`,
    ...lines,
    `:59:/ACC-${reference}`,
    `SYNTHETIC PAYEE ${reference}`,
    ':70:SCHOOL',
  ];
  const general = [':20:FILE-1', ':23:CREDIT', ':50K:/ACC-1', 'SYNTHETIC PAYER 1', ':52A:TESTITMM', ':71A:SHA'];
  const closing = [':32A:240302EUR30,', ':72:/INS/TESTFRPP'];
  const lines = [
    ...general,
    ...own('A', 'EUR10,'),
    ...own('B', 'EUR20,', [':50K:/ACC-9', 'SYNTHETIC PAYER 9', ':33B:USD21,5']),
    ...closing,
  ];

  it.each(['with', 'without'])('gives each of its transactions, %s envelope', async (envelope) => {
    const text = envelope === 'with' ? message({ type: '102', lines }) : `${lines.join('\n')}\n-}\n`;
    const fields = recordsIn(await read(text)).map((record) => record.fields);
    expect(fields).toMatchObject([
      { executed_at: '2024-03-02', amount: '10', currency: 'EUR', payer_account: 'ACC-1', payee_account: 'ACC-A' },
      { executed_at: '2024-03-02', amount: '21.5', currency: 'USD', payout_amount: '20', payer_account: 'ACC-9' },
    ]);
    expect(fields[0]).toMatchObject({ source_system: 'swift-mt:102', provider: 'TESTITMM', purpose: 'SCHOOL' });
    expect(new Set(fields.map(({ source_ref }) => source_ref)).size).toBe(2);
  });

  it('without transactions is counted and listed, never lost', async () => {
    expect(reasonsIn(await read(message({ type: '102', lines: [...general, ...closing] })))).toHaveLength(1);
  });
});

describe('a file of other messages only', () => {
  it('is refused, and its kinds are named', async () => {
    await expect(read(message({ type: '940' }) + message({ type: '950' }))).rejects.toThrow('MT940, MT950');
  });
});
