import type { Engine } from '../engine/engine.ts';
import { literal } from '../engine/engine.ts';

/** Table (word, status): see `registerStatusWords`. */
export const STATUS_TABLE = 'status_words';

/** How exports call the state of a transfer. A transfer that was not carried out (pending, failed) did not move money: it is `cancelled`. */
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
    'pending',
    'pdng',
    'processing',
    'in progress',
    'annulé',
    'annule',
    'échoué',
    'echoue',
    'rejeté',
    'rejete',
    'refusé',
    'refuse',
    'en attente',
    'en cours',
    'rjct',
    'canc',
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
} as const satisfies Record<'completed' | 'cancelled' | 'refunded', readonly string[]>;

/** Makes the table (word, status) that the canonical SELECT joins. */
export async function registerStatusWords(engine: Engine): Promise<void> {
  const rows = Object.entries(STATUS_WORDS).flatMap(([status, words]) =>
    words.map((word) => `(${literal(word)}, '${status}')`),
  );
  await engine.run(
    `CREATE OR REPLACE TEMP TABLE ${STATUS_TABLE} AS SELECT * FROM (VALUES ${rows.join(', ')}) t(word, status)`,
  );
}

/** SQL for the status of a word in lower case, when no others than these words occur; NULL for one that is not understood. */
export function statusOfWordsSql(given: string, words: readonly string[]): string {
  const understood = Object.entries(STATUS_WORDS).flatMap(([status, known]) => {
    const said = words.filter((word) => known.some((other) => other === word));
    return said.length === 0 ? [] : [`WHEN ${given} IN (${said.map(literal).join(', ')}) THEN '${status}'`];
  });
  return understood.length === 0 ? 'NULL::VARCHAR' : `(CASE ${understood.join(' ')} END)`;
}
