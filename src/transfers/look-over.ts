import type { Engine } from '../engine/engine.ts';
import { countryCode } from './geography/countries.ts';
import { isCodeSql } from './money/currency-code.ts';
import { isUntidySql, OWN_TEXTS } from './own-texts.ts';
import { PEOPLE_COLUMNS, SIDES } from './people.ts';
import { tabulatePeople } from './people-of-file.ts';
import type { RawRelation, SeenTexts } from './raw-relation.ts';
import type { RawField } from './transfer.ts';

/** Statuses that are told apart one by one; with more, a table of words serves better. */
const FEW_STATUSES = 12;

/** Without these, a record is known by something else: by an account, a phone, a name, or by its content. */
const IDENTIFIERS = ['source_ref', 'payer_id', 'payee_id'] as const satisfies readonly RawField[];

/**
 * Looks at every text of a file that stays where it is. In most exports all texts are tidy, all people have an identifier, and countries
 * and statuses are few and plain: one look here saves work in every later pass over the records.
 * @param name unique within the run
 */
export async function lookOver(engine: Engine, raw: RawRelation, name: string): Promise<SeenTexts> {
  const people = await tabulatePeople(engine, raw, name);
  const looks = [
    await look(engine, raw, raw.relation, ''),
    await look(engine, raw, people.payer, 'payer_'),
    await look(engine, raw, people.payee, 'payee_'),
  ];
  const seen = {
    tidy: new Set(looks.flatMap(({ tidy }) => tidy)),
    complete: new Set(looks.flatMap(({ complete }) => complete)),
    plain: await plainOf(engine, raw),
    countryCodes: await codesOf(engine, raw),
    statuses: await statusesOf(engine, raw),
  };
  if (areKeptSo(raw, seen)) return { ...seen, people };
  for (const side of SIDES) await engine.run(`DROP TABLE ${people[side]}`);
  return { ...seen, people: null };
}

/** Which texts of a side, or of no side, are tidy, and which identifiers are never missing. `relation` has at least one row for each different one. */
async function look(
  engine: Engine,
  raw: RawRelation,
  relation: string,
  side: '' | 'payer_' | 'payee_',
): Promise<{ readonly tidy: readonly RawField[]; readonly complete: readonly RawField[] }> {
  const isOurs = (field: RawField): boolean =>
    raw.present.has(field) && (side === '' ? !/^paye[re]_/.test(field) : field.startsWith(side));
  const own = OWN_TEXTS.filter(isOurs);
  const identifiers = IDENTIFIERS.filter(isOurs);
  const counts = await engine.row(
    `SELECT count(*)::DOUBLE AS records${[
      ...own.map((field) => `, count(*) FILTER (${isUntidySql(field)})::DOUBLE AS untidy_${field}`),
      ...identifiers.map((field) => `, count(r.${field})::DOUBLE AS given_${field}`),
    ].join('')} FROM ${relation} r`,
  );
  const tidy = own.filter((field) => counts[`untidy_${field}`] === 0);
  const complete = identifiers.filter((field) => tidy.includes(field) && counts[`given_${field}`] === counts.records);
  return { tidy, complete };
}

/** Whether all that is said of people is kept as it stands in the file. */
function areKeptSo({ present }: RawRelation, seen: Omit<SeenTexts, 'people'>): boolean {
  return SIDES.every(
    (side) =>
      seen.complete.has(`${side}_id`) &&
      PEOPLE_COLUMNS.every((column) => {
        const field = `${side}_${column}` as const;
        return !present.has(field) || (column === 'country' ? seen.countryCodes : seen.tidy).has(field);
      }),
  );
}

/** Fields whose texts repeat: each different one is looked at once. */
const REPEATED = [
  ...['payer_country', 'payer_place', 'payee_country', 'payee_place', 'payout_place'],
  ...['channel', 'provider', 'purpose', 'relationship', 'status', 'currency', 'payout_currency'],
] as const satisfies readonly RawField[];

async function plainOf(engine: Engine, raw: RawRelation): Promise<ReadonlySet<RawField>> {
  const plain = new Set<RawField>();
  for (const field of REPEATED) {
    if (!raw.present.has(field) || (raw.nativeTypes[field] ?? 'VARCHAR') !== 'VARCHAR') continue;
    const kept = field.endsWith('currency') ? isCodeSql('given') : "given <> '' AND given = trim(given)";
    const { every } = await engine.row(
      `SELECT coalesce(bool_and(${kept}), true) AS every FROM (SELECT DISTINCT r.${field} AS given FROM ${raw.relation} r)`,
    );
    if (every === true) plain.add(field);
  }
  return plain;
}

async function codesOf(engine: Engine, raw: RawRelation): Promise<ReadonlySet<RawField>> {
  const codes = new Set<RawField>();
  for (const field of ['payer_country', 'payee_country'] as const) {
    if (!raw.present.has(field)) continue;
    const given = await differentTexts(engine, raw, field);
    if (given.every((text) => countryCode(text) === text)) codes.add(field);
  }
  return codes;
}

async function statusesOf(engine: Engine, raw: RawRelation): Promise<readonly string[] | null> {
  if (!raw.present.has('status')) return [];
  const statuses = await differentTexts(engine, raw, 'status', 'lower');
  return statuses.length <= FEW_STATUSES ? statuses : null;
}

async function differentTexts(engine: Engine, raw: RawRelation, field: RawField, change = ''): Promise<string[]> {
  const rows = await engine.rows(
    `SELECT DISTINCT ${change}(nullif(trim(r.${field}::VARCHAR), '')) AS given FROM ${raw.relation} r ORDER BY given`,
  );
  return rows.flatMap(({ given }) => (given === null ? [] : [String(given)]));
}
