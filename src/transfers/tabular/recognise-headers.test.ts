import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RAW_FIELDS } from '../transfer.ts';
import { normaliseHeader, recogniseHeaders } from './recognise-headers.ts';

function recognised(headers: readonly string[]): Record<string, string> {
  const { fields, ambiguous } = recogniseHeaders(headers);
  expect(ambiguous).toEqual([]);
  return Object.fromEntries(
    fields.map(({ field, columns }) => [field, columns.map((column) => headers[column]).join('+')]),
  );
}

describe('headers', () => {
  it('that are the canonical names are all sure', () => {
    const { fields, ambiguous } = recogniseHeaders(RAW_FIELDS);
    expect(ambiguous).toEqual([]);
    expect(fields.map(({ field, certainty }) => [field, certainty])).toEqual(
      RAW_FIELDS.map((field) => [field, 'sure']),
    );
  });

  it('are compared without case, accents, underscores and camel case', () => {
    expect(normaliseHeader('Nom_de l’Expéditeur')).toBe('nom de l expediteur');
    expect(normaliseHeader('payerName')).toBe('payer name');
  });

  it('in French are recognised', () => {
    expect(
      recognised([
        'N° opération',
        "Date de l'opération",
        'Identifiant expéditeur',
        'Nom du bénéficiaire',
        'Prénom du bénéficiaire',
        'Pays du bénéficiaire',
        'Téléphone bénéficiaire',
        'Montant',
        'Devise',
        'Motif du transfert',
        'Lien avec le bénéficiaire',
        'Lieu de retrait',
        'Statut',
      ]),
    ).toMatchObject({
      executed_at: "Date de l'opération",
      payer_id: 'Identifiant expéditeur',
      payee_name: 'Prénom du bénéficiaire+Nom du bénéficiaire',
      payee_country: 'Pays du bénéficiaire',
      payee_phone: 'Téléphone bénéficiaire',
      amount: 'Montant',
      currency: 'Devise',
      purpose: 'Motif du transfert',
      relationship: 'Lien avec le bénéficiaire',
      payout_place: 'Lieu de retrait',
      status: 'Statut',
    });
  });

  it('in English are recognised, names in two halves joined', () => {
    expect(
      recognised([
        'Transaction ID',
        'Sent At',
        'Sender First Name',
        'Sender Last Name',
        'Sender Country',
        'Recipient Account Number',
        'Send Amount',
        'Send Currency',
        'Receive Amount',
        'Receive Currency',
        'Payment Method',
      ]),
    ).toEqual({
      source_ref: 'Transaction ID',
      executed_at: 'Sent At',
      payer_name: 'Sender First Name+Sender Last Name',
      payer_country: 'Sender Country',
      payee_account: 'Recipient Account Number',
      amount: 'Send Amount',
      currency: 'Send Currency',
      payout_amount: 'Receive Amount',
      payout_currency: 'Receive Currency',
      channel: 'Payment Method',
    });
  });

  it('that are only a good guess yield to one that is sure, and say so when alone', () => {
    expect(recogniseHeaders(['Date', 'Transaction Date']).fields).toEqual([
      { field: 'executed_at', columns: [1], certainty: 'sure' },
    ]);
    expect(recogniseHeaders(['Date']).fields).toEqual([{ field: 'executed_at', columns: [0], certainty: 'likely' }]);
  });

  it('that fit one field equally well are left to a person', () => {
    expect(recogniseHeaders(['sender', 'expéditeur']).ambiguous).toEqual([{ field: 'payer_name', columns: [0, 1] }]);
  });

  it('never give one column two fields', () => {
    const words = fc.constantFrom(
      'sender',
      'payer',
      'nom',
      'prénom',
      'name',
      'date',
      'amount',
      'montant',
      'id',
      'beneficiary',
      'country',
      'first',
      'last',
      'currency',
      'de',
      'phone',
      'to',
    );
    const header = fc.array(words, { minLength: 1, maxLength: 3 }).map((parts) => parts.join(' '));
    fc.assert(
      fc.property(
        fc.array(fc.oneof(header, fc.string(), fc.constantFrom(...RAW_FIELDS)), { maxLength: 15 }),
        (headers) => {
          const { fields } = recogniseHeaders(headers);
          const columns = fields.flatMap((field) => field.columns);
          expect(new Set(columns).size).toBe(columns.length);
          expect(new Set(fields.map(({ field }) => field)).size).toBe(fields.length);
        },
      ),
      { numRuns: 500 },
    );
  });
});
