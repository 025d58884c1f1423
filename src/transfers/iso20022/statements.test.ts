import { describe, expect, it } from 'vitest';
import {
  entry,
  OWNER_IBAN,
  reasonsIn,
  recordsIn,
  statement,
  transferOf,
  transfersOf,
  warningsIn,
  xmlEvents,
} from './fixture.ts';

const amountsOf = async (xml: string): Promise<(string | undefined)[]> =>
  (await transfersOf(xml)).map((transfer) => transfer.amount);

describe('the money of a statement entry', () => {
  it('is one transfer of the entry when the entry has no details', async () => {
    const transfer = await transferOf(statement(entry('')));
    expect(transfer).toMatchObject({
      amount: '30.00',
      currency: 'EUR',
      source_system: `iso20022:camt.053 ${OWNER_IBAN}`,
    });
  });

  it('is the amount of each transaction when the transactions have their own, and the entry is not counted again', async () => {
    const details = '<TxDtls><Amt Ccy="EUR">10.00</Amt></TxDtls><TxDtls><Amt Ccy="EUR">20.00</Amt></TxDtls>';
    const events = await xmlEvents(statement(entry(details)));
    expect(recordsIn(events).map((record) => [record.row, record.fields.amount])).toEqual([
      [1, '10.00'],
      [2, '20.00'],
    ]);
    expect(warningsIn(events)).toEqual([]);
  });

  it('is found in AmtDtls where older versions put it', async () => {
    const details = (amount: string): string =>
      `<TxDtls><AmtDtls><TxAmt><Amt Ccy="EUR">${amount}</Amt></TxAmt></AmtDtls></TxDtls>`;
    expect(await amountsOf(statement(entry(details('12.5') + details('17.5'))))).toEqual(['12.5', '17.5']);
  });

  it('is the amount of the entry when its single transaction has none', async () => {
    expect(await amountsOf(statement(entry('<TxDtls><Refs/></TxDtls>')))).toEqual(['30.00']);
  });

  it('is one transfer with a warning when several transactions have none, with what they have in common', async () => {
    const details = (name: string): string =>
      `<TxDtls><RltdPties><Dbtr><Nm>Synthetic Payer 1</Nm></Dbtr><Cdtr><Nm>${name}</Nm></Cdtr></RltdPties></TxDtls>`;
    const events = await xmlEvents(statement(entry(details('Synthetic Payee 1') + details('Synthetic Payee 2'))));
    expect(recordsIn(events)).toHaveLength(1);
    expect(recordsIn(events)[0]?.fields).toMatchObject({ amount: '30.00', payer_name: 'Synthetic Payer 1' });
    expect(recordsIn(events)[0]?.fields.payee_name).toBeUndefined();
    expect(warningsIn(events).join()).toMatch(/have no amounts/);
  });

  it('goes to the quarantine for the transactions without amount when others of the entry have one', async () => {
    const details = '<TxDtls><Refs/></TxDtls><TxDtls><Amt Ccy="EUR">10.00</Amt></TxDtls><TxDtls><Refs/></TxDtls>';
    const events = await xmlEvents(statement(entry(details)));
    expect(recordsIn(events).map((record) => record.fields.amount)).toEqual(['10.00']);
    expect(events.flatMap((event) => (event.kind === 'unreadable' ? [event.unreadable.row] : []))).toEqual([1, 3]);
  });

  it('never takes a balance or a charge for a transfer', async () => {
    const details = '<TxDtls><Amt Ccy="EUR">30.00</Amt><Chrgs><Amt Ccy="EUR">2.00</Amt></Chrgs></TxDtls>';
    expect(await amountsOf(statement(entry(details)))).toEqual(['30.00']);
  });

  it('keeps the payout of a debit in another currency', async () => {
    const details =
      '<TxDtls><Amt Ccy="EUR">30.00</Amt><AmtDtls><InstdAmt><Amt Ccy="PHP">1800.00</Amt></InstdAmt></AmtDtls></TxDtls>';
    expect(await transferOf(statement(entry(details)))).toMatchObject({
      amount: '30.00',
      currency: 'EUR',
      payout_amount: '1800.00',
      payout_currency: 'PHP',
    });
  });

  it('of a credit in another currency is what the payer sent, and the booked amount is the payout', async () => {
    const details =
      '<TxDtls><Amt Ccy="EUR">30.00</Amt><AmtDtls><InstdAmt><Amt Ccy="USD">33.00</Amt></InstdAmt></AmtDtls></TxDtls>';
    expect(await transferOf(statement(entry(details, { direction: 'CRDT' })))).toMatchObject({
      amount: '33.00',
      currency: 'USD',
      payout_amount: '30.00',
      payout_currency: 'EUR',
    });
  });

  it('warns when the transactions add up to another sum than their entry', async () => {
    const events = await xmlEvents(statement(entry('<TxDtls><Amt Ccy="EUR">29.99</Amt></TxDtls>')));
    expect(warningsIn(events).join()).toMatch(/another sum/);
  });

  it('counts a transaction in the other direction against its entry', async () => {
    const details =
      '<TxDtls><Amt Ccy="EUR">40</Amt></TxDtls><TxDtls><Amt Ccy="EUR">10.00</Amt><CdtDbtInd>CRDT</CdtDbtInd></TxDtls>';
    expect(warningsIn(await xmlEvents(statement(entry(details))))).toEqual([]);
  });

  it('warns when a batch comes without its transactions, or with another number of them', async () => {
    const batch = '<Btch><NbOfTxs>20</NbOfTxs></Btch>';
    expect(warningsIn(await xmlEvents(statement(entry('', { batch })))).join()).toMatch(/without its transactions/);
    const details = '<TxDtls><Amt Ccy="EUR">30.00</Amt></TxDtls>';
    expect(warningsIn(await xmlEvents(statement(entry(details, { batch })))).join()).toMatch(/another number/);
  });
});

