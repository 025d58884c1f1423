import { literal } from '../engine/engine.ts';
import { countryCodeSql, countryJoinSql } from './geography/countries.ts';
import { placeJoinSql } from './geography/places-sql.ts';
import { happensTwiceSql, localToUtcSql, zoneJoinSql } from './geography/zones-sql.ts';
import { isCodeSql } from './money/currency-code.ts';
import { agreesSql, codeOfSignSql, digitsSql, isSharedSql, shapeIsSql, signSql } from './money/dressed-amounts.ts';
import { amountEurSql, ratesJoinSql } from './money/rates-sql.ts';
import { OWN_TEXTS, type OwnText, withOwnTexts } from './own-texts.ts';
import type { RawRelation } from './raw-relation.ts';
import { STATUS_TABLE, statusOfWordsSql } from './status-words.ts';
import { type RawField, TRANSFER_COLUMNS } from './transfer.ts';
import { unreadDateSql } from './unread-dates.ts';

/** Earliest and latest instant that a transfer may have: outside, it is a default value or a typing error. */
const EARLIEST = '1970-01-02';
const LATEST = '2100-01-01';

/**
 * The one place where texts become values. Gives a SELECT with the columns of the lake, then `problem_column` and `problem`:
 * NULL for an accepted transfer, otherwise the first required field that could not be read and why; `date_only`; `happens_twice`,
 * true for a local time that clocks show twice; and `identity_hash`, different where transfer_ids are (but for accidents) and much cheaper.
 * Money stays DECIMAL. Optional fields that cannot be read become NULL; required ones (date, amount, currency, payer, payee,
 * a status that is not understood) send the row to the quarantine.
 * @param euro false = without `amount_eur`: what does not ask for it need not find the rate of each row
 */
export function canonicalSelect(raw: RawRelation, euro = true): string {
  const text = (field: RawField): string => (raw.present.has(field) ? givenSql(field, raw) : 'NULL::VARCHAR');
  const own = (field: OwnText): string => (raw.present.has(field) ? `r.${field}` : 'NULL::VARCHAR');
  const untidy = OWN_TEXTS.filter((field) => raw.present.has(field) && !raw.seen?.tidy.has(field));
  const identifiers = (side: 'payer' | 'payee'): string => `
      ${own(`${side}_id`)} AS ${side}_given_id, ${own(`${side}_name`)} AS ${side}_name,
      ${text(`${side}_country`)} AS ${side}_given_country, ${text(`${side}_place`)} AS ${side}_place,
      ${own(`${side}_phone`)} AS ${side}_phone, ${own(`${side}_account`)} AS ${side}_account, ${own(`${side}_device`)} AS ${side}_device,`;
  const read = `
    SELECT r.source_row, ${text('source_system')} AS source_system, ${own('source_ref')} AS source_ref,
      ${identifiers('payer')} ${identifiers('payee')}
      ${text('payout_place')} AS payout_place, ${text('channel')} AS channel, ${text('provider')} AS provider,
      ${text('purpose')} AS purpose, ${text('relationship')} AS relationship, lower(${text('status')}) AS given_status,
      ${executedSql(raw)}, ${dateOnlySql(raw)} AS date_only, ${text('time_zone')} AS time_zone,
      ${amountSql(raw, 'amount')}, ${amountSql(raw, 'payout_amount')},
      ${currencySql(raw, 'amount')} AS currency, ${currencySql(raw, 'payout_amount')} AS given_payout_currency
    FROM ${withOwnTexts(raw.relation, untidy)} r`;
  const resolved = `
    SELECT x.* EXCLUDE (payer_given_country, payee_given_country, given_status, given_payout_currency),
      ${raw.seen?.plain.has('currency') ? 'x.currency IS NOT NULL' : isCodeSql('x.currency')} AS currency_is_code,
      ${raw.seen?.plain.has('payout_currency') ? 'x.given_payout_currency' : codeSql('x.given_payout_currency')} AS payout_currency,
      ${countrySql('payer', raw)} AS payer_country, ${countrySql('payee', raw)} AS payee_country, ${statusSql(raw)} AS status
    FROM (${read}) x
    ${countryJoin('payer', raw)} ${countryJoin('payee', raw)} ${statusJoin(raw)}`;
  const identified = `
    SELECT y.* EXCLUDE (payer_given_id, payee_given_id), ${linkedIdSql('payer', raw)} AS payer_id, ${linkedIdSql('payee', raw)} AS payee_id
    FROM (${resolved}) y`;
  const placed = `SELECT z.* EXCLUDE (executed_at), ${instantSql(raw)} AS executed_at, ${happensTwice(raw)} AS happens_twice FROM (${identified}) z ${zoneJoin(raw)}`;
  const columns = TRANSFER_COLUMNS.filter(({ name }) => euro || name !== 'amount_eur');
  const { broken, told } = problemSql(raw);
  return `
    SELECT * EXCLUDE (broken_rule), ${told} FROM (
      SELECT ${columns.map((column) => columnSql(column.name, column.type, raw)).join(',\n        ')},
        ${broken}, t.date_only AS date_only, t.happens_twice AS happens_twice, ${identityHashSql(raw)} AS identity_hash
      FROM (${placed}) t
      ${euro ? ratesJoinSql('rate', 't.currency', 't.executed_at::DATE') : ''})`;
}

