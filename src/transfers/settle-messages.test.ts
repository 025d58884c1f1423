import { mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Engine } from '../engine/engine.ts';
import { Ingest } from './ingest.ts';
import { Lake } from './lake.ts';
import { registerCurrencySigns } from './money/dressed-amounts.ts';
import { loadRates } from './money/rates.ts';
import { registerRates } from './money/rates-sql.ts';
import { openSource } from './open-source.ts';
import { hashedFile } from './sources/plain-copy.ts';
import { registerStatusWords } from './status-words.ts';

const folder = mkdtempSync(join(tmpdir(), 'vigie-messages-'));
const work = join(folder, 'work');
let engine: Engine;
beforeEach(async () => {
  mkdirSync(work, { recursive: true });
  engine = await Engine.open({ memory: '500MB', threads: 1, spillDirectory: join(folder, 'spill') });
  await registerRates(engine.connection, await loadRates());
  await registerCurrencySigns(engine);
  await registerStatusWords(engine);
});
afterEach(() => engine.close());
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** One payment as it happened; every person and number is made up. */
interface Payment {
  readonly payer: number;
  readonly payee: number;
  readonly amount: number;
  readonly day: number;
  readonly uetr?: string | undefined;
  readonly txId?: string | undefined;
  readonly endToEndId?: string | undefined;
  /** Reference that the bank of the payer and that of the payee gave. */
  readonly booked?: string | undefined;
}

const PAYMENT: Payment = { payer: 1, payee: 2, amount: 50, day: 4, endToEndId: 'E2E-1', booked: 'B-1' };
const UETR = '00000000-0000-4000-8000-000000000001';
const account = (person: number): string => `FR76000000000000000000000${String(person).padStart(2, '0')}`;
const tag = (name: string, text: string | undefined): string =>
  text === undefined ? '' : `<${name}>${text}</${name}>`;
const day = (payment: Payment, later = 0): string => `2024-03-${String(payment.day + later).padStart(2, '0')}`;
const party = (name: string, person: number): string =>
  `<${name}><Nm>Synthetic ${person}</Nm></${name}><${name}Acct><Id><IBAN>${account(person)}</IBAN></Id></${name}Acct>`;
const parties = (payment: Payment): string => party('Dbtr', payment.payer) + party('Cdtr', payment.payee);
const refs = (payment: Payment): string =>
  tag('EndToEndId', payment.endToEndId) + tag('TxId', payment.txId) + tag('UETR', payment.uetr);
const document = (body: string, inside: string): string =>
  `<Document xmlns="urn:iso:std:iso:20022:tech:xsd:x"><${body}><GrpHdr><MsgId>M</MsgId></GrpHdr>${inside}</${body}></Document>`;

/** pacs.008 of these payments. */
function settlement(payments: readonly Payment[]): string {
  const one = (payment: Payment): string => `<CdtTrfTxInf><PmtId>${refs(payment)}</PmtId>
    <IntrBkSttlmAmt Ccy="EUR">${payment.amount}.00</IntrBkSttlmAmt><IntrBkSttlmDt>${day(payment)}</IntrBkSttlmDt>${parties(payment)}</CdtTrfTxInf>`;
  return document('FIToFICstmrCdtTrf', payments.map(one).join(''));
}

const STATEMENTS = {
  'camt.052': ['BkToCstmrAcctRpt', 'Rpt'],
  'camt.053': ['BkToCstmrStmt', 'Stmt'],
  'camt.054': ['BkToCstmrDbtCdtNtfctn', 'Ntfctn'],
} as const;
type StatementKind = keyof typeof STATEMENTS;