describe('who pays whom in a statement', () => {
  const counterparty = (side: string): string =>
    `<TxDtls><Amt Ccy="EUR">30.00</Amt><RltdPties><${side}><Pty><Nm>Synthetic Other 2</Nm></Pty></${side}></RltdPties></TxDtls>`;

  it('is the account owner paying when the entry is a debit', async () => {
    expect(await transferOf(statement(entry(counterparty('Cdtr'))))).toMatchObject({
      payer_name: 'Synthetic Owner 1',
      payer_account: OWNER_IBAN,
      payer_id: OWNER_IBAN,
      payer_country: 'FR',
      payee_name: 'Synthetic Other 2',
    });
  });

  it('is the account owner paid when the entry is a credit', async () => {
    expect(await transferOf(statement(entry(counterparty('Dbtr'), { direction: 'CRDT' })))).toMatchObject({
      payer_name: 'Synthetic Other 2',
      payee_name: 'Synthetic Owner 1',
      payee_account: OWNER_IBAN,
    });
  });

  it('follows the indicator of the transaction before that of its entry', async () => {
    const details = counterparty('Dbtr').replace('<RltdPties>', '<CdtDbtInd>CRDT</CdtDbtInd><RltdPties>');
    expect(await transferOf(statement(entry(details)))).toMatchObject({ payee_name: 'Synthetic Owner 1' });
  });

  it('follows the account number before the indicator', async () => {
    const details = `<TxDtls><Amt Ccy="EUR">30.00</Amt><RltdPties><Dbtr><Nm>S. Owner</Nm></Dbtr><DbtrAcct><Id><IBAN>${OWNER_IBAN}</IBAN></Id></DbtrAcct><Cdtr><Nm>Synthetic Other 2</Nm></Cdtr></RltdPties></TxDtls>`;
    const transfer = await transferOf(statement(entry(details, { direction: 'CRDT' })));
    expect(transfer).toMatchObject({ payer_account: OWNER_IBAN, payee_name: 'Synthetic Other 2' });
    expect(transfer.payee_account).toBeUndefined();
  });

  it('does not give the owner’s account to a party with another account', async () => {
    const details =
      '<TxDtls><Amt Ccy="EUR">30.00</Amt><RltdPties><Cdtr><Nm>Synthetic Other 3</Nm></Cdtr><CdtrAcct><Id><IBAN>NL0000000000000003</IBAN></Id></CdtrAcct></RltdPties></TxDtls>';
    const transfer = await transferOf(statement(entry(details, { direction: 'CRDT' })));
    expect(transfer).toMatchObject({ payee_name: 'Synthetic Other 3', payee_account: 'NL0000000000000003' });
  });

  it('uses the name of the account when the owner has none', async () => {
    const owner = '<Nm>Synthetic Account 9</Nm>';
    expect(await transferOf(statement(entry(''), { owner }))).toMatchObject({ payer_name: 'Synthetic Account 9' });
  });

  it('takes the ultimate debtor for the payer, without the owner’s account', async () => {
    const details =
      '<TxDtls><Amt Ccy="EUR">30.00</Amt><RltdPties><UltmtDbtr><Nm>Synthetic Payer 7</Nm></UltmtDbtr></RltdPties></TxDtls>';
    const transfer = await transferOf(statement(entry(details)));
    expect(transfer.payer_name).toBe('Synthetic Payer 7');
    expect(transfer.payer_account).toBeUndefined();
    expect(transfer.payer_id).toBeUndefined();
  });
});