/** SQL of how the first dates and amounts of a file are understood: text, value, and whether the date is an instant of UTC or local. */
export function understoodSql(raw: RawRelation, rows: number): string {
  return `SELECT executed_text, executed_at::VARCHAR, has_offset, given, amount::VARCHAR FROM (
    SELECT ${executedSql(raw)}, ${raw.present.has('amount') ? 'r.amount::VARCHAR' : 'NULL'} AS given, ${amountSql(raw, 'amount')}
    FROM ${raw.relation} r ORDER BY r.source_row LIMIT ${rows})`;
}

/** An optional currency that is none is not known: what is not three letters would have no code later on. */
function codeSql(expression: string): string {
  return `CASE WHEN ${isCodeSql(expression)} THEN ${expression} END`;
}

/** A text that repeats. Nothing is done to it where it stands as it is kept: the engine then keeps it as a number in a dictionary. */
function givenSql(field: RawField, { seen }: RawRelation): string {
  return seen?.plain.has(field) ? `r.${field}` : `nullif(trim(r.${field}::VARCHAR), '')`;
}

const CURRENCY_OF = { amount: 'currency', payout_amount: 'payout_currency' } as const;

/** The currency column in capitals: a sign or word that means one currency as its code; where it is empty, what the amount itself says. */
function currencySql(raw: RawRelation, field: 'amount' | 'payout_amount'): string {
  const column = CURRENCY_OF[field];
  if (!raw.present.has(column) && !raw.present.has(field)) return 'NULL::VARCHAR';
  const isText = raw.present.has(field) && (raw.nativeTypes[field] ?? 'VARCHAR') === 'VARCHAR';
  if (raw.seen?.plain.has(column) && !isText) return `r.${column}`;
  const given = raw.present.has(column) ? `upper(nullif(trim(r.${column}::VARCHAR), ''))` : 'NULL::VARCHAR';
  const ofAmount = isText ? codeOfSignSql(signSql(`r.${field}`)) : 'NULL::VARCHAR';
  return `(CASE WHEN ${isCodeSql(given)} THEN ${given} WHEN ${given} IS NOT NULL THEN coalesce(${codeOfSignSql(given)}, ${given}) ELSE ${ofAmount} END)`;
}

/** Columns of the lake, each from what was read. */
function columnSql(name: (typeof TRANSFER_COLUMNS)[number]['name'], type: string, raw: RawRelation): string {
  switch (name) {
    case 'transfer_id':
      return `${transferIdSql(raw)} AS transfer_id`;
    case 'amount_eur':
      return `${amountEurSql('t.amount', 't.currency', 'rate')} AS amount_eur`;
    case 'source_file':
      return `${literal(raw.sha256)} AS source_file`;
    default:
      return `t.${name}::${type} AS ${name}`;
  }
}

/** What a transfer without a reference is known by. */
const CONTENT = [
  'executed_at',
  'payer_id',
  'payee_id',
  'amount',
  'currency',
  'payout_amount',
  'payout_currency',
  'channel',
  'provider',
  'purpose',
] as const;

/**
 * Stable across runs, machines and versions of the engine: MD5 of source system and reference; of the row's content when there is
 * no reference. Two equal rows without reference are one transfer when they carry a time, and two when they carry only a date
 * (`occurrence`, added where duplicates are settled).
 */
