import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadPresets, parseMapping } from './load-mapping.ts';
import type { Mapping } from './mapping.ts';
import { TabularFixture } from './tabular-fixture.ts';

let fixture: TabularFixture;
let presets: Mapping[];
beforeAll(async () => {
  fixture = await TabularFixture.open();
  presets = await loadPresets('packs/presets');
});
afterAll(() => fixture.close());

const table = (rows: readonly (readonly string[])[], delimiter = ','): string =>
  rows.map((row) => `${row.join(delimiter)}\n`).join('');

describe('a mapping', () => {
  it('of an account statement sets payer and payee by the column that says who paid', async () => {
    const mapping = parseMapping(
      'm',
      `columns: { executed_at: day, amount: sum, currency: { constant: CZK } }
direction: { column: kind, out: [DEBIT], in: [CREDIT], owner: { account: own }, counterparty: { account: other, name: who } }`,
    );
    const {
      rows,
      unreadable,
      table: opened,
    } = await fixture.read(
      table([
        ['day', 'own', 'other', 'who', 'kind', 'sum'],
        ['2024-01-02', 'A1', 'B1', 'Synthetic 1', 'debit', '5'],
        ['2024-01-03', 'A1', 'B2', 'Synthetic 2', 'CREDIT', '6'],
        ['2024-01-04', 'A1', 'B3', '', 'fee', '7'],
      ]),
      'csv',
      { mapping },
    );
    expect(rows).toMatchObject([
      {
        source_row: '1',
        payer_account: 'A1',
        payer_name: null,
        payee_account: 'B1',
        payee_name: 'Synthetic 1',
        currency: 'CZK',
      },
      { source_row: '2', payer_account: 'B2', payer_name: 'Synthetic 2', payee_account: 'A1', payee_name: null },
    ]);
    expect(unreadable).toMatchObject([{ row: '3', column: 'kind', reason: expect.stringContaining('who paid') }]);
    expect(opened.fields.every(({ certainty }) => certainty === 'given')).toBe(true);
  });

  it('may take the direction from the sign, leave records out, and translate statuses', async () => {
    const mapping = parseMapping(
      'm',
      `columns: { executed_at: day, amount: sum, currency: cur, status: state }
direction: { sign_of: sum, owner: { account: own }, counterparty: { account: other } }
rows: [{ column: cur, in: [EUR] }]
status: { cancelled: [NIX] }`,
    );
    const { rows, unreadable } = await fixture.read(
      table(
        [
          ['day', 'own', 'other', 'sum', 'cur', 'state'],
          ['2024-01-02', 'A', 'B', '-5,50', 'EUR', 'nix'],
          ['2024-01-03', 'A', 'C', '6,25', 'EUR', 'ok'],
          ['2024-01-03', 'A', 'C', '6,25', 'XTS', 'ok'],
          ['2024-01-04', 'A', 'D', '(7,25)', 'EUR', 'ok'],
          ['2024-01-05', 'A', 'D', '8,25 €-', 'EUR', 'ok'],
        ],
        ';',
      ),
      'csv',
      { mapping },
    );
    expect(rows).toMatchObject([
      { payer_account: 'A', payee_account: 'B', amount: '5,50', status: 'cancelled' },
      { payer_account: 'C', payee_account: 'A', amount: '6,25', status: 'ok' },
      { payer_account: 'A', payee_account: 'D', amount: '7,25' },
      { payer_account: 'A', payee_account: 'D', amount: '8,25 €' },
    ]);
    expect(unreadable).toMatchObject([{ row: '3', column: 'cur', reason: expect.stringContaining('Left out') }]);
  });

  it('that names a column that is not there, or says nothing of what is required, is refused', async () => {
    const content = table([
      ['a', 'b'],
      ['1', '2'],
    ]);
    const columns =
      'columns: { executed_at: a, amount: b, currency: { constant: EUR }, payer_id: a, payee_id: nowhere }';
    expect(await fixture.refusal(content, 'csv', { mapping: parseMapping('m', columns) })).toContain(
      '"nowhere", which the file does not have',
    );
    expect(await fixture.refusal(content, 'csv', { mapping: parseMapping('m', 'columns: { amount: b }') })).toContain(
      'says nothing of the date',
    );
  });

  it('may read a file without a header', async () => {
    const mapping = parseMapping(
      'm',
      'header: false\ncolumns: { executed_at: column1, payer_id: column2, payee_id: column3, amount: column4, currency: column5 }',
    );
    const { rows } = await fixture.read(table([['2024-01-02', 'P', 'Q', '5', 'EUR']]), 'csv', { mapping });
    expect(rows).toMatchObject([{ source_row: '1', payer_id: 'P', amount: '5' }]);
  });
});

