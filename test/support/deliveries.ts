import type { TransferRow } from '../../src/synthetic/transfer-row.ts';
import { collectWorld } from '../../src/synthetic/world.fixture.ts';
import { csvLine } from './csv.ts';

/** Columns that every delivery below carries. */
export const DELIVERED = [
  'source_ref',
  'executed_at',
  'payer_id',
  'payer_name',
  'payer_country',
  'payer_phone',
  'payee_id',
  'payee_name',
  'payee_country',
  'payee_phone',
  'amount',
  'currency',
  'channel',
  'purpose',
] as const;

export type Delivered = Readonly<Record<(typeof DELIVERED)[number], string>>;

/** French headers as a remittance firm writes them, in the order of DELIVERED. */
const FRENCH = [
  'Référence transaction',
  'Date opération',
  'Identifiant expéditeur',
  'Nom expéditeur',
  'Pays expéditeur',
  'Téléphone expéditeur',
  'Identifiant bénéficiaire',
  'Nom bénéficiaire',
  'Pays bénéficiaire',
  'Téléphone bénéficiaire',
  'Montant',
  'Devise',
  'Canal',
  'Motif',
];

/** The first `count` transfers of a made-up world, as texts; names get letters that every encoding must keep. */
export function deliveredTransfers(count: number): Delivered[] {
  const { transfers } = collectWorld({ preset: 'demo', payers: 300, seed: 23 });
  return transfers.slice(0, count).map(delivered);
}

function delivered(row: TransferRow): Delivered {
  const text = Object.fromEntries(DELIVERED.map((name) => [name, row[name] ?? '']));
  return { ...(text as Delivered), payer_name: `${row.payer_name ?? ''} Zoé’s` };
}

/** The transfers as delimited text. */
export function delimited(rows: readonly Delivered[], delimiter: string): string {
  return table(
    DELIVERED,
    rows.map((row) => DELIVERED.map((name) => row[name])),
    delimiter,
  );
}

/** The same as a French firm exports it: semicolons, decimal comma, day first with an offset, French headers. */
export function frenchText(rows: readonly Delivered[]): string {
  const french = (row: Delivered): string[] =>
    DELIVERED.map((name) => {
      if (name === 'amount') return row.amount.replace('.', ',');
      if (name !== 'executed_at') return row[name];
      const inParis = new Date(Date.parse(row.executed_at) + 3_600_000).toISOString();
      const [, year, month, day, time] = /^(\d+)-(\d+)-(\d+)T([\d:]+)/.exec(inParis) ?? [];
      return `${day}/${month}/${year} ${time}+01:00`;
    });
  return table(FRENCH, rows.map(french), ';');
}

export function jsonLines(rows: readonly Delivered[]): string {
  return rows
    .map((row) => `${JSON.stringify(Object.fromEntries(Object.entries(row).filter(([, v]) => v !== '')))}\n`)
    .join('');
}

function table(header: readonly string[], rows: readonly (readonly string[])[], delimiter: string): string {
  return [header, ...rows].map((cells) => `${csvLine(cells, delimiter)}\r\n`).join('');
}