function transferIdSql(raw: RawRelation): string {
  return `md5(${identitySql(raw, true)})::UUID`;
}

/** Equal transfer_ids have equal hashes. Unequal ones seldom have: who finds fewer hashes than rows has to look at the ids. */
function identityHashSql(raw: RawRelation): string {
  return `hash(${identitySql(raw, raw.present.has('source_system'))})`;
}

/** What a transfer is known by, as one text. */
function identitySql(raw: RawRelation, withSystem: boolean): string {
  const reference = withSystem ? `coalesce(t.source_system, '') || '|' || t.source_ref` : 't.source_ref';
  if (raw.seen?.complete.has('source_ref')) return reference;
  const content = CONTENT.map((column) => `coalesce(t.${column}::VARCHAR, '')`).join(', ');
  return `CASE WHEN t.source_ref IS NOT NULL THEN ${reference} ELSE concat_ws('|', 'content', ${content}) END`;
}

function amountSql(raw: RawRelation, field: 'amount' | 'payout_amount'): string {
  if (!raw.present.has(field)) return `NULL::VARCHAR AS ${field}_text, NULL::DECIMAL(18,4) AS ${field}`;
  const native = raw.nativeTypes[field];
  if (native && native !== 'VARCHAR')
    return `CASE WHEN try_cast(r.${field} AS DECIMAL(18,4)) > 0 THEN 'typed' ELSE r.${field}::VARCHAR END AS ${field}_text, try_cast(r.${field} AS DECIMAL(18,4)) AS ${field}`;
  const plain = numberSql(`r.${field}`, raw);
  const digits = digitsSql(`r.${field}`);
  const dressed = numberSql(digits, raw);
  const isDressed = `${dressed.isNumber} AND ${shapeIsSql(`r.${field}`, 'number')} AND ${agreesSql(signSql(`r.${field}`), currencySql(raw, field))}`;
  const value = `try_cast(${dressed.cleaned} AS DECIMAL(18,4))`;
  return `${plain.cleaned} AS ${field}_text,
      CASE WHEN ${plain.isNumber} THEN try_cast(${plain.cleaned} AS DECIMAL(18,4))
        WHEN ${isDressed} THEN (CASE WHEN ${shapeIsSql(`r.${field}`, 'negative')} THEN -${value} ELSE ${value} END) END AS ${field}`;
}

/** A text without the separators of this file, and whether that is a plain number. */
function numberSql(
  text: string,
  { formats: { decimal, thousands } }: RawRelation,
): { cleaned: string; isNumber: string } {
  const spaces = "' ' || chr(160) || chr(8239) || chr(8201)";
  let cleaned = `trim(${text})`;
  if (thousands === ' ') cleaned = `translate(${cleaned}, ${spaces}, '')`;
  else if (thousands !== '') cleaned = `replace(${cleaned}, ${literal(thousands)}, '')`;
  if (decimal === ',') cleaned = `replace(${cleaned}, ',', '.')`;
  const grouped = thousands === '' || thousands === ' ' ? '' : `${wellGroupedSql(text, thousands)} AND `;
  return {
    cleaned,
    isNumber: `${grouped}regexp_full_match(${cleaned}, '[+]?[0-9]+([.][0-9]{0,4}0*)?|[.][0-9]{1,4}0*')`,
  };
}

/** A separator of thousands stands before three digits (or, in India, before two and then three): «1,50» is not 150. */
function wellGroupedSql(column: string, mark: string): string {
  const sign = mark === '.' ? '[.]' : mark;
  return `(NOT contains(${column}, ${literal(mark)}) OR regexp_matches(${column}, ${literal(`^[ +-]*[0-9]{1,3}(${sign}[0-9]{2,3})*${sign}[0-9]{3}([^0-9${mark}]|$)`)}))`;
}

