import { describe, expect, it } from 'vitest';
import { reasonsIn, recordsIn, transferOf, warningsIn, xmlEvents } from './fixture.ts';

const ORIGINAL = `<OrgnlTxRef><IntrBkSttlmDt>2024-03-01</IntrBkSttlmDt><Dbtr><Pty><Nm>Synthetic Payer 1</Nm></Pty></Dbtr>
  <DbtrAcct><Id><IBAN>FR7600000000000000000000001</IBAN></Id></DbtrAcct><Cdtr><Pty><Nm>Synthetic Payee 1</Nm></Pty></Cdtr></OrgnlTxRef>`;
const UETR = '00000000-0000-4000-8000-000000000001';

function returned(parts: { original?: string; money?: string } = {}): string {
  const { original = ORIGINAL, money = '<RtrdIntrBkSttlmAmt Ccy="EUR">100.00</RtrdIntrBkSttlmAmt>' } = parts;
  return `<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pacs.004.001.09"><PmtRtr>
    <GrpHdr><MsgId>RTR</MsgId><CreDtTm>2024-03-05T10:00:00Z</CreDtTm></GrpHdr>
    <TxInf><RtrId>R-1</RtrId><OrgnlEndToEndId>E2E-1</OrgnlEndToEndId><OrgnlTxId>TX-1</OrgnlTxId><OrgnlUETR>${UETR}</OrgnlUETR>
      <OrgnlIntrBkSttlmAmt Ccy="EUR">100.00</OrgnlIntrBkSttlmAmt>${money}<IntrBkSttlmDt>2024-03-04</IntrBkSttlmDt>${original}</TxInf>
  </PmtRtr></Document>`;
}

describe('a pacs.004', () => {
  it('gives the payment that came back, as refunded', async () => {
    expect(await transferOf(returned())).toEqual({
      source_system: 'iso20022:pacs.004',
      source_ref: UETR,
      executed_at: '2024-03-01',
      amount: '100.00',
      currency: 'EUR',
      payer_id: 'FR7600000000000000000000001',
      payer_name: 'Synthetic Payer 1',
      payer_country: 'FR',
      payer_account: 'FR7600000000000000000000001',
      payee_name: 'Synthetic Payee 1',
      channel: 'bank',
      status: 'refunded',
    });
    expect(recordsIn(await xmlEvents(returned()))[0]?.references).toEqual({
      message: 'iso20022:pacs.004',
      keys: [`uetr:${UETR}`, 'tx:TX-1 E2E-1', 'e2e:E2E-1'],
      returnedAt: '2024-03-04',
    });
  });

  it('of less than was paid says so', async () => {
    const events = await xmlEvents(returned({ money: '<RtrdIntrBkSttlmAmt Ccy="EUR">90.00</RtrdIntrBkSttlmAmt>' }));
    expect(warningsIn(events).join()).toContain('Less came back');
    expect(recordsIn(events)[0]?.fields.amount).toBe('100.00');
  });

  it('that does not say who paid whom is listed, and still names what it returns', async () => {
    const events = await xmlEvents(returned({ original: '' }));
    expect(recordsIn(events)).toEqual([]);
    expect(reasonsIn(events).join()).toContain('does not say who paid whom');
    expect(events).toMatchObject([{ unreadable: { references: { keys: expect.arrayContaining([`uetr:${UETR}`]) } } }]);
  });
});