/** What the bank of a person tells of these payments. */
function statement(kind: StatementKind, owner: number, payments: readonly Payment[]): string {
  const [body, container] = STATEMENTS[kind];
  const one = (payment: Payment): string => `<Ntry><Amt Ccy="EUR">${payment.amount}.00</Amt>
    <CdtDbtInd>${payment.payer === owner ? 'DBIT' : 'CRDT'}</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>${day(payment, 1)}</Dt></BookgDt>
    ${tag('AcctSvcrRef', payment.booked)}<NtryDtls><TxDtls><Refs>${refs(payment)}</Refs><Amt Ccy="EUR">${payment.amount}.00</Amt>
    <RltdPties>${parties(payment)}</RltdPties></TxDtls></NtryDtls></Ntry>`;
  return document(
    body,
    `<${container}><Id>${kind}-${owner}</Id><Acct><Id><IBAN>${account(owner)}</IBAN></Id></Acct>${payments.map(one).join('')}</${container}>`,
  );
}

function returned(payment: Payment, original = true): string {
  const repeated = original
    ? `<OrgnlTxRef><IntrBkSttlmDt>${day(payment)}</IntrBkSttlmDt>${parties(payment)}</OrgnlTxRef>`
    : '';
  return document(
    'PmtRtr',
    `<TxInf><RtrId>R</RtrId>${tag('OrgnlEndToEndId', payment.endToEndId)}${tag('OrgnlTxId', payment.txId)}${tag('OrgnlUETR', payment.uetr)}
      <OrgnlIntrBkSttlmAmt Ccy="EUR">${payment.amount}.00</OrgnlIntrBkSttlmAmt><IntrBkSttlmDt>2024-03-20</IntrBkSttlmDt>${repeated}</TxInf>`,
  );
}

interface Taken {
  readonly accepted: number;
  readonly duplicates: number;
  readonly quarantined: number;
  readonly statuses: readonly string[];
  readonly warnings: string;
}

let files = 0;
async function take(ingest: Ingest, texts: readonly string[], asOf: string | null = null): Promise<Taken> {
  await ingest.start();
  for (const text of texts) {
    files += 1;
    const path = join(folder, `file-${files}.xml`);
    writeFileSync(path, text);
    const source = await hashedFile(path, path);
    if (ingest.hasBatch(source.sha256)) continue;
    const opened = await openSource(engine.connection, source, 'iso20022-xml', { tempDir: work, presets: [] });
    await ingest.add(opened);
    await opened.close();
  }
  const rows = await engine.rows(`SELECT status FROM ${await ingest.transfersWithReturns(asOf)} ORDER BY executed_at`);
  const sum = (pick: (file: Ingest['files'][number]) => number): number =>
    ingest.files.reduce((all, file) => all + pick(file), 0);
  return {
    accepted: rows.length,
    duplicates: sum((file) => file.duplicates),
    quarantined: sum((file) => file.quarantined),
    statuses: rows.map(({ status }) => String(status)),
    warnings: ingest.files.flatMap((file) => file.warnings).join(' '),
  };
}
const taken = (...texts: string[]): Promise<Taken> => take(new Ingest(engine, work, null, {}), texts);

describe('A payment that several messages tell counts once', () => {
  it.each([
    [
      'the notice, the report and the statement of one account',
      PAYMENT,
      [statement('camt.054', 1, [PAYMENT]), statement('camt.052', 1, [PAYMENT]), statement('camt.053', 1, [PAYMENT])],
    ],
    ['the settlement and the statements of both accounts, by UETR', { ...PAYMENT, uetr: UETR }, null],
    ['the settlement and the statements of both accounts, by TxId and EndToEndId', { ...PAYMENT, txId: 'TX-1' }, null],
  ] as const)('%s', async (_what, payment, texts) => {
    const messages = texts ?? [
      settlement([payment]),
      statement('camt.053', 1, [payment]),
      statement('camt.053', 2, [payment]),
    ];
    for (const order of [messages, messages.toReversed(), [`<all>${messages.join('')}</all>`]]) {
      const result = await taken(...order);
      expect(result).toMatchObject({ accepted: 1, duplicates: 2, quarantined: 0 });
      expect(result.warnings).toContain('it counts once');
    }
  });

  it('also when a statement is sent again in other bytes, and after a lake was opened again', async () => {
    const payment = { ...PAYMENT, uetr: UETR };
    const directory = join(folder, 'lake');
    const scan = async (...texts: string[]): Promise<Taken> => {
      const lake = Lake.open(directory);
      try {
        return await take(new Ingest(engine, work, lake, {}), texts);
      } finally {
        lake.close();
      }
    };
    expect(await scan(settlement([payment]))).toMatchObject({ accepted: 1 });
    expect(await scan(statement('camt.053', 1, [payment]))).toMatchObject({ accepted: 1, duplicates: 1 });
    expect(await scan(`${statement('camt.053', 1, [payment])}\n`)).toMatchObject({ accepted: 1, duplicates: 1 });
    expect(await scan(statement('camt.054', 2, [payment]))).toMatchObject({ accepted: 1, duplicates: 1 });
    expect((await scan(returned(payment))).statuses).toEqual(['refunded']);
    expect((await scan()).statuses).toEqual(['refunded']);
  });
});