/** `executed_text`, and `executed_at`: an instant when the text says its offset or the file is in UTC, else local. */
function executedSql(raw: RawRelation): string {
  const native = raw.nativeTypes.executed_at;
  const typedDate = "CASE WHEN r.executed_at IS NOT NULL THEN 'typed' END";
  if (native?.startsWith('TIMESTAMP WITH TIME ZONE') || native === 'TIMESTAMPTZ')
    return `${typedDate} AS executed_text, make_timestamp(epoch_us(r.executed_at)) AS executed_at, true AS has_offset`;
  if (native && native !== 'VARCHAR')
    return `${typedDate} AS executed_text, try_cast(r.executed_at AS TIMESTAMP) AS executed_at, false AS has_offset`;
  const given = executedText(raw);
  const parsed = raw.formats.dates.map((format) => parsedDateSql(given, format));
  const hasOffset = `regexp_matches(${given}, '[0-9]{2}:[0-9]{2}.*(Z|z|UTC|[+-][0-9]{2}(:?[0-9]{2})?)$')`;
  const isInstant = !hasLocalTimes(raw) || raw.formats.dates.every((format) => format.startsWith('epoch'));
  return `${given} AS executed_text, coalesce(${parsed.join(', ')}) AS executed_at, ${isInstant ? 'true' : hasOffset} AS has_offset`;
}

function executedText(raw: RawRelation): string {
  if (raw.present.has('executed_at')) return 'trim(r.executed_at)';
  if (raw.present.has('executed_time')) return `trim(concat_ws(' ', trim(r.executed_date), trim(r.executed_time)))`;
  return 'trim(r.executed_date)';
}

/** Formats: 'iso', 'epoch_s', 'epoch_ms', 'excel' (days since 1899-12-30), or a strptime pattern. */
function parsedDateSql(given: string, format: string): string {
  switch (format) {
    case 'iso':
      return isoInstantSql(given);
    case 'epoch_s':
      return `make_timestamp((try_cast(${given} AS DECIMAL(18,6))::DECIMAL(38,6) * 1000000)::BIGINT)`;
    case 'epoch_ms':
      return `make_timestamp((try_cast(${given} AS DECIMAL(18,3))::DECIMAL(38,3) * 1000)::BIGINT)`;
    case 'excel':
      return `CASE WHEN try_cast(${given} AS DOUBLE) BETWEEN 0 AND 2958465 THEN TIMESTAMP '1899-12-30' + to_microseconds((try_cast(${given} AS DOUBLE) * 86400)::BIGINT * 1000000) END`;
    default:
      return format.includes('%z')
        ? `make_timestamp(epoch_us(try_strptime(${given}, ${literal(format)})))`
        : `try_strptime(${given}, ${literal(format)})`;
  }
}

/**
 * No zone is more than 14 hours from UTC; the engine would take +99:00. The name of a zone it would take not only for the text that has it but for
 * those after it, too: refused. To read a text with an offset costs three times one without: most have none, and are nineteen characters long.
 */
function isoInstantSql(given: string): string {
  const plain = `strlen(${given}) = 19 AND ${given} BETWEEN '0' AND ':' AND substr(${given}, 5, 1) = '-' AND substr(${given}, 14, 1) = ':' AND substr(${given}, 17, 1) = ':'`;
  const iso = `regexp_full_match(${given}, '[0-9]{4}-[0-9][^A-Za-z]*[Tt]?[^A-Za-z]*(?i:z|utc|gmt)?')`;
  const offset = `substr(${given}, -6, 1) NOT IN ('+', '-') OR substr(${given}, -5, 2) <= '14'`;
  return `CASE WHEN ${plain} THEN try_cast(${given} AS TIMESTAMP)
        WHEN ${iso} AND (${offset}) THEN make_timestamp(epoch_us(try_cast(${given} AS TIMESTAMPTZ))) END`;
}

function dateOnlySql(raw: RawRelation): string {
  const native = raw.nativeTypes.executed_at;
  if (native === 'DATE') return 'true';
  if (native && native !== 'VARCHAR') return 'false';
  const given = executedText(raw);
  const { dates } = raw.formats;
  const [first = 'true', ...others] = dates.map((format) => lacksTimeSql(given, format));
  if (others.every((other) => other === first)) return first;
  const cases = dates.map(
    (format) => `WHEN ${parsedDateSql(given, format)} IS NOT NULL THEN ${lacksTimeSql(given, format)}`,
  );
  return `(CASE ${cases.join(' ')} ELSE false END)`;
}

/** Whether a text in this format says the day only. */
function lacksTimeSql(given: string, format: string): string {
  switch (format) {
    case 'iso':
      return `NOT contains(${given}, ':')`;
    case 'epoch_s':
    case 'epoch_ms':
      return 'false';
    case 'excel':
      return `coalesce(try_cast(${given} AS DOUBLE) = floor(try_cast(${given} AS DOUBLE)), false)`;
    default:
      return /%[HI]/.test(format) ? 'false' : 'true';
  }
}

