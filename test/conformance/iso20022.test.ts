import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { looksLikeIso20022Xml } from '../../src/transfers/iso20022/detect.ts';
import { eventsOf, reasonsIn, recordsIn, warningsIn } from '../../src/transfers/iso20022/fixture.ts';
import { readIso20022Xml } from '../../src/transfers/iso20022/xml.ts';

const SAMPLES = join(import.meta.dirname, '../../../shared/data/iso20022/samples');

/** Transfers in each file, counted by reading the files: one for each transaction, or for each entry that has none. */
const TRANSFERS: Readonly<Record<string, number>> = {
  'genkgo_camt052.v1.xml': 1,
  'genkgo_camt052.v2.with-account-name.xml': 1,
  'genkgo_camt052.v4.xml': 1,
  'genkgo_camt052.v6.xml': 1,
  'genkgo_camt053.v2.all-balance-types.xml': 1,
  'genkgo_camt053.v2.minimal.ultimate.xml': 1,
  'genkgo_camt053.v2.multi.statement.xml': 2,
  'genkgo_camt053.v2.with-party-ids.xml': 1,
  'genkgo_camt053.v3.xml': 1,
  'genkgo_camt053.v8.xml': 1,
  // Three transactions, none with an amount: one transfer of the amount of their entry.
  'genkgo_camt054.v2.xml': 1,
  'genkgo_camt054.v8-with-UETR.xml': 1,
  'genkgo_camt054.v8.xml': 3,
  // 13 entries: ten with 26 transactions, three without.
  'iso20022js_abn_amro_example_camt.xml': 29,
  'iso20022js_cross_river_pain_001_rtp_credit.xml': 1,
  'iso20022js_example_sepa_pain_001_v3_multiple_pmtinf.xml': 2,
  'iso20022js_goldman_sachs_camt_053_uk_v2_1.xml': 6,
  'iso20022js_goldman_sachs_camt_053_uk_v2_virtual_accounts.xml': 6,
  'iso20022js_goldman_sachs_pain_001_ach_credit.xml': 1,
  // 9 entries: seven with one transaction each, two batches without.
  'iso20022js_ing_example_camt.xml': 9,
  'moov_200519_camt.054-Credit_P_CH2909000000250094239_1110092691_0_2019042421291293.xml': 1,
  'moov_200519_camt.054_P_CH2909000000250094239_1111091335_0_2020061900081727.xml': 2,
  'moov_200519_camt054-chdd_p_ch2909000000250094239_1110097484_0_20190520700381159.xml': 2,
  'moov_200519_camt054-epo_p_ch5109000000250092291_1110097605_0_2019052103322231.xml': 3,
  'moov_200924_camt.054_P_CH2909000000250094239_1110092703_0_2019042423412214.xml': 6,
  'moov_FI_camt_052_sample.xml.xml': 2,
  'moov_FI_camt_054_sample.xml.xml': 13,
  'moov_International_payment_USD_naujas_1.xml': 1,
  'moov_camt054-returns_p_ch5109000000250092291_1110097606_0_2020112500512470.xml': 1,
  'moov_musterfile_pain.001_Nov2020.xml': 8,
  'moov_statement_1.xml': 4,
  'prowide-pacs.008.001.07.xml': 1,
  'wire20022_pacs008_Scenario1_Step1.xml': 1,
  'wire20022_pacs008_Scenario5_Step1.xml': 1,
  'wire20022_pacs008_Variation3.xml': 1,
  'wire20022_pacs008_Variation5.xml': 1,
};

/** A message of another kind. */
const NO_TRANSFER = 'minimal_auth.001.001.01.xml';

/** Files that contradict themselves, or hold nothing to read, and the word that the warning must have. */
const WARNED: Readonly<Record<string, RegExp>> = {
  'genkgo_camt053.v3.xml': /another sum/,
  'genkgo_camt052.v1.xml': /without its transactions/,
  'genkgo_camt054.v2.xml': /have no amounts/,
  'genkgo_camt054.v8.xml': /another number of transactions/,
  'iso20022js_abn_amro_example_camt.xml': /without its transactions/,
  'iso20022js_goldman_sachs_pain_001_ach_credit.xml': /ReqdExctnDt is not one/,
  'moov_musterfile_pain.001_Nov2020.xml': /NbOfTxs/,
};

const read = (name: string): ReturnType<typeof eventsOf> =>
  eventsOf(readIso20022Xml({ label: name, path: join(SAMPLES, name), sha256: '', bytes: 0 }));

describe('ISO 20022 files made by banks and standards people', () => {
  it('are all known to this test', (ctx) => {
    if (!existsSync(SAMPLES)) return ctx.skip('not available: ../shared/data/iso20022/samples');
    expect(readdirSync(SAMPLES).sort()).toEqual([...Object.keys(TRANSFERS), NO_TRANSFER].sort());
  });

  it('are refused when they hold no transfer message', async (ctx) => {
    if (!existsSync(join(SAMPLES, NO_TRANSFER))) return ctx.skip('not available: ../shared/data/iso20022/samples');
    await expect(read(NO_TRANSFER)).rejects.toThrow('not a transfer message but InfReqOpng');
  });

  it.for(Object.entries(TRANSFERS))('%s holds %i transfers', async ([name, transfers], ctx) => {
    const path = join(SAMPLES, name);
    if (!existsSync(path)) return ctx.skip(`not available: ../shared/data/iso20022/samples/${name}`);
    const events = await read(name);
    expect(reasonsIn(events)).toEqual([]);
    expect(recordsIn(events)).toHaveLength(transfers);
    for (const { fields } of recordsIn(events)) {
      expect(fields.amount).toMatch(/^\d+(\.\d+)?$/);
      expect(fields.currency).toMatch(/^[A-Z]{3}$/);
      expect(fields.executed_at).toMatch(/^\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?)?$/);
      expect(fields.payer_name ?? fields.payer_account ?? fields.payee_name ?? fields.payee_account).toBeDefined();
    }
    expect(warningsIn(events).join()).toMatch(WARNED[name] ?? /^/);
    expect(looksLikeIso20022Xml(readFileSync(path).subarray(0, 4096))).toBe(true);
  });
});
