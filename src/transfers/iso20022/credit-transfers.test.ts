import { describe, expect, it } from 'vitest';
import { creditTransfer, recordsIn, settlement, transferOf, transfersOf, warningsIn, xmlEvents } from './fixture.ts';

const order = (payment: string, group = '', header = '<MsgId>MSG-1</MsgId>'): string =>
  `<Document><CstmrCdtTrfInitn><GrpHdr>${header}<CreDtTm>2024-02-28T09:00:00Z</CreDtTm></GrpHdr><PmtInf><PmtInfId>P-1</PmtInfId>${group}<Dbtr><Nm>Synthetic Payer 1</Nm></Dbtr><DbtrAcct><Id><IBAN>FR7600000000000000000000001</IBAN></Id></DbtrAcct>${payment}</PmtInf></CstmrCdtTrfInitn></Document>`;
const payment = (name: string, amount: string, rest = ''): string =>
  `<CdtTrfTxInf><PmtId><EndToEndId>SALARY</EndToEndId></PmtId><Amt><InstdAmt Ccy="EUR">${amount}</InstdAmt></Amt><Cdtr><Nm>${name}</Nm></Cdtr>${rest}</CdtTrfTxInf>`;

describe('a payment order (pain.001)', () => {
  it('gives one transfer for each transaction, from the debtor of its group', async () => {
    const xml = order(payment('Synthetic Payee 1', '10.00') + payment('Synthetic Payee 2', '20.00'));
    const transfers = await transfersOf(xml);
    expect(transfers.map((transfer) => [transfer.payer_name, transfer.payee_name, transfer.amount])).toEqual([
      ['Synthetic Payer 1', 'Synthetic Payee 1', '10.00'],
      ['Synthetic Payer 1', 'Synthetic Payee 2', '20.00'],
    ]);
    expect(transfers[0]).toMatchObject({ source_system: 'iso20022:pain.001', payer_country: 'FR', channel: 'bank' });
  });

  it('is executed on the day asked for, as a date or as a choice of date and time', async () => {
    const at = async (group: string): Promise<string | undefined> =>
      (await transferOf(order(payment('Synthetic Payee 1', '1'), group))).executed_at;
    expect(await at('<ReqdExctnDt>2024-03-01</ReqdExctnDt>')).toBe('2024-03-01');
    expect(await at('<ReqdExctnDt><Dt>2024-03-02</Dt></ReqdExctnDt>')).toBe('2024-03-02');
    expect(await at('<ReqdExctnDt><DtTm>2024-03-02T22:10:00-05:00</DtTm></ReqdExctnDt>')).toBe(
      '2024-03-02T22:10:00-05:00',
    );
    expect(await at('')).toBe('2024-02-28T09:00:00Z');
  });

  it('has a reference of its own even when every EndToEndId is the same', async () => {
    const xml = order(payment('Synthetic Payee 1', '10.00') + payment('Synthetic Payee 2', '10.00'));
    expect((await transfersOf(xml)).map((transfer) => transfer.source_ref)).toEqual([
      'MSG-1#1/SALARY',
      'MSG-1#2/SALARY',
    ]);
  });

  it('knows the currency, not the amount, of an equivalent amount', async () => {
    const equivalent = '<EqvtAmt><Amt Ccy="CHF">50</Amt><CcyOfTrf>PHP</CcyOfTrf></EqvtAmt>';
    const xml = order(payment('Synthetic Payee 1', '1').replace(/<InstdAmt.*InstdAmt>/, equivalent));
    const transfer = await transferOf(xml);
    expect(transfer).toMatchObject({ amount: '50', currency: 'CHF', payout_currency: 'PHP' });
    expect(transfer.payout_amount).toBeUndefined();
  });

  it('warns when it announces another number of transactions or another sum', async () => {
    const header = '<MsgId>M</MsgId><NbOfTxs>2</NbOfTxs><CtrlSum>99.99</CtrlSum>';
    const events = await xmlEvents(order(payment('Synthetic Payee 1', '10.00'), '', header));
    expect(warningsIn(events).join()).toMatch(/NbOfTxs.*CtrlSum/);
    expect(recordsIn(events)).toHaveLength(1);
  });

  it('is read in versions whose body was named after the message', async () => {
    const xml = order(payment('Synthetic Payee 1', '5')).replaceAll('CstmrCdtTrfInitn', 'pain.001.001.02');
    expect(await transferOf(xml)).toMatchObject({ source_system: 'iso20022:pain.001', amount: '5' });
  });

  it('has the category of its group for a purpose when nothing else is said', async () => {
    const group = '<PmtTpInf><CtgyPurp><Cd>SALA</Cd></CtgyPurp></PmtTpInf>';
    expect((await transferOf(order(payment('Synthetic Payee 1', '5'), group))).purpose).toBe('SALA');
  });
});