function countrySql(side: 'payer' | 'payee', raw: RawRelation): string {
  return raw.seen?.countryCodes.has(`${side}_country`) ? `x.${side}_given_country` : countryCodeSql(`${side}_names`);
}

function countryJoin(side: 'payer' | 'payee', raw: RawRelation): string {
  if (raw.seen?.countryCodes.has(`${side}_country`)) return '';
  const given = raw.present.has(`${side}_country`) ? `x.${side}_given_country` : 'NULL';
  return countryJoinSql(`${side}_names`, given);
}

/** A transfer of which no status is given was carried out. */
function statusSql(raw: RawRelation): string {
  if (raw.seen?.statuses) return statusOfWordsSql('x.given_status', raw.seen.statuses);
  return "coalesce(st.status, CASE WHEN x.given_status IS NULL THEN 'completed' END)";
}

function statusJoin(raw: RawRelation): string {
  if (raw.seen?.statuses) return '';
  return `LEFT JOIN ${STATUS_TABLE} st ON st.word = ${raw.present.has('status') ? 'x.given_status' : 'NULL'}`;
}

/** What the identifier of a person begins with who has nothing but a name. */
export const NAME_ALONE = 'name:';

/**
 * A person without an identifier gets one, by a rule that is shown and can be undone by reading it: the account, else the phone, else
 * name, country and place together. Names serve to recognise one person across rows, never more.
 */
function linkedIdSql(side: 'payer' | 'payee', raw: RawRelation): string {
  if (raw.seen?.complete.has(`${side}_id`)) return `y.${side}_given_id`;
  return `coalesce(y.${side}_given_id, 'account:' || y.${side}_account, 'phone:' || y.${side}_phone,
      '${NAME_ALONE}' || lower(strip_accents(y.${side}_name)) || '|' || coalesce(y.${side}_country, '') || '|' || coalesce(lower(y.${side}_place), ''))`;
}

const IS_INSTANT = "z.date_only OR z.has_offset OR z.executed_at = date_trunc('day', z.executed_at)";

/**
 * A date without a time stands at midnight UTC, which is read everywhere as «no hour known»; its day does not move. A local midnight
 * to the second is how exports write a date where they have a column for times: it is read so too. A local time
 * whose zone is unknown is kept as if it were UTC: its hour is right at its place, its instant off by hours at most.
 */
function instantSql(raw: RawRelation): string {
  if (!hasLocalTimes(raw)) return 'z.executed_at';
  return `CASE WHEN ${IS_INSTANT} THEN z.executed_at ELSE coalesce(${localToUtcSql('zd', 'z.executed_at')}, z.executed_at) END`;
}

function happensTwice(raw: RawRelation): string {
  if (!hasLocalTimes(raw)) return 'false';
  return `coalesce(NOT (${IS_INSTANT}) AND ${happensTwiceSql('zd', 'z.executed_at')}, false)`;
}

function zoneJoin(raw: RawRelation): string {
  if (!hasLocalTimes(raw)) return '';
  const ofPayer = raw.formats.zone === 'payer';
  const fallback = ofPayer ? 'pi.zone' : literal(raw.formats.zone);
  const zone = raw.present.has('time_zone') ? `coalesce(z.time_zone, ${fallback})` : fallback;
  return `${ofPayer ? placeJoinSql('pi', 'z.payer_country', 'z.payer_place') : ''} ${zoneJoinSql('zd', zone, 'z.executed_at')}`;
}

/** True when some times of the file may be local: only then are zones looked up. */
export function hasLocalTimes(raw: RawRelation): boolean {
  return raw.formats.zone !== 'UTC' || raw.present.has('time_zone');
}

const NO_SUCH_DAY = 'The date names a day that its month does not have, such as 31 February: correct it.';
const UNREAD_TIME =
  'The time of day is missing or not in the format of this file: correct it, or name the format in a mapping file.';

/**
 * SQL for the first required field that could not be read, and why: which rule is broken, and what it tells, asked for a level above so that the
 * conditions stand in the question once. Nearly every row is sound: that is asked first, cheaply.
 */
