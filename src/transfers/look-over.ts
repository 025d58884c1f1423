import type { Engine } from '../engine/engine.ts';
import { countryCode } from './geography/countries.ts';
import { isUntidySql, OWN_TEXTS } from './own-texts.ts';
import type { RawRelation, SeenTexts } from './raw-relation.ts';
import type { RawField } from './transfer.ts';

/** Statuses that are told apart one by one; with more, a table of words serves better. */
const FEW_STATUSES = 12;

/** Without these, a record is known by something else: by an account, a phone, a name, or by its content. */
const IDENTIFIERS = ['source_ref', 'payer_id', 'payee_id'] as const satisfies readonly RawField[];

/**
 * Looks at every text of a file that stays where it is. In most exports all texts are tidy, all people have an identifier, and countries
 * and statuses are few and plain: one look here saves work in every later pass over the records.
 */
export async function lookOver(engine: Engine, raw: RawRelation): Promise<SeenTexts> {
  const own = OWN_TEXTS.filter((field) => raw.present.has(field));
  const identifiers = IDENTIFIERS.filter((field) => raw.present.has(field));
  const counts = await engine.row(
    `SELECT count(*)::DOUBLE AS records, ${[
      ...own.map((field) => `count(*) FILTER (${isUntidySql(field)})::DOUBLE AS untidy_${field}`),
      ...identifiers.map((field) => `count(r.${field})::DOUBLE AS given_${field}`),
    ].join(', ')} FROM ${raw.relation} r`,
  );
  const tidy = new Set<RawField>(own.filter((field) => counts[`untidy_${field}`] === 0));
  return {
    tidy,
    complete: new Set(identifiers.filter((field) => tidy.has(field) && counts[`given_${field}`] === counts.records)),
    countryCodes: await codesOf(engine, raw),
    statuses: await statusesOf(engine, raw),
  };
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
