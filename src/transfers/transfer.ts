/**
 * The canonical transfer: the columns of the lake. One row is one movement of money from one payer to one payee.
 * Missing is NULL, never '' or 0. `type` is the DuckDB type as stored in Parquet.
 */
export const TRANSFER_COLUMNS = [
  {
    name: 'transfer_id',
    type: 'UUID',
    description:
      'Stable hash (MD5 as UUID) of source system and source reference, or of the content of the row when there is no reference.',
  },
  { name: 'source_ref', type: 'VARCHAR', description: 'Reference of the transfer in the system that it came from.' },
  { name: 'executed_at', type: 'TIMESTAMP', description: 'Instant of execution, UTC.' },
  { name: 'payer_id', type: 'VARCHAR', description: 'Identifier of the payer, as given or linked.' },
  { name: 'payer_name', type: 'VARCHAR', description: 'Name of the payer as given.' },
  { name: 'payer_country', type: 'VARCHAR', description: 'Country the payer pays from, ISO 3166-1 alpha-2.' },
  { name: 'payer_place', type: 'VARCHAR', description: 'Town or place code the payer pays from, as given.' },
  { name: 'payer_phone', type: 'VARCHAR', description: 'Phone of the payer, digits with a leading + where given.' },
  { name: 'payer_account', type: 'VARCHAR', description: 'Account of the payer.' },
  { name: 'payer_device', type: 'VARCHAR', description: 'Device that the payer used.' },
  { name: 'payee_id', type: 'VARCHAR', description: 'Identifier of the payee, as given or linked.' },
  { name: 'payee_name', type: 'VARCHAR', description: 'Name of the payee as given.' },
  { name: 'payee_country', type: 'VARCHAR', description: 'Country where the payee is paid, ISO 3166-1 alpha-2.' },
  { name: 'payee_place', type: 'VARCHAR', description: 'Town or place code of the payee, as given.' },
  { name: 'payee_phone', type: 'VARCHAR', description: 'Phone of the payee.' },
  { name: 'payee_account', type: 'VARCHAR', description: 'Account of the payee.' },
  { name: 'payee_device', type: 'VARCHAR', description: 'Device of the payee.' },
  { name: 'payout_place', type: 'VARCHAR', description: 'Place or agent where the money was paid out.' },
  { name: 'amount', type: 'DECIMAL(18,4)', description: 'Amount sent, in `currency`, decimal as sent.' },
  { name: 'currency', type: 'VARCHAR', description: 'Currency of `amount`, ISO 4217.' },
  { name: 'payout_amount', type: 'DECIMAL(18,4)', description: 'Amount paid out, in `payout_currency`.' },
  { name: 'payout_currency', type: 'VARCHAR', description: 'Currency of `payout_amount`, ISO 4217.' },
  {
    name: 'amount_eur',
    type: 'DECIMAL(18,2)',
    description: 'Amount in euro at the date’s rate; NULL when there is no rate.',
  },
  {
    name: 'channel',
    type: 'VARCHAR',
    description: 'How it was paid: cash, bank, wallet, card, mobile money, gift card, game credit; as given.',
  },
  { name: 'provider', type: 'VARCHAR', description: 'Firm that carried the transfer.' },
  { name: 'purpose', type: 'VARCHAR', description: 'Purpose line of the transfer, part of the transfer itself.' },
  { name: 'relationship', type: 'VARCHAR', description: 'Tie between payer and payee as declared.' },
  {
    name: 'status',
    type: 'VARCHAR',
    description: 'completed, pending, cancelled or refunded; only completed transfers count in facts.',
  },
  { name: 'source_file', type: 'VARCHAR', description: 'SHA-256 of the file that the row came from.' },
  { name: 'source_row', type: 'BIGINT', description: 'Record number in that file, from 1, header not counted.' },
] as const;

/**
 * What a reader may find in a record. Text as it stood in the source; what it means (decimal comma, day first, zone) is
 * said once per file by a `ValueFormats`, and applied in one place, `canonical.ts`.
 */
export const RAW_FIELDS = [
  'source_system',
  'source_ref',
  'executed_at',
  'executed_date',
  'executed_time',
  'time_zone',
  'payer_id',
  'payer_name',
  'payer_country',
  'payer_place',
  'payer_phone',
  'payer_account',
  'payer_device',
  'payee_id',
  'payee_name',
  'payee_country',
  'payee_place',
  'payee_phone',
  'payee_account',
  'payee_device',
  'payout_place',
  'amount',
  'currency',
  'payout_amount',
  'payout_currency',
  'channel',
  'provider',
  'purpose',
  'relationship',
  'status',
] as const;

export type RawField = (typeof RAW_FIELDS)[number];