describe('the status of an entry', () => {
  const statusOf = async (xml: string): Promise<string | undefined> => (await transferOf(xml)).status;

  it('is completed when it is booked, in the old and in the new spelling', async () => {
    expect(await statusOf(statement(entry('')))).toBe('completed');
    expect(await statusOf(statement(entry('', { status: '<Sts>BOOK</Sts>' })))).toBe('completed');
  });

  it('is refunded when it reverses another entry', async () => {
    const facts = '<RvslInd>true</RvslInd>';
    expect(await statusOf(statement(entry('', { facts })))).toBe('refunded');
    expect(await statusOf(statement(entry('', { facts: '<RvslInd>false</RvslInd>' })))).toBe('completed');
  });

  it('is refunded when the transaction was returned', async () => {
    const details = '<TxDtls><RtrInf><Rsn><Cd>AC04</Cd></Rsn></RtrInf></TxDtls>';
    expect(await statusOf(statement(entry(details)))).toBe('refunded');
  });

  it('is pending when it is not booked yet', async () => {
    expect(await statusOf(statement(entry('', { status: '<Sts><Cd>PDNG</Cd></Sts>' })))).toBe('pending');
  });
});

describe('the reference of a statement transaction', () => {
  const refOf = async (refs: string, facts?: string): Promise<string | undefined> =>
    (await transferOf(statement(entry(`<TxDtls><Refs>${refs}</Refs></TxDtls>`, facts === undefined ? {} : { facts }))))
      .source_ref;

  it('is the UETR, else the transaction id', async () => {
    expect(await refOf('<TxId>TX-1</TxId><UETR>0000-UETR</UETR>')).toBe('0000-UETR');
    expect(await refOf('<EndToEndId>E2E-1</EndToEndId><TxId>TX-1</TxId>')).toBe('TX-1');
  });

  it('is the bank’s reference with what the payer gave, because that repeats', async () => {
    expect(await refOf('<EndToEndId>SALARY</EndToEndId><InstrId>I-1</InstrId>')).toBe('BANK-1/SALARY/I-1');
    expect(await refOf('<EndToEndId>NOTPROVIDED</EndToEndId>')).toBe('BANK-1');
  });

  it('names statement and entry when the bank gave no reference', async () => {
    expect(await refOf('<EndToEndId>SALARY</EndToEndId>', '')).toBe('STMT-1#1/SALARY');
  });

  it('is different for the transactions of one entry', async () => {
    const one = '<TxDtls><Refs><EndToEndId>SAME</EndToEndId></Refs><Amt Ccy="EUR">15.00</Amt></TxDtls>';
    const refs = (await transfersOf(statement(entry(one + one)))).map((transfer) => transfer.source_ref);
    expect(refs).toEqual(['BANK-1/SAME', 'BANK-1/SAME#2']);
  });
});