describe('a settlement between banks (pacs.008)', () => {
  const transfer = (parts: Parameters<typeof creditTransfer>[0]): ReturnType<typeof transferOf> =>
    transferOf(settlement(creditTransfer(parts)));

  it('has the instructed amount for the amount sent, and the settled one for the payout when the currency differs', async () => {
    const settled = '<IntrBkSttlmAmt Ccy="USD">108.00</IntrBkSttlmAmt>';
    expect(await transfer({ money: `${settled}<InstdAmt Ccy="EUR">100.00</InstdAmt>` })).toMatchObject({
      amount: '100.00',
      currency: 'EUR',
      payout_amount: '108.00',
      payout_currency: 'USD',
    });
    const alone = await transfer({ money: settled });
    expect(alone).toMatchObject({ amount: '108.00', currency: 'USD' });
    expect(alone.payout_amount).toBeUndefined();
  });

  it('has no payout when the currency is the same', async () => {
    const money = '<IntrBkSttlmAmt Ccy="EUR">95.00</IntrBkSttlmAmt><InstdAmt Ccy="EUR">100.00</InstdAmt>';
    expect((await transfer({ money })).payout_amount).toBeUndefined();
  });

  it('prefers UETR, then TxId, then what the payer gave; NOTPROVIDED is nothing', async () => {
    const ids = '<InstrId>I-1</InstrId><EndToEndId>E-1</EndToEndId>';
    expect((await transfer({ ids: `${ids}<TxId>T-1</TxId><UETR>U-1</UETR>` })).source_ref).toBe('U-1');
    expect((await transfer({ ids: `${ids}<TxId>T-1</TxId>` })).source_ref).toBe('T-1');
    expect((await transfer({ ids })).source_ref).toBe('MSG-8#1/E-1/I-1');
    expect((await transfer({ ids: '<EndToEndId>NOTPROVIDED</EndToEndId>' })).source_ref).toBe('MSG-8#1');
  });

  it('is executed when the order was accepted, else on the settlement date of the transaction or of the group', async () => {
    const dates = '<IntrBkSttlmDt>2024-03-01</IntrBkSttlmDt><AccptncDtTm>2024-02-29T23:30:00+08:00</AccptncDtTm>';
    expect((await transfer({ dates })).executed_at).toBe('2024-02-29T23:30:00+08:00');
    expect((await transfer({})).executed_at).toBe('2024-03-01');
    const header = '<CreDtTm>2024-02-01T00:00:00Z</CreDtTm><IntrBkSttlmDt>2024-03-03</IntrBkSttlmDt>';
    expect((await transferOf(settlement(creditTransfer({ dates: '' }), header))).executed_at).toBe('2024-03-03');
  });

  it('has the remittance lines for a purpose, else the bare purpose code', async () => {
    const code = '<Purp><Cd>EDUC</Cd></Purp>';
    const lines = '<RmtInf><Ustrd>school</Ustrd><Ustrd>fees</Ustrd></RmtInf>';
    expect((await transfer({ rest: code + lines })).purpose).toBe('school fees');
    expect((await transfer({ rest: code })).purpose).toBe('EDUC');
    const structured = '<RmtInf><Strd><AddtlRmtInf>for rent</AddtlRmtInf></Strd></RmtInf>';
    expect((await transfer({ rest: structured })).purpose).toBe('for rent');
  });

  it('names the firm of the debtor', async () => {
    const agent = '<DbtrAgt><FinInstnId><BICFI>TESTFRPP</BICFI></FinInstnId></DbtrAgt>';
    expect((await transfer({ rest: agent })).provider).toBe('TESTFRPP');
  });
});

describe('a settlement of institutions (pacs.009)', () => {
  const bank = (side: string, bic: string): string =>
    `<${side}><FinInstnId><BICFI>${bic}</BICFI></FinInstnId></${side}>`;
  const parties = bank('Dbtr', 'TESTFRPP') + bank('Cdtr', 'TESTPHMM');

  it('has institutions for payer and payee', async () => {
    const transfer = await transferOf(settlement(creditTransfer({ parties }), '', 'FICdtTrf'));
    expect(transfer).toMatchObject({ source_system: 'iso20022:pacs.009', payer_id: 'TESTFRPP', payee_id: 'TESTPHMM' });
  });

  it('is read as the customer transfer that it covers, with a warning', async () => {
    const rest =
      '<UndrlygCstmrCdtTrf><Dbtr><Nm>Synthetic Payer 1</Nm></Dbtr><Cdtr><Nm>Synthetic Payee 1</Nm></Cdtr></UndrlygCstmrCdtTrf>';
    const events = await xmlEvents(settlement(creditTransfer({ parties, rest }), '', 'FICdtTrf'));
    expect(recordsIn(events)[0]?.fields).toMatchObject({
      payer_name: 'Synthetic Payer 1',
      payee_name: 'Synthetic Payee 1',
    });
    expect(warningsIn(events).join()).toMatch(/covers a customer transfer/);
  });
});
