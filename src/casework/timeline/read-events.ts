import { type RawBuilder, type SqlBool, sql, type Transaction } from 'kysely';
import { standsAs } from '../people/merged-in-case.ts';
import type { Tables } from '../tables.ts';
import type { EventTime, Precision } from './event-time.ts';
import type { Means } from './imports/import-words.ts';
import type { EventFact, Party, Source } from './timeline-items.ts';

/** What is read of the events of a case. */
export interface EventWindow {
  readonly from: string | null;
  readonly to: string | null;
}

interface Row {
  id: string;
  kind: EventFact['kind'];
  precision: Precision;
  begins_at: Date | null;
  ends_at: Date | null;
  said_at: string | null;
  said_until: string | null;
  zone: string | null;
  person: string | null;
  person_population: string | null;
  other_person: string | null;
  other_population: string | null;
  identifier: string | null;
  other_identifier: string | null;
  identifiers: string[];
  service: string | null;
  means: Means | null;
  reference: string | null;
  country: string | null;
  place: string | null;
  other_place: string | null;
  seconds: number | null;
  files: number | null;
  incident: EventTime | null;
  words: string;
  source: string;
  source_row: number | null;
  file_name: string | null;
  sha256: Buffer | null;
  supersedes: string | null;
  reason: string | null;
  withdrawn: boolean;
  entered_at: Date;
  entered_by: string;
}

const COLUMNS = sql`e.id, e.kind, e.precision, e.begins_at, e.ends_at, e.said_at, e.said_until, e.zone, person.working_name as person,
  person.population as person_population, other.working_name as other_person, other.population as other_population, e.identifier, e.other_identifier,
  e.identifiers, e.service, e.means, e.reference, e.country, e.place, e.other_place, e.seconds, e.files, e.incident, e.words, e.source, e.source_row,
  i.file_name, i.sha256, e.supersedes, e.reason, e.withdrawn, e.entered_at, by.name as entered_by`;
const JOINED = sql`from casework.event e
  join vigie.member by on by.id = e.entered_by
  left join casework.event_import i on i.id = e.import_id
  left join casework.merged_in_case merged on merged.case_id = e.case_id and merged.record_id = e.person_id
  left join casework.merged_in_case other_merged on other_merged.case_id = e.case_id and other_merged.record_id = e.other_person_id
  left join casework.person person on person.id = ${standsAs('merged.into_id', 'e.person_id')}
  left join casework.person other on other.id = ${standsAs('other_merged.into_id', 'e.other_person_id')}`;

/** The events that stand: without those that others took the place of, without what was withdrawn. */
export async function readEvents(
  transaction: Transaction<Tables>,
  caseId: string,
  { from, to }: EventWindow,
): Promise<EventFact[]> {
  const chains = await supersededIn(transaction, caseId);
  const { rows } = await sql<Row>`select ${COLUMNS} ${JOINED}
    where e.case_id = ${caseId}::uuid and i.ended_at is null and not e.withdrawn
      and (e.begins_at is null
        or ((${from}::timestamptz is null or greatest(e.begins_at, e.ends_at, e.incident_at) >= ${from}::timestamptz)
          and (${to}::timestamptz is null or least(e.begins_at, e.incident_at) < ${to}::timestamptz)))
    order by e.begins_at, e.seq`.execute(transaction);
  return rows.filter(({ id }) => !chains.has(id)).map((row) => eventFact(row, versionsOf(row.supersedes, chains)));
}

/** Neither corrected nor withdrawn, and of no import that was. */
export const EVENT_STANDS = sql<SqlBool>`not e.withdrawn and i.ended_at is null
  and not exists (select from casework.event later where later.supersedes = e.id)`;

/** Some events, each as it was entered; what was entered by hand first, then newest first. */
export async function selectEvents(
  transaction: Transaction<Tables>,
  where: RawBuilder<SqlBool>,
  most: number,
): Promise<(EventFact & { readonly stands: boolean })[]> {
  const { rows } = await sql<Row & { stands: boolean }>`select ${COLUMNS}, ${EVENT_STANDS} as stands ${JOINED}
    where ${where} order by (e.import_id is null) desc, e.seq desc limit ${most}`.execute(transaction);
  return rows.map((row) => ({ ...eventFact(row, 1), stands: row.stands }));
}

/** One event with all that it was before, newest first; null when it is not there for this member. */
export async function eventVersions(
  transaction: Transaction<Tables>,
  id: string,
): Promise<{ readonly caseId: string; readonly versions: readonly (EventFact & { withdrawn: boolean })[] } | null> {
  const event = await transaction
    .selectFrom('casework.event')
    .select('case_id')
    .where('id', '=', id)
    .executeTakeFirst();
  if (!event) return null;
  const { rows } = await sql<Row>`with recursive chain (id, depth) as (
      select ${id}::uuid, 0
      union all select e.supersedes, chain.depth + 1 from casework.event e join chain on chain.id = e.id where e.supersedes is not null and chain.depth < 200)
    select ${COLUMNS} ${JOINED} join chain on chain.id = e.id order by chain.depth`.execute(transaction);
  return {
    caseId: event.case_id,
    versions: rows.map((row, index) => ({ ...eventFact(row, rows.length - index), withdrawn: row.withdrawn })),
  };
}

/** What was superseded, and what it had superseded itself. */
async function supersededIn(
  transaction: Transaction<Tables>,
  caseId: string,
): Promise<ReadonlyMap<string, string | null>> {
  const { rows } = await sql<{ id: string; before: string | null }>`
    select old.id, old.supersedes as before from casework.event e join casework.event old on old.id = e.supersedes
    where e.case_id = ${caseId}::uuid and e.supersedes is not null`.execute(transaction);
  return new Map(rows.map(({ id, before }) => [id, before]));
}

function versionsOf(supersedes: string | null, chains: ReadonlyMap<string, string | null>): number {
  let versions = 1;
  for (let before = supersedes; before !== null; before = chains.get(before) ?? null) versions += 1;
  return versions;
}

function eventFact(row: Row, versions: number): EventFact {
  const when = {
    ...{ precision: row.precision, said: row.said_at, until: row.said_until, zone: row.zone },
    ...{ from: row.begins_at?.toISOString() ?? null, to: row.ends_at?.toISOString() ?? null },
  };
  return {
    ...{ id: row.id, kind: row.kind, when, identifiers: row.identifiers, service: row.service, means: row.means },
    who: parties(row.person, row.person_population, row.identifier),
    toward: parties(row.other_person, row.other_population, row.other_identifier),
    ...{ reference: row.reference, country: row.country, place: row.place, otherPlace: row.other_place },
    ...{ seconds: row.seconds, files: row.files, incident: row.incident, words: row.words },
    source: sourceOf(row),
    ...{ enteredAt: row.entered_at.toISOString(), enteredBy: row.entered_by },
    corrected:
      row.reason === null
        ? null
        : { reason: row.reason, by: row.entered_by, at: row.entered_at.toISOString(), versions },
  };
}

function parties(person: string | null, population: string | null, identifier: string | null): Party[] {
  return [
    ...(person === null
      ? []
      : [{ kind: population === 'child' ? ('child' as const) : ('person' as const), name: person }]),
    ...(identifier === null ? [] : [{ kind: 'identifier' as const, name: identifier }]),
  ];
}

function sourceOf({ source, source_row, file_name, sha256 }: Row): Source {
  if (file_name === null || sha256 === null || source_row === null) return { kind: 'hand', words: source };
  return { kind: 'import', file: file_name, sha256: sha256.toString('hex'), row: source_row };
}
