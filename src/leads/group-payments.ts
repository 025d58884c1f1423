import type { Engine } from '../engine/engine.ts';
import { LEDGER_TABLES } from '../facts/ledger-store.ts';
import type { Payments } from './assemble-group.ts';
import { COUNTED_TRANSFERS } from './gather-contexts.ts';

/** Places kept of each payer and payee. */
const PLACES_OF_PAIR = 12;

export interface CodedPayments extends Payments {
  readonly payer: number;
  readonly payee: number;
}

/** What the payers sent to the payees, and to whomever a possible victim paid, in order of payer, then payee. */
export async function readPayments(
  engine: Engine,
  payers: readonly { readonly code: number }[],
  victims: ReadonlySet<number>,
  payees: readonly { readonly code: number }[],
): Promise<CodedPayments[]> {
  if (payers.length === 0) return [];
  const wantedPayers = payers.map(({ code }) => `(${code}, ${victims.has(code)})`).join(', ');
  const wantedPayees = [-1, ...payees.map(({ code }) => code)].join(', ');
  const rows = await engine.rows(`WITH counted AS (
      SELECT pc.code AS payer, rc.code AS payee, any_value(t.payer_id) AS payer_id, any_value(t.payee_id) AS payee_id, bool_or(v.victim) AS victim,
        coalesce(t.payout_place, t.payee_place) AS place, t.payee_country AS country, count(*) AS n, count(t.amount_eur) AS rated,
        sum((t.amount_eur::DECIMAL(38, 2) * 100)::HUGEINT) AS cents, min(t.executed_at) AS first_at, max(t.executed_at) AS last_at
      FROM chosen_transfers t JOIN chosen_payer pc ON pc.id = t.payer_id JOIN (VALUES ${wantedPayers}) v(code, victim) ON v.code = pc.code
        JOIN ${LEDGER_TABLES.payees} rc ON rc.id = t.payee_id WHERE ${COUNTED_TRANSFERS} GROUP BY ALL),
    wanted AS (SELECT * FROM counted WHERE payee IN (${wantedPayees}) OR payee IN (SELECT payee FROM counted WHERE victim)),
    placed AS (SELECT *, place IS NOT NULL AND row_number() OVER (PARTITION BY payer, payee ORDER BY place IS NULL, n DESC, country, place) <= ${PLACES_OF_PAIR} AS kept FROM wanted)
    SELECT payer, payee, any_value(payer_id) AS payer_id, any_value(payee_id) AS payee_id, CASE WHEN kept THEN place END AS place, CASE WHEN kept THEN country END AS country,
      sum(n)::DOUBLE AS n, sum(rated)::DOUBLE AS rated, coalesce(sum(cents), 0)::VARCHAR AS cents, epoch(min(first_at))::DOUBLE AS first_at, epoch(max(last_at))::DOUBLE AS last_at
    FROM placed GROUP BY payer, payee, CASE WHEN kept THEN place END, CASE WHEN kept THEN country END ORDER BY payer, payee, place, country`);
  const byPair = Map.groupBy(rows, ({ payer, payee }) => `${Number(payer)} ${Number(payee)}`);
  return [...byPair.values()].map((own) => {
    const [first = {}] = own;
    const sum = (name: string): number => own.reduce((total, row) => total + Number(row[name]), 0);
    return {
      ...{ payer: Number(first.payer), payee: Number(first.payee) },
      ...{ payerId: String(first.payer_id), payeeId: String(first.payee_id) },
      transfers: sum('n'),
      withoutRate: sum('n') - sum('rated'),
      cents: own.reduce((total, row) => total + BigInt(String(row.cents)), 0n),
      firstAt: Math.min(...own.map((row) => Number(row.first_at))),
      lastAt: Math.max(...own.map((row) => Number(row.last_at))),
      places: own.flatMap(({ place, country, n }) =>
        place === null
          ? []
          : [{ place: String(place), country: country === null ? null : String(country), transfers: Number(n) }],
      ),
    };
  });
}
