import { type Engine, literal } from '../engine/engine.ts';
import { fileLiteral, IN_PLACE } from '../engine/file-literal.ts';

/** Days between the order, the settlement and the booking of one payment, over long weekends. */
const MOST_DAYS = 5;
/**
 * (key, message, own_id, transfer_id, returned_at): which transfer each message tells, by each of its references; own_id is what it would
 * be alone. returned_at says of a return when the payment came back.
 */
const TOLD = 'told_payments';
const TOLD_COLUMNS = 'key VARCHAR, message VARCHAR, own_id UUID, transfer_id UUID, returned_at TIMESTAMP';
const RETURN = 'iso20022:pacs.004';
/** What is compared of a transfer. */
const SAID = [
  ...['amount', 'currency', 'status', 'executed_at'],
  ...['payer_id', 'payer_name', 'payer_account', 'payee_id', 'payee_name', 'payee_account'],
];

export interface SettledMessages {
  /** The candidates without those that another message told; a relation with the same columns. */
  readonly accepted: string;
  readonly duplicates: number;
  readonly warnings: readonly string[];
}

/**
 * One payment is often told by several messages: the order, the settlement, the notice, the statements of both accounts. Two records of
 * different messages are one payment when they share a reference that stands for one payment only (UETR; TxId with EndToEndId;
 * the bank's reference on one account) **and** say the same amount, currency, status, payer and payee, at most five days
 * apart, and no third record could be meant instead. Whatever is not certain is kept, and said: two payments are never made one.
 * A message tells a payment once, so two records of one statement are always two. A return (pacs.004) makes its payment refunded.
 */
export class MessageSettlement {
  readonly #engine: Engine;

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  async start(): Promise<void> {
    await this.#engine.run(`CREATE OR REPLACE TEMP TABLE ${TOLD} (${TOLD_COLUMNS})`);
  }

  /** Remembers what an earlier run had found. A lake of before does not know when payments came back. */
  async load(file: string): Promise<void> {
    await this.#engine.run(`INSERT INTO ${TOLD} BY NAME FROM read_parquet(${fileLiteral(file)}, ${IN_PLACE})`);
  }

  /**
   * @param accepted relation with the lake's columns, no transfer_id twice; @param earlier the same of all files before, or null
   * @param references relation (row, message, key, returned_at) of the file; @param name unique within the run
   */
  async settle(accepted: string, earlier: string | null, references: string, name: string): Promise<SettledMessages> {
    const engine = this.#engine;
    const said = SAID.map((column) => `t.${column}`).join(', ');
    await engine.run(`CREATE OR REPLACE TEMP TABLE given_keys AS
      SELECT * REPLACE (make_timestamp(epoch_us(try_cast(returned_at AS TIMESTAMPTZ))) AS returned_at) FROM ${references}`);
    await engine.run(`CREATE OR REPLACE TEMP TABLE keyed AS SELECT g.key, g.message, g.returned_at, t.transfer_id AS own_id, t.source_row, ${said}
      FROM given_keys g JOIN ${accepted} t ON t.source_row = g."row"`);
    const met = await engine.row(`SELECT count(*)::DOUBLE AS n FROM keyed WHERE key IN (SELECT key FROM ${TOLD})
      OR key IN (SELECT key FROM keyed GROUP BY key HAVING count(*) > 1)`);
    // The usual case: nothing in common with any other message.
    if (met.n === 0) {
      await this.#remember(name, 'SELECT source_row, NULL::UUID AS transfer_id FROM keyed WHERE false');
      return { accepted, duplicates: 0, warnings: [] };
    }
    const before =
      earlier === null
        ? ''
        : `UNION ALL SELECT o.key, o.message, o.own_id, o.transfer_id, 0 AS source_row, ${said}
            FROM ${TOLD} o JOIN (SELECT * FROM ${earlier} WHERE transfer_id IN (
              SELECT transfer_id FROM ${TOLD} WHERE key IN (SELECT key FROM keyed))) t USING (transfer_id)`;
    await engine.run(`CREATE OR REPLACE TEMP TABLE pool AS
      SELECT key, message, own_id, own_id AS transfer_id, source_row, ${SAID.join(', ')} FROM keyed ${before}`);
    await engine.run(`CREATE OR REPLACE TEMP TABLE pairs AS SELECT DISTINCT k.source_row, k.message, k.own_id, o.transfer_id, o.source_row AS other_row,
        starts_with(k.key, 'e2e:') AS weak, ${agreeSql()} AS agree, o.own_id = k.own_id AND o.transfer_id <> k.own_id AS again
      FROM keyed k JOIN pool o ON o.key = k.key AND o.source_row < k.source_row AND (o.message <> k.message OR (o.own_id = k.own_id AND o.transfer_id <> k.own_id))`);
    // Certain: one payment could be meant by the record, and one record of its message by the payment.
    await engine.run(`CREATE OR REPLACE TEMP TABLE merged AS
      WITH strong AS (SELECT DISTINCT source_row, message, own_id, transfer_id, other_row, again FROM pairs WHERE agree AND NOT weak),
      first AS (SELECT * FROM strong WHERE other_row = 0 OR other_row NOT IN (SELECT source_row FROM strong)),
      single AS (SELECT source_row, any_value(message) AS message, any_value(own_id) AS own_id, any_value(transfer_id) AS transfer_id
        FROM first GROUP BY source_row HAVING count(DISTINCT transfer_id) = 1)
      SELECT s.* FROM single s
      WHERE NOT EXISTS (FROM pool p WHERE p.transfer_id = s.transfer_id AND p.message = s.message AND p.own_id <> s.own_id)
        AND NOT EXISTS (FROM single x WHERE x.transfer_id = s.transfer_id AND x.message = s.message AND x.source_row <> s.source_row)`);
    await this.#remember(name, 'FROM merged');
    const counts = await engine.row(`SELECT (SELECT count(*) FROM merged)::DOUBLE AS merged,
      (SELECT count(DISTINCT source_row) FROM pairs WHERE NOT weak AND source_row NOT IN (SELECT source_row FROM merged))::DOUBLE AS unlike,
      (SELECT count(DISTINCT source_row) FROM pairs WHERE weak AND agree AND source_row NOT IN (SELECT source_row FROM pairs WHERE NOT weak))::DOUBLE AS perhaps`);
    const rest = `unsettled_${name}`;
    await engine.run(`CREATE OR REPLACE TEMP TABLE ${rest} AS SELECT source_row FROM merged`);
    return {
      accepted:
        counts.merged === 0
          ? accepted
          : `(SELECT * FROM ${accepted} c WHERE c.source_row NOT IN (SELECT source_row FROM ${rest}))`,
      duplicates: Number(counts.merged),
      warnings: warningsOf(Number(counts.merged), Number(counts.unlike), Number(counts.perhaps)),
    };
  }