describe('the time of a statement transaction', () => {
  const timeOf = async (related: string, facts = ''): Promise<string | undefined> =>
    (await transferOf(statement(entry(`<TxDtls><RltdDts>${related}</RltdDts></TxDtls>`, { facts })))).executed_at;

  it('is the acceptance, which tells the hour, before the booking date', async () => {
    expect(await timeOf('<AccptncDtTm>2024-03-07T23:41:00+01:00</AccptncDtTm>')).toBe('2024-03-07T23:41:00+01:00');
    expect(await timeOf('<TxDtTm>2024-03-07T23:41:00</TxDtTm>')).toBe('2024-03-07T23:41:00');
  });

  it('is the booking date, which stays a date', async () => {
    expect(await timeOf('<IntrBkSttlmDt>2024-03-05</IntrBkSttlmDt>')).toBe('2024-03-08');
  });

  it('falls back on the next date, with a warning, when one is not a date', async () => {
    const xml = statement(entry('').replace('2024-03-08', 'YYYY-MM-DD'));
    const events = await xmlEvents(xml);
    expect(recordsIn(events)[0]?.fields.executed_at).toBe('2024-03-09T06:00:00Z');
    expect(warningsIn(events).join()).toMatch(/BookgDt is not one/);
  });
});

describe('what else a statement transaction says', () => {
  it('is how it was paid, when the bank transaction code tells', async () => {
    const code = (family: string): string =>
      `<BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>${family}</Cd></Fmly></Domn></BkTxCd>`;
    const channel = async (family: string): Promise<string | undefined> =>
      (await transferOf(statement(entry('', { facts: code(family) })))).channel;
    expect(await channel('ICDT')).toBe('bank');
    expect(await channel('CCRD')).toBe('card');
    expect(await channel('CNTR')).toBe('cash');
    expect(await channel('constructor')).toBe('bank');
  });

  it('is the bank that keeps the account, and the line of the entry when there are no details', async () => {
    const facts = '<AddtlNtryInf>standing order</AddtlNtryInf>';
    const transfer = await transferOf(statement(entry('', { facts })));
    expect(transfer).toMatchObject({ provider: 'TESTFRPPXXX', purpose: 'standing order' });
  });
});

describe('the forms of a statement', () => {
  it.each([
    ['BkToCstmrAcctRpt', 'Rpt', 'iso20022:camt.052'],
    ['BkToCstmrStmt', 'Stmt', 'iso20022:camt.053'],
    ['BkToCstmrDbtCdtNtfctn', 'Ntfctn', 'iso20022:camt.054'],
    ['BkToCstmrStmtV01', 'Stmt', 'iso20022:camt.053'],
  ])('%s is read', async (body, container, system) => {
    const transfer = await transferOf(statement(entry(''), { body, container }));
    expect(transfer.source_system).toBe(`${system} ${OWNER_IBAN}`);
  });

  it('includes version 1, with its details directly in the entry and its account names', async () => {
    const xml = statement(entry('').replace('</Ntry>', '<TxDtls><Refs/></TxDtls></Ntry>')).replace(
      `<IBAN>${OWNER_IBAN}</IBAN>`,
      '<PrtryAcct><Id>OLD-1</Id></PrtryAcct>',
    );
    expect(await transferOf(xml)).toMatchObject({ amount: '30.00', payer_account: 'OLD-1' });
  });

  it('includes a statement without entries: a warning and no transfer', async () => {
    const events = await xmlEvents(statement(''));
    expect(recordsIn(events)).toEqual([]);
    expect(warningsIn(events)).toEqual(['A statement holds no entry.']);
  });

  it('does not include details outside of an entry, which go to the quarantine', async () => {
    const events = await xmlEvents(statement('<NtryDtls><TxDtls><Amt Ccy="EUR">1</Amt></TxDtls></NtryDtls>'));
    expect(reasonsIn(events).join()).toMatch(/outside of an entry/);
  });
});
