import { type RawBuilder, sql, type Transaction } from 'kysely';
import { z } from 'zod';
import type { Tell } from '../act.ts';
import type { Tables } from '../tables.ts';
import { POPULATIONS } from './populations.ts';

export const peopleSearchSchema = z.object({
  text: z
    .string()
    .trim()
    .min(2)
    .max(200)
    .describe(
      'Beginning of each word of a name, in any order, or of whatever else a statement says, spaces left out. Capitals and accents do not matter.',
    ),
});

export const foundPersonSchema = z.object({
  id: z.uuid(),
  population: z.enum(POPULATIONS),
  workingName: z.string(),
  cases: z.array(z.object({ id: z.uuid(), reference: z.string() })).describe('Those on which the member works.'),
});
export type FoundPerson = z.infer<typeof foundPersonSchema>;

/** At most this many: who finds more searches more narrowly. */
const MOST = 50;
/** Words that fit are looked at, at most: one person may have some of them. */
const MOST_WORDS_MET = 200;
/** Which of two words more than so many names have makes no difference. */
const SAID_BY_FEW = 200;
/** Of so many words it is asked how rare they are. */
const COUNTED_WORDS = 8;
/** Up to so many cases are gone through one by one; beyond, among all there are, what begins so is found first, and of that what is in a case of the member. */
const MANY_CASES = 2000;

/**
 * People of the member's cases of whom the working name or an open statement in one case says all that is asked for. Of records that were merged, the one
 * into which they were, where the member may see it. Told by the caller's act.
 */
export async function searchPeople(transaction: Transaction<Tables>, tell: Tell, text: string): Promise<FoundPerson[]> {
  const met = await peopleMet(transaction, await askedFor(transaction, text));
  const found = met.length === 0 ? [] : await recordsOf(transaction, met);
  // Not the text: who adds a child may type its name, and the log is read by people to whom nobody released it.
  await tell({ act: 'people.search', objectId: null, unitId: null, detail: { found: found.map(({ id }) => id) } });
  return found;
}

/** What is looked for, folded as the words are that are kept. */
interface Asked {
  /** As it is written, without spaces. */
  readonly whole: string;
  /** Those that count; rarest first where that is known. */
  readonly words: readonly string[];
  readonly inManyCases: boolean;
}

async function askedFor(transaction: Transaction<Tables>, text: string): Promise<Asked> {
  const { rows } = await sql<Asked>`
    select (select min(word collate "C") from casework.words_of(${text}, false) word) as whole, array(select vigie.words_in(${text})) as words,
      (select count(*) > ${MANY_CASES} from (select from casework.live_part limit ${MANY_CASES + 1}) mine) as "inManyCases"`.execute(
    transaction,
  );
  const { whole, words, inManyCases } = rows[0] ?? { whole: null, words: [], inManyCases: false };
  const counting = wordsThatCount(words);
  return {
    whole: whole ?? '',
    words: inManyCases && counting.length > 1 ? await rarestFirst(transaction, counting) : counting,
    inManyCases,
  };
}

/** An initial says nothing beside a word; a figure does. Those first that few names have: with figures, then long ones. */
function wordsThatCount(words: readonly string[]): string[] {
  const figures = (word: string): number => (/\p{Nd}/u.test(word) ? 1 : 0);
  const saying = words.filter((word) => [...word].length > 1 || figures(word) > 0);
  return (saying.length > 0 ? saying : [...words]).sort((a, b) => figures(b) - figures(a) || b.length - a.length);
}

async function rarestFirst(transaction: Transaction<Tables>, words: readonly string[]): Promise<string[]> {
  const counts = words
    .slice(0, COUNTED_WORDS)
    .map(
      (asked) =>
        sql`(select count(*) from (select from casework.person_word word where ${beginsWith(sql`${asked}::text`)} limit ${SAID_BY_FEW}) met)`,
    );
  const { rows } = await sql<{ counts: number[] }>`select array[${sql.join(counts)}]::int[] as counts`.execute(
    transaction,
  );
  const often = (word: string): number => rows[0]?.counts[words.indexOf(word)] ?? SAID_BY_FEW;
  return words.toSorted((a, b) => often(a) - often(b));
}

async function peopleMet(
  transaction: Transaction<Tables>,
  { whole, words, inManyCases }: Asked,
): Promise<readonly string[]> {
  const [rarest, ...others] = words;
  const ways = [
    ...(whole === '' ? [] : [beginsWith(sql`${whole}::text`)]),
    ...(rarest === undefined || rarest === whole
      ? []
      : [
          sql`${beginsWith(sql`${rarest}::text`)} and not exists (select from unnest(${others}::text[]) asked where not exists (
            select from casework.person_word another where another.case_id = word.case_id and another.person_id = word.person_id
              and another.word >= asked collate "C" and another.word < (asked || ${LAST}) collate "C"))`,
        ]),
  ];
  if (ways.length === 0) return [];
  const { rows } = await sql<{ id: string }>`
    with met as materialized (${
      inManyCases
        ? sql.join(
            ways.map(
              (way) => sql`(select word.person_id from casework.person_word word where ${way} limit ${MOST_WORDS_MET})`,
            ),
            sql` union all `,
          )
        : sql`select met.person_id from (select distinct case_id from casework.live_part) mine cross join lateral (${sql.join(
            ways.map(
              (way) =>
                sql`select word.person_id from casework.person_word word where word.case_id = mine.case_id and ${way}`,
            ),
            sql` union all `,
          )}) met limit ${MOST_WORDS_MET}`
    })
    select distinct person_id as id from met`.execute(transaction);
  return rows.map(({ id }) => id);
}

/** A query of its own: the database knows how few they are, and asks for each whether the member may see it, and not for all people there are. */
async function recordsOf(transaction: Transaction<Tables>, met: readonly string[]): Promise<FoundPerson[]> {
  const { rows: merged } = await sql<{ id: string }>`
    select distinct coalesce(into_record.id, person.id) as id from casework.person
    left join casework.person into_record on into_record.id = person.merged_into
    where person.id = any(${met}::uuid[])`.execute(transaction);
  const { rows } = await sql<FoundPerson>`
    with found as materialized (
      select id, population, working_name from casework.person
      where id = any(${merged.map(({ id }) => id)}::uuid[]) order by working_name, id limit ${MOST})
    select id, population, working_name as "workingName", (
        select coalesce(jsonb_agg(distinct jsonb_build_object('id', c.id, 'reference', c.reference)), '[]')
        from casework.person_in_case p join casework.case_file c on c.id = p.case_id where p.person_id in (select r.id from casework.person r where r.id = found.id or r.merged_into = found.id) and p.ended_at is null) as cases
    from found order by working_name, id`.execute(transaction);
  return rows;
}

/** No character comes after the last one of Unicode. */
const LAST = '\u{10ffff}';

function beginsWith(beginning: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`word.word >= ${beginning} collate "C" and word.word < (${beginning} || ${LAST}) collate "C"`;
}
