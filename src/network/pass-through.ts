import type { Engine } from '../engine/engine.ts';
import { LEDGER_TABLES } from '../facts/ledger-store.ts';
import { CAPS } from './caps.ts';

/** Money sent on later than this after it came in is not passed through. */
const WITHIN_SECONDS = 48 * 3600;

/**
 * Share of the money that each payee received and sent on within 48 hours, first in first out, where the payee is also seen
 * as a payer (same identifier, or same account). Written into `out`; NaN stays where no outgoing transfer is in the records. An account
 * that more than `CAPS.sharedIdentifier` of either hold is a placeholder, as everywhere: it would make each of them every other.
 */
export async function measurePassThrough(engine: Engine, out: Float32Array | Float64Array): Promise<void> {
  await engine.run(`CREATE OR REPLACE TEMP TABLE own_payer AS
    SELECT rc.code AS payee, pc.code AS payer FROM ${LEDGER_TABLES.payees} rc JOIN ${LEDGER_TABLES.payers} pc ON pc.id = rc.id
    UNION
    SELECT rc.code, pc.code FROM (${accountsOfFew('payees')} INTERSECT ${accountsOfFew('payers')})
      JOIN ${LEDGER_TABLES.payees} rc USING (account) JOIN ${LEDGER_TABLES.payers} pc USING (account)`);
  const flows = `
    SELECT o.payee, l."at", l."eurCents" AS cents, 0::TINYINT AS direction, l.transfer_id
    FROM ${LEDGER_TABLES.transfers} l JOIN (SELECT DISTINCT payee FROM own_payer) o ON o.payee = l.payee WHERE l.state = 0
    UNION ALL
    SELECT o.payee, l."at", l."eurCents", 1::TINYINT, l.transfer_id
    FROM ${LEDGER_TABLES.transfers} l JOIN own_payer o ON o.payer = l.payer WHERE l.state = 0`;
  const sorted = `SELECT payee, "at", cents, direction FROM (${flows}) ORDER BY payee, "at", direction, transfer_id`;
  const flow = new FlowOfOne();
  let current = -1;
  for await (const { count, columns } of engine.columns(sorted, ['int32', 'float64', 'float64', 'int8'], 1 << 16)) {
    const [payee, at, cents, direction] = columns;
    for (let i = 0; i < count; i++) {
      const code = payee?.[i] ?? -1;
      if (code !== current) {
        if (current >= 0) out[current] = flow.passedShare();
        flow.clear();
        current = code;
      }
      if (direction?.[i] === 0) flow.receive(at?.[i] ?? 0, cents?.[i] ?? Number.NaN);
      else flow.send(at?.[i] ?? 0, cents?.[i] ?? Number.NaN);
    }
  }
  if (current >= 0) out[current] = flow.passedShare();
  await engine.run('DROP TABLE own_payer');
}

/** SQL: accounts that few enough hold for them to be the same person. */
function accountsOfFew(side: 'payers' | 'payees'): string {
  return `SELECT account FROM ${LEDGER_TABLES[side]} WHERE account IS NOT NULL GROUP BY account HAVING count(*) <= ${CAPS.sharedIdentifier}`;
}

/** Money in and out of one person, in time order: what goes out is taken from the oldest money in that is still fresh. */
export class FlowOfOne {
  #at: number[] = [];
  #left: number[] = [];
  #oldest = 0;
  #received = 0;
  #passed = 0;
  #sends = 0;

  receive(at: number, cents: number): void {
    if (Number.isNaN(cents)) return;
    this.#at.push(at);
    this.#left.push(cents);
    this.#received += cents;
  }

  send(at: number, cents: number): void {
    this.#sends++;
    let rest = Number.isNaN(cents) ? 0 : cents;
    while (this.#oldest < this.#at.length && (this.#at[this.#oldest] ?? 0) < at - WITHIN_SECONDS) this.#oldest++;
    while (rest > 0 && this.#oldest < this.#at.length) {
      const left = this.#left[this.#oldest] ?? 0;
      const taken = Math.min(left, rest);
      this.#passed += taken;
      rest -= taken;
      this.#left[this.#oldest] = left - taken;
      if (left === taken) this.#oldest++;
    }
  }

  /** NaN when nothing was received with a rate, or nothing was ever sent. */
  passedShare(): number {
    return this.#received === 0 || this.#sends === 0 ? Number.NaN : this.#passed / this.#received;
  }

  clear(): void {
    this.#at = [];
    this.#left = [];
    this.#oldest = 0;
    this.#received = 0;
    this.#passed = 0;
    this.#sends = 0;
  }
}