function problemSql(raw: RawRelation): { readonly broken: string; readonly told: string } {
  const unread = unreadDateSql('t.executed_text', raw.formats.dates);
  const sign = signSql('t.amount_text');
  const rules: readonly (readonly [RawField, string, string])[] = [
    ['executed_at', `t.executed_text IS NULL OR t.executed_text = ''`, 'The date is missing.'],
    ['executed_at', `t.executed_at IS NULL AND ${unread.noSuchDay}`, NO_SUCH_DAY],
    ['executed_time', `t.executed_at IS NULL AND ${unread.time}`, UNREAD_TIME],
    [
      'executed_at',
      't.executed_at IS NULL OR NOT isfinite(t.executed_at)',
      'The date is not in the format of this file: correct it, or name the format in a mapping file.',
    ],
    [
      'executed_at',
      `t.executed_at < TIMESTAMP '${EARLIEST}' OR t.executed_at >= TIMESTAMP '${LATEST}'`,
      'The date lies before 1970 or after 2099: correct it.',
    ],
    ['amount', `t.amount_text IS NULL OR t.amount_text = ''`, 'The amount is missing.'],
    [
      'amount',
      `t.amount < 0 OR starts_with(t.amount_text, '-') OR ${shapeIsSql('t.amount_text', 'negative')}`,
      'The amount is negative: say in a mapping file which sign or column tells who pays.',
    ],
    [
      'amount',
      `t.amount IS NULL AND ${isSharedSql(sign)}`,
      'The amount carries a sign that several currencies share, such as $, and the currency column does not say which: write the code of three letters.',
    ],
    [
      'amount',
      `t.amount IS NULL AND ${codeOfSignSql(sign)} <> t.currency`,
      'The amount carries another currency than the currency column: find out which of the two holds.',
    ],
    [
      'amount',
      `t.amount IS NULL AND regexp_full_match(t.amount_text, '[+]?[0-9]*[.][0-9]{5,}')`,
      'The amount has more than four decimals.',
    ],
    [
      'amount',
      `t.amount IS NULL AND regexp_full_match(t.amount_text, '[+]?[0-9.]+([eE][+]?[0-9]+)?')`,
      'The amount is too large to be one transfer, or not written as a plain number.',
    ],
    ['amount', 't.amount IS NULL', 'The amount is not a number in the format of this file.'],
    ['amount', 't.amount = 0', 'The amount is zero.'],
    ['currency', 't.currency IS NULL', 'The currency is missing: give it as a constant in a mapping file.'],
    [
      'currency',
      `NOT t.currency_is_code AND ${isSharedSql('t.currency')}`,
      'The currency is a sign that several currencies share, such as $: write the code of three letters.',
    ],
    ['currency', 'NOT t.currency_is_code', 'The currency is not a three-letter ISO 4217 code.'],
    ['payer_id', 't.payer_id IS NULL', 'Nothing tells who paid: no identifier, account, phone or name.'],
    ['payee_id', 't.payee_id IS NULL', 'Nothing tells who was paid: no identifier, account, phone or name.'],
    ['status', 't.status IS NULL', 'The status is not understood: translate it in a mapping file.'],
  ];
  const sound = `t.executed_at >= TIMESTAMP '${EARLIEST}' AND t.executed_at < TIMESTAMP '${LATEST}' AND t.amount > 0 AND t.currency_is_code
        AND t.payer_id IS NOT NULL AND t.payee_id IS NOT NULL AND t.status IS NOT NULL`;
  const broken = rules.map(([, condition], rule) => `WHEN ${condition} THEN ${rule}`).join(' ');
  const told = (texts: readonly string[]): string =>
    `CASE WHEN broken_rule IS NOT NULL THEN CASE broken_rule ${texts.map((text, rule) => `WHEN ${rule} THEN ${literal(text)}`).join(' ')} END END`;
  return {
    broken: `CASE WHEN ${sound} THEN NULL ELSE CASE ${broken} END END AS broken_rule`,
    told: `${told(rules.map(([field]) => columnOf(field, raw)))} AS problem_column, ${told(rules.map(([, , reason]) => reason))} AS problem`,
  };
}

/** The column in which a field of the instant stands. */
function columnOf(field: RawField, { present }: RawRelation): RawField {
  if (field === 'executed_time' && present.has('executed_time')) return field;
  if (field !== 'executed_at' && field !== 'executed_time') return field;
  return present.has('executed_at') ? 'executed_at' : 'executed_date';
}