  /** Notes which transfer each record of the file tells. @param merged relation (source_row, transfer_id) */
  async #remember(name: string, merged: string): Promise<void> {
    await this.#engine.run(`CREATE OR REPLACE TEMP TABLE told_by_${name} AS
      SELECT DISTINCT k.key, k.message, k.own_id, coalesce(m.transfer_id, k.own_id) AS transfer_id, k.returned_at
      FROM keyed k LEFT JOIN (${merged}) m USING (source_row)
      UNION SELECT key, message, NULL, NULL, returned_at FROM given_keys
        WHERE message = '${RETURN}' AND starts_with(key, 'uetr:') AND "row" NOT IN (SELECT source_row FROM keyed)`);
    await this.#engine.run(`INSERT INTO ${TOLD} FROM told_by_${name}`);
  }

  /** Writes what the file of that name told, for `load`. */
  async save(name: string, file: string): Promise<void> {
    await this.#engine.run(`COPY told_by_${name} TO ${literal(file)} (FORMAT parquet)`);
  }

  /**
   * The transfers with those as refunded that a return was read for. @param asOf exclusive bound, `YYYY-MM-DD HH:MM:SS` UTC, or null: a
   * payment that came back later was carried out, as far as was known then.
   */
  async withReturns(transfers: string, asOf: string | null): Promise<string> {
    const returned = `SELECT transfer_id, returned_at FROM ${TOLD} WHERE message = '${RETURN}' AND transfer_id IS NOT NULL
      UNION SELECT o.transfer_id, r.returned_at FROM ${TOLD} o JOIN ${TOLD} r ON r.key = o.key AND r.message = '${RETURN}' AND r.transfer_id IS NULL WHERE o.transfer_id IS NOT NULL`;
    const known = asOf === null ? 'true' : `coalesce(returned_at < TIMESTAMP '${asOf}', true)`;
    await this.#engine.run(
      `CREATE OR REPLACE TEMP TABLE returned_payments AS SELECT transfer_id, bool_or(${known}) AS known FROM (${returned}) GROUP BY transfer_id`,
    );
    const { n } = await this.#engine.row('SELECT count(*)::DOUBLE AS n FROM returned_payments');
    if (n === 0) return transfers;
    return `(SELECT t.* REPLACE (CASE WHEN p.known THEN 'refunded' WHEN t.status = 'refunded' AND NOT p.known THEN 'completed' ELSE t.status END AS status)
      FROM ${transfers} t LEFT JOIN returned_payments p USING (transfer_id))`;
  }
}

/** Whether two records say the same of a payment. A return repeats it days or months later. */
function agreeSql(): string {
  const isReturn = `(k.message = '${RETURN}' OR o.message = '${RETURN}')`;
  const name = (column: string): string => `lower(regexp_replace(trim(${column}), '\\s+', ' ', 'g'))`;
  const side = (party: string): string => `CASE
      WHEN k.${party}_account IS NOT NULL AND o.${party}_account IS NOT NULL THEN k.${party}_account = o.${party}_account
      WHEN k.${party}_name IS NOT NULL AND o.${party}_name IS NOT NULL THEN ${name(`k.${party}_name`)} = ${name(`o.${party}_name`)}
      ELSE k.${party}_id = o.${party}_id END`;
  return `(k.amount = o.amount AND k.currency = o.currency AND (k.status = o.status OR ${isReturn})
    AND (abs(date_diff('day', k.executed_at, o.executed_at)) <= ${MOST_DAYS} OR ${isReturn}) AND ${side('payer')} AND ${side('payee')})`;
}

function warningsOf(merged: number, unlike: number, perhaps: number): string[] {
  return [
    ...(merged > 0
      ? [
          `${merged} record(s) tell a payment that another message told already (same reference, amount, currency, payer and payee): it counts once.`,
        ]
      : []),
    ...(unlike > 0
      ? [
          `${unlike} record(s) have the reference of a payment that another message told, but not surely the same amount, status, day, payer and payee: both were kept, so a payment may count twice.`,
        ]
      : []),
    ...(perhaps > 0
      ? [
          `${perhaps} record(s) look like a payment that another message told, but only the payer’s EndToEndId says so, which may repeat: both were kept, so a payment may count twice.`,
        ]
      : []),
  ];
}
