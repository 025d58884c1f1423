import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RAW_FIELDS } from '../transfer.ts';
import { normaliseHeader } from './header-key.ts';
import { recogniseHeaders } from './recognise-headers.ts';

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

  it.each([
    ['Réf. transaction', 'source_ref'],
    ['N° de transaction', 'source_ref'],
    ['Réf. opération', 'source_ref'],
    ['Txn Ref No.', 'source_ref'],
    ['TransactionID', 'source_ref'],
    ["Date d'exécution", 'executed_at'],
    ['Date d’exécution', 'executed_at'],
    ['Date de l’op.', 'executed_at'],
    ['Date et heure (JJ/MM/AAAA HH:MM)', 'executed_at'],
    ['Transaction Date & Time', 'executed_at'],
    ["Heure d'envoi", 'executed_time'],
    ['Montant envoyé', 'amount'],
    ['Montant de la transaction', 'amount'],
    ["Devise d'envoi", 'currency'],
    ['Devise (code ISO)', 'currency'],
    ['Montant reçu', 'payout_amount'],
    ["Identifiant de l'expéditeur", 'payer_id'],
    ["Nom / Raison sociale du donneur d'ordre", 'payer_name'],
    ['Nom & prénom expéditeur', 'payer_name'],
    ["Sender's Full Name", 'payer_name'],
    ['Code pays expéditeur (ISO2)', 'payer_country'],
    ['Tél. expéditeur', 'payer_phone'],
    ['SenderMSISDN', 'payer_phone'],
    ['Compte à débiter', 'payer_account'],
    ['Nom du bénéficiaire', 'payee_name'],
    ['Benef_Nom', 'payee_name'],
    ['Pays bénéficiaire', 'payee_country'],
    ['PAYS_BENEF', 'payee_country'],
    ['Payout Country', 'payee_country'],
    ['N° de tél. du bénéficiaire', 'payee_phone'],
    ["Receiver's Phone No.", 'payee_phone'],
    ['Cpte bénéf.', 'payee_account'],
    ['Bénéficiaire (IBAN)', 'payee_account'],
    ['Numéro de compte IBAN du bénéficiaire', 'payee_account'],
    ['Beneficiary Acct No', 'payee_account'],
    ['Agence de retrait', 'payout_place'],
    ["Motif de l'envoi", 'purpose'],
    ["Lien avec l'expéditeur", 'relationship'],
    ["Statut de l'opération", 'status'],
  ] as const)('of real exports mean one thing: %s', (header, field) => {
    expect(recogniseHeaders([header]).fields).toEqual([{ field, columns: [0], certainty: 'sure' }]);
  });

  it.each([
    ['N° client', 'payer_id'],
    ['Customer number', 'payer_id'],
    ['Pays de paiement', 'payee_country'],
    ["Pays d'envoi", 'payer_country'],
    ['Tél. Exp.', 'payer_phone'],
    ['IBAN DO', 'payer_account'],
    ['Payé à', 'payee_name'],
    ['Mt envoyé', 'amount'],
    ['Date de valeur', 'executed_at'],
    ['Order number', 'source_ref'],
  ] as const)('that have another meaning as well are only likely: %s', (header, field) => {
    expect(recogniseHeaders([header]).fields).toEqual([{ field, columns: [0], certainty: 'likely' }]);
  });

  it.each([
    ...['N°', '#', 'Pays', 'Nom', 'Téléphone', 'Branch', 'Total', 'Frais', 'Fee', 'Taux de change', 'Exchange rate'],
    ...['Date de naissance expéditeur', 'Sender DOB', 'Sender Gender', 'Nationalité expéditeur', 'N° pièce d’identité'],
    ...[
      'Date exp.',
      'Exp. date',
      'Code opération',
      'Référence client',
      'Customer Ref',
      'Destination code',
      "N° d'ordre",
    ],
    ...['Montant (k€)', 'Amount (cents)', 'Montant devise', 'Montant (frais inclus)', 'Sort code', 'Beneficiary Bank'],
  ])('that could mean anything, or what is not read, are not guessed: %s', (header) => {
    expect(recogniseHeaders([header])).toEqual({ fields: [], units: {}, ambiguous: [] });
  });

  it('of an amount may say its currency, where no column does', () => {
    const { fields, units } = recogniseHeaders(['Montant envoyé (EUR)', 'Amount received (PHP)']);
    expect(units).toEqual({ currency: 'EUR', payout_currency: 'PHP' });
    expect(fields.map(({ field, certainty }) => [field, certainty])).toEqual([
      ['amount', 'likely'],
      ['payout_amount', 'likely'],
    ]);
    expect(recogniseHeaders(['Montant en euros']).units).toEqual({ currency: 'EUR' });
    expect(recogniseHeaders(['Amount ($)']).units).toEqual({});
  });

  it('of a converted amount yield to the amount as sent, and are left to a person where there is none', () => {
    expect(recogniseHeaders(['Montant', 'Devise', 'Montant (EUR)'])).toMatchObject({
      fields: [
        { field: 'amount', columns: [0] },
        { field: 'currency', columns: [1] },
      ],
      ambiguous: [],
    });
    expect(recogniseHeaders(['Montant (EUR)', 'Devise']).ambiguous).toEqual([{ field: 'currency', columns: [1, 0] }]);
    expect(recogniseHeaders(['Montant (EUR)', 'Montant (USD)']).ambiguous).toMatchObject([{ field: 'amount' }]);
  });

  it('of a whole French export are told apart', () => {
    expect(
      recognised([
        ...['Réf. transaction', "Date d'envoi", "Heure d'envoi", 'N° client', 'Nom expéditeur', 'Prénom expéditeur'],
        ...['Tél. expéditeur', "Pays d'envoi", 'Nom bénéficiaire', 'Prénom bénéficiaire', 'Tél. bénéf.'],
        ...['Pays de paiement', 'Montant envoyé', "Devise d'envoi", 'Montant payé', 'Devise de paiement', 'Frais'],
      ]),
    ).toEqual({
      source_ref: 'Réf. transaction',
      executed_at: "Date d'envoi",
      executed_time: "Heure d'envoi",
      payer_id: 'N° client',
      payer_name: 'Prénom expéditeur+Nom expéditeur',
      payer_phone: 'Tél. expéditeur',
      payer_country: "Pays d'envoi",
      payee_name: 'Prénom bénéficiaire+Nom bénéficiaire',
      payee_phone: 'Tél. bénéf.',
      payee_country: 'Pays de paiement',
      amount: 'Montant envoyé',
      currency: "Devise d'envoi",
      payout_amount: 'Montant payé',
      payout_currency: 'Devise de paiement',
    });
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