describe('What is not certain is kept, and said', () => {
  it.each([
    ['another amount', { amount: 51 }],
    ['another payee', { payee: 3 }],
    ['another payer', { payer: 3 }],
    ['a day far away', { day: 24 }],
  ])('the same UETR with %s', async (_what, change) => {
    const payment = { ...PAYMENT, uetr: UETR };
    const owner = 'payer' in change ? 2 : 1;
    const result = await taken(settlement([payment]), statement('camt.053', owner, [{ ...payment, ...change }]));
    expect(result).toMatchObject({ accepted: 2, duplicates: 0, quarantined: 0 });
    expect(result.warnings).toContain('both were kept');
  });

  it('an EndToEndId alone, because a payer may give it twice', async () => {
    const result = await taken(settlement([PAYMENT]), statement('camt.053', 1, [PAYMENT]));
    expect(result).toMatchObject({ accepted: 2, duplicates: 0 });
    expect(result.warnings).toContain('EndToEndId');
  });

  it('an EndToEndId with equal amount, accounts and days near: a daily payment, of which each file tells another day', async () => {
    const result = await taken(settlement([PAYMENT]), statement('camt.053', 1, [{ ...PAYMENT, day: 5 }]));
    expect(result).toMatchObject({ accepted: 2, duplicates: 0 });
    expect(result.warnings).toContain('EndToEndId');
  });

  it('two entries of one statement, and equal references of two banks', async () => {
    const other = { ...PAYMENT, booked: 'B-2' };
    expect(await taken(statement('camt.053', 1, [PAYMENT, other]))).toMatchObject({ accepted: 2, duplicates: 0 });
    const elsewhere = { ...PAYMENT, payer: 5, payee: 6, day: 9 };
    expect(await taken(statement('camt.053', 1, [PAYMENT]), statement('camt.053', 5, [elsewhere]))).toMatchObject({
      accepted: 2,
      quarantined: 0,
    });
  });
});

