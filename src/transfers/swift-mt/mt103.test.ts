import { describe, expect, it } from 'vitest';
import type { Fields } from '../iso20022/event-log.ts';
import { eventsOf, recordsIn } from '../iso20022/fixture.ts';
import { message, text103 } from './fixture.ts';
import { swiftMtEvents } from './read-swift-mt.ts';

async function transfer(changes: Readonly<Record<string, readonly string[]>> = {}, header = ''): Promise<Fields> {
  const bytes = Buffer.from(message({ lines: text103(changes), header }));
  const records = recordsIn(await eventsOf(swiftMtEvents('test.fin', [bytes])));
  expect(records).toHaveLength(1);
  return records[0]?.fields ?? {};
}

describe('an MT103', () => {
  it('gives one transfer', async () => {
    expect(await transfer()).toEqual({
      source_system: 'swift-mt:103',
      source_ref: 'REF-1/240301TESTDEFFAXXX1234000001',
      executed_at: '2024-03-01',
      amount: '100.50',
      currency: 'EUR',
      payer_id: 'FR7600000000000000000000001',
      payer_name: 'SYNTHETIC PAYER 1',
      payer_country: 'FR',
      payer_account: 'FR7600000000000000000000001',
      payee_id: 'ACC-2',
      payee_name: 'SYNTHETIC PAYEE 2',
      payee_account: 'ACC-2',
      provider: 'TESTDEFF',
      purpose: 'GIFT',
      channel: 'bank',
      status: 'completed',
    });
  });

  it('has the UETR of block 3 for its reference', async () => {
    const header = '{3:{108:X}{121:00000000-0000-4000-8000-000000000001}}';
    expect((await transfer({}, header)).source_ref).toBe('00000000-0000-4000-8000-000000000001');
  });

  it('has the instructed amount for the amount sent, and the settled one for the payout', async () => {
    expect(await transfer({ '33B': ['USD120,'] })).toMatchObject({
      amount: '120',
      currency: 'USD',
      payout_amount: '100.50',
      payout_currency: 'EUR',
    });
    expect((await transfer({ '33B': ['EUR101,'] })).payout_amount).toBeUndefined();
  });

  it.each([
    ['800101', '1980-01-01'],
    ['991231', '1999-12-31'],
    ['000229', '2000-02-29'],
    ['791231', '2079-12-31'],
  ])('takes the year of %s for that of %s', async (short, long) => {
    expect((await transfer({ '32A': [`${short}EUR1,`] })).executed_at).toBe(long);
  });

  it('knows a payer by BIC (50A)', async () => {
    expect(await transfer({ '50A': ['/123', 'TESTBEBB'] })).toMatchObject({
      payer_id: '123',
      payer_name: 'TESTBEBB',
      payer_country: 'BE',
      payer_account: '123',
    });
  });

  it('knows a payer by numbered lines (50F), without the date of birth', async () => {
    const lines = [
      '/123',
      '1/SYNTHETIC',
      '1/PAYER 3',
      '2/STREET',
      '3/PH/TOWN A',
      '4/19700101',
      '5/PH/TOWN',
      '7/PH/N-77',
    ];
    const known = await transfer({ '50F': lines });
    expect(known).toMatchObject({
      payer_id: 'PH/N-77',
      payer_name: 'SYNTHETIC PAYER 3',
      payer_country: 'PH',
      payer_place: 'TOWN A',
      payer_account: '123',
    });
    expect(JSON.stringify(known)).not.toContain('1970');
    const coded = await transfer({ '50F': ['CCPT/PH/P-1', '1/SYNTHETIC PAYER 3', '3/PH'] });
    expect(coded).toMatchObject({ payer_id: 'CCPT/PH/P-1', payer_country: 'PH' });
    expect(coded.payer_account).toBeUndefined();
  });

  it('knows a payee by numbered lines (59F), by BIC (59A), or by name alone (59)', async () => {
    const numbered = ['/123', '1/SYNTHETIC PAYEE 3', '3/PH/TOWN B'];
    expect(await transfer({ '59F': numbered })).toMatchObject({
      payee_name: 'SYNTHETIC PAYEE 3',
      payee_place: 'TOWN B',
    });
    expect(await transfer({ '59A': ['TESTPHMM'] })).toMatchObject({ payee_id: 'TESTPHMM', payee_country: 'PH' });
    const named = await transfer({ '59': ['/-', 'SYNTHETIC PAYEE 4'] });
    expect(named).toMatchObject({ payee_name: 'SYNTHETIC PAYEE 4' });
    expect([named.payee_id, named.payee_account]).toEqual([undefined, undefined]);
  });

  it('names the bank of the payer (52A, 52D), else the sender', async () => {
    expect((await transfer({ '52A': ['/123', 'TESTITMM'] })).provider).toBe('TESTITMM');
    expect((await transfer({ '52D': ['SYNTHETIC BANK', 'TOWN'] })).provider).toBe('SYNTHETIC BANK');
  });

  it('joins its purpose lines, and a full line runs on into the next', async () => {
    expect((await transfer({ '70': ['FOR', 'SCHOOL'] })).purpose).toBe('FOR SCHOOL');
    const full = 'A'.repeat(33);
    expect((await transfer({ '70': [`${full} B`, 'C D'] })).purpose).toBe(`${full} BC D`);
    expect((await transfer({ '70': [] })).purpose).toBeUndefined();
  });

  it('that was returned or rejected does not count', async () => {
    expect((await transfer({ '72': ['/RETN/59'] })).status).toBe('refunded');
    expect((await transfer({ '72': ['/REJT/59'] })).status).toBe('cancelled');
    expect((await transfer({ '72': ['/ACC/RETN'] })).status).toBe('completed');
  });
});
