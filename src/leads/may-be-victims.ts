import type { Engine } from '../engine/engine.ts';
import { LEDGER_TABLES } from '../facts/ledger-store.ts';

/**
 * Codes of those of the payees whose identifier, as a payer’s, is that of somebody who may be a victim.
 * @param mayBeVictim by code of a payer
 */
export async function payeesWhoMayBeVictims(
  engine: Engine,
  payees: readonly number[],
  mayBeVictim: (payer: number) => boolean,
): Promise<ReadonlySet<number>> {
  if (payees.length === 0) return new Set();
  const rows = await engine.rows(
    `SELECT r.code AS payee, p.code AS payer FROM ${LEDGER_TABLES.payees} r JOIN ${LEDGER_TABLES.payers} p USING (id) WHERE r.code IN (${payees.join(', ')})`,
  );
  const victims = rows.filter(({ payer }) => mayBeVictim(Number(payer)));
  return new Set(victims.map(({ payee }) => Number(payee)));
}