const HISTORY = [
  'ID',
  'Status',
  'Direction',
  'Created on',
  'Finished on',
  'Source fee amount',
  'Source fee currency',
  'Target fee amount',
  'Target fee currency',
  'Source name',
  'Source amount (after fees)',
  'Source currency',
  'Target name',
  'Target amount (after fees)',
  'Target currency',
  'Exchange rate',
  'Reference',
  'Batch',
];
const payment = (
  id: string,
  status: string,
  direction: string,
  amount: string,
  currency: string,
  target = 'Synthetic Payee 1',
): string[] => [
  id,
  status,
  direction,
  '2024-03-05 10:00:00',
  '2024-03-05 10:01:00',
  '0.5',
  currency,
  '',
  '',
  'Synthetic Payer 1',
  amount,
  currency,
  target,
  '90.00',
  'XTS',
  '1.1',
  'rent',
  '',
];

describe('the history of a multi-currency account', () => {
  it('keeps every part of a payment once, whatever the order, with statuses and payments to oneself', async () => {
    const parts = [
      payment('T-1', 'COMPLETED', 'OUT', '60.00', 'EUR'),
      payment('T-1', 'COMPLETED', 'OUT', '40.00', 'XTS'),
      payment('T-1', 'COMPLETED', 'OUT', '60.00', 'EUR'),
      payment('T-2', 'REFUNDED', 'OUT', '10.00', 'EUR'),
      payment('T-3', 'CANCELLED', 'OUT', '10.00', 'EUR'),
      payment('T-4', 'COMPLETED', 'NEUTRAL', '10.00', 'EUR', ''),
    ];
    const read = async (rows: string[][]): Promise<Record<string, unknown>[]> =>
      (await fixture.read(table([HISTORY, ...rows]), 'csv', { presets })).rows;
    const rows = await read(parts);
    const refs = rows.map(({ source_ref }) => String(source_ref));
    expect(refs[0]).toBe(refs[2]);
    expect(new Set(refs).size).toBe(5);
    expect(refs[0]).toMatch(/^T-1#part-[0-9a-f]{12}$/);
    expect(rows.map(({ status }) => status)).toEqual([
      'completed',
      'completed',
      'completed',
      'refunded',
      'cancelled',
      'completed',
    ]);
    expect(rows[5]).toMatchObject({
      payer_name: 'Synthetic Payer 1',
      payee_name: 'Synthetic Payer 1',
      source_system: 'account-history',
    });
    const reversed = await read(parts.toReversed());
    expect(reversed.map(({ source_ref }) => source_ref)).toEqual(refs.toReversed());
  });
});

describe('the export of a remittance agent', () => {
  it('is recognised in French, names joined, date and time apart, local to the payer', async () => {
    const preset = presets.find(({ name }) => name === "journal d'agent de transfert");
    const headers = [
      'N° de transfert',
      "Date d'envoi",
      "Heure d'envoi",
      'ID expéditeur',
      'Nom expéditeur',
      'Prénom expéditeur',
      "Pays d'envoi",
      "Ville d'envoi",
      'Téléphone expéditeur',
      'Nom bénéficiaire',
      'Prénom bénéficiaire',
      'Pays de paiement',
      'Ville de paiement',
      'Téléphone bénéficiaire',
      'Agent payeur',
      'Montant envoyé',
      'Devise envoi',
      'Montant payé',
      'Devise paiement',
      'Motif',
      'Lien',
      'Statut',
    ];
    const row = [
      '7',
      '05/03/2024',
      '10:20',
      'P1',
      'Un',
      'Synthetic',
      'F1',
      'ZZ-1',
      '',
      'Deux',
      'Synthetic',
      'F2',
      'YY-1',
      '',
      'AG-1',
      '1 234,50',
      'EUR',
      '',
      '',
      '',
      '',
      'PAYÉ',
    ];
    const { rows, table: opened } = await fixture.read(table([headers, row], ';'), 'csv', { presets });
    expect(preset).toBeDefined();
    expect(rows).toMatchObject([
      {
        source_ref: '7',
        payer_name: 'Synthetic Un',
        payee_name: 'Synthetic Deux',
        executed_date: '05/03/2024',
        executed_time: '10:20',
        status: 'completed',
      },
    ]);
    expect(opened.formats).toEqual({ decimal: ',', thousands: ' ', dates: ['%d/%m/%Y %H:%M'], zone: 'payer' });
    expect(opened.warnings.join()).toContain("journal d'agent de transfert");
  });
});