describe('A return', () => {
  const payment = { ...PAYMENT, uetr: UETR };
  it('makes its payment refunded, whichever is read first', async () => {
    for (const order of [
      [settlement([payment]), returned(payment)],
      [returned(payment), settlement([payment])],
    ])
      expect(await taken(...order)).toMatchObject({ accepted: 1, duplicates: 1, statuses: ['refunded'] });
  });

  it('that does not say who paid whom goes to the quarantine and marks its payment all the same', async () => {
    for (const order of [
      [settlement([payment]), returned(payment, false)],
      [returned(payment, false), settlement([payment])],
    ])
      expect(await taken(...order)).toMatchObject({ accepted: 1, quarantined: 1, statuses: ['refunded'] });
  });

  it.for([
    ['after --as-of leaves it carried out, as far as was known then', '2024-03-20 00:00:00', 'completed'],
    ['before --as-of makes it refunded', '2024-03-20 00:00:01', 'refunded'],
  ] as const)('%s', async ([, asOf, status]) => {
    for (const texts of [
      [settlement([payment]), returned(payment)],
      [returned(payment), settlement([payment])],
      [settlement([payment]), returned(payment, false)],
      [returned(payment)],
    ]) {
      const result = await take(new Ingest(engine, work, null, {}), texts, asOf);
      expect(result).toMatchObject({ accepted: 1, statuses: [status] });
    }
  });

  it('is known by its day through a lake, and without one in a lake of before', async () => {
    const directory = join(folder, 'lake-of-returns');
    const opened = async (texts: string[], asOf: string | null): Promise<readonly string[]> => {
      const lake = Lake.open(directory);
      try {
        return (await take(new Ingest(engine, work, lake, {}), texts, asOf)).statuses;
      } finally {
        lake.close();
      }
    };
    await opened([settlement([payment]), returned(payment)], null);
    expect(await opened([], '2024-03-19 00:00:00')).toEqual(['completed']);
    expect(await opened([], '2024-03-21 00:00:00')).toEqual(['refunded']);
    for (const name of readdirSync(join(directory, 'messages'))) {
      const file = join(directory, 'messages', name);
      await engine.run(`COPY (SELECT * EXCLUDE (returned_at) FROM '${file}') TO '${file}.old' (FORMAT parquet)`);
      renameSync(`${file}.old`, file);
    }
    const manifest = join(directory, 'manifest.json');
    const { batches } = JSON.parse(readFileSync(manifest, 'utf8')) as { batches: { files?: unknown }[] };
    writeFileSync(manifest, JSON.stringify({ version: 1, batches: batches.map(({ files: _, ...batch }) => batch) }));
    expect(await opened([], '2024-03-19 00:00:00')).toEqual(['refunded']);
  });

  it('leaves every other payment as it was', async () => {
    const other = { ...payment, uetr: UETR.replace('1', '2'), day: 6 };
    expect((await taken(settlement([payment, other]), returned(payment))).statuses).toEqual(['refunded', 'completed']);
  });
});

/** Payments of few people, amounts and days, with payer's references that repeat; what banks give is theirs alone. */
const worlds = fc
  .array(
    fc.record({
      payer: fc.constantFrom(1, 2),
      payee: fc.constantFrom(3, 4),
      amount: fc.constantFrom(50, 60),
      day: fc.constantFrom(4, 5, 9),
      endToEndId: fc.constantFrom('SALARY', 'E2E-1', undefined),
      known: fc.constantFrom('uetr', 'txId', 'neither'),
      booked: fc.boolean(),
      told: fc.subarray(['pacs.008', 'camt.052', 'camt.053', 'camt.054'] as const, { minLength: 1 }),
    }),
    { minLength: 1, maxLength: 7 },
  )
  .map((drawn) =>
    drawn.map(({ known, booked, ...payment }, index) => ({
      ...payment,
      uetr: known === 'uetr' ? UETR.replace('1', String(index)) : undefined,
      txId: known === 'txId' ? `TX-${index}` : undefined,
      booked: booked ? `B-${index}` : undefined,
    })),
  );

it('Whatever is told by which messages, no two payments become one, and those with a UETR count once', async () => {
  await fc.assert(
    fc.asyncProperty(worlds, async (payments) => {
      const kinds = [...new Set(payments.flatMap(({ told }) => told))];
      const texts = kinds.flatMap((kind) => {
        const those = payments.filter(({ told }) => told.includes(kind));
        if (kind === 'pacs.008') return [settlement(those)];
        return [1, 2].flatMap((owner) => {
          const own = those.filter(({ payer }) => payer === owner);
          return own.length > 0 ? [statement(kind, owner, own)] : [];
        });
      });
      const result = await taken(...texts);
      const told = payments.reduce((sum, payment) => sum + payment.told.length, 0);
      expect(result.accepted + result.duplicates + result.quarantined).toBe(told);
      expect(result.quarantined).toBe(0);
      expect(result.accepted).toBeGreaterThanOrEqual(payments.length);
      if (payments.every(({ uetr }) => uetr !== undefined)) expect(result.accepted).toBe(payments.length);
    }),
    { numRuns: 20 },
  );
});
