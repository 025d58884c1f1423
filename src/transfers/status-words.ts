import { valueOfTextSql } from '../engine/coded-texts.ts';
import type { Engine } from '../engine/engine.ts';
import { literal } from '../engine/engine.ts';

/** Table (word, status): see `registerStatusWords`. */
export const STATUS_TABLE = 'status_words';

/**
 * How exports call the state of a transfer. One that failed did not move money and is `cancelled`; one under way has not moved any yet and is
 * `pending`. Only completed ones count.
 */
const STATUS_WORDS = {
  completed: [
    'completed',
    'complete',
    'paid',
    'paid out',
    'settled',
    'executed',
    'success',
    'successful',
    'done',
    'booked',
    'book',
    'sent',
    'delivered',
    'received',
    'picked up',
    'picked_up',
    'outgoing_payment_sent',
    'payé',
    'paye',
    'effectué',
    'effectue',
    'exécuté',
    'execute',
    'terminé',
    'termine',
    'réglé',
    'regle',
    'ok',
    'acsc',
    'accc',
  ],
  cancelled: [
    'cancelled',
    'canceled',
    'void',
    'voided',
    'failed',
    'rejected',
    'declined',
    'expired',
    'annulé',
    'annule',
    'échoué',
    'echoue',
    'rejeté',
    'rejete',
    'refusé',
    'refuse',
    'rjct',
    'canc',
  ],
  pending: [
    'pending',
    'pdng',
    'acsp',
    'processing',
    'in progress',
    'on hold',
    'scheduled',
    'awaiting payout',
    'en attente',
    'en cours',
    'en traitement',
    'programmé',
    'programme',
  ],
  refunded: [
    'refunded',
    'refund',
    'reversed',
    'reversal',
    'returned',
    'charged_back',
    'chargeback',
    'funds_refunded',
    'remboursé',
    'rembourse',
    'retourné',
    'retourne',
    'contre-passé',
    'rtrn',
  ],
} as const satisfies Record<'completed' | 'pending' | 'cancelled' | 'refunded', readonly string[]>;

/** Makes the table (word, status) that the canonical SELECT joins. */
export async function registerStatusWords(engine: Engine): Promise<void> {
  const rows = Object.entries(STATUS_WORDS).flatMap(([status, words]) =>
    words.map((word) => `(${literal(word)}, '${status}')`),
  );
  await engine.run(
    `CREATE OR REPLACE TEMP TABLE ${STATUS_TABLE} AS SELECT * FROM (VALUES ${rows.join(', ')}) t(word, status)`,
  );
}

/** SQL for the status of a word in lower case, when no others than these words occur: NULL for one that is not understood, completed for none. */
export function statusOfWordsSql(given: string, words: readonly string[]): string {
  const understood = Object.entries(STATUS_WORDS).flatMap(([status, known]) =>
    words.filter((word) => known.some((other) => other === word)).map((word) => [word, `'${status}'`] as const),
  );
  return valueOfTextSql(given, 'VARCHAR', [...understood, [null, "'completed'"]]);
}
