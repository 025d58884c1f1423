import type { Engine } from '../engine/engine.ts';
import { LEDGER_TABLES } from '../facts/ledger-store.ts';
import { HOLDERS_IN_RECORDS, payersWithIdentifierOf } from '../network/shared-identifiers.ts';

/**
 * Codes of those of the payees whose id, phone, account or device is also that of a payer who may be a victim. A tie that somebody has undone
 * protects all the same: the undoing says who belongs together, not who is safe.
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
  const same = rows.map(({ payee, payer }) => ({ payee: Number(payee), payer: Number(payer) }));
  const sharing = await payersWithIdentifierOf(engine, HOLDERS_IN_RECORDS, payees);
  return new Set([...same, ...sharing].filter(({ payer }) => mayBeVictim(payer)).map(({ payee }) => payee));
}
