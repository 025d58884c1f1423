import { type RawBuilder, sql, type Transaction } from 'kysely';
import { z } from 'zod';
import { QUEUES, ROLES } from '../../leads/lead.ts';
import type { Tell } from '../act.ts';
import type { Tables } from '../tables.ts';
import { withheldOf } from './withheld-of.ts';

/** Less would list people. */
const FEWEST_CHARACTERS = 3;
/** More words narrow no further. */
const MOST_WORDS = 8;

export const findSchema = z.object({
  unit: z.uuid(),
  text: z
    .string()
    .trim()
    .min(FEWEST_CHARACTERS)
    .max(200)
    .describe(
      'Beginning of an identifier, with or without its kind (account:, phone:), of a number in it, or of each word of a name, in any order. Capitals and accents do not matter.',
    ),
  limit: z.coerce.number().int().min(1).max(100).default(30),
});

export const foundSchema = z.object({
  leadId: z.uuid(),
  queue: z.enum(QUEUES),
  kind: z.enum(['payer', 'payee']),
  id: z.string(),
  name: z.string().nullable(),
  role: z.enum(ROLES),
  isSubject: z.boolean().describe('The lead is about this person; otherwise the person stands beside its subject.'),
});
export type Found = z.infer<typeof foundSchema>;

/**
 * People in leads that the acting member may read, without those who have a record of their own that this member may not read. What was looked for is told
 * in the log, found or not.
 */
export async function findPeople(
  transaction: Transaction<Tables>,
  tell: Tell,
  { unit, text, limit }: z.infer<typeof findSchema>,
): Promise<Found[]> {
  const { rows: asked } = await sql<{ whole: string; words: string[] }>`
    select regexp_replace(vigie.folded(${text}), '[[:space:]]', '', 'g') as whole, array(select vigie.words_in(${text})) as words`.execute(
    transaction,
  );
  const { whole = '', words = [] } = asked[0] ?? {};
  const longestFirst = words.toSorted((a, b) => b.length - a.length).slice(0, MOST_WORDS);
  const ways = [
    ...(whole.length >= FEWEST_CHARACTERS ? [beginningWith(whole)] : []),
    ...((longestFirst[0]?.length ?? 0) >= FEWEST_CHARACTERS
      ? [sql`(${sql.join(longestFirst.map(beginningWith), sql` intersect `)})`]
      : []),
  ];
  const { rows: named } =
    ways.length === 0
      ? { rows: [] }
      : await sql<Found>`
    with named as materialized (${sql.join(ways, sql` union `)})
    select lead.id as "leadId", lead.queue, person.kind, person.person_id as id, person.name, person.role,
      person.kind = lead.subject_kind and person.person_id = lead.subject_id as "isSubject"
    from named join vigie.lead_person person using (lead_id, kind, person_id) join vigie.lead on lead.id = person.lead_id
    where lead.unit_id = ${unit}::uuid and not lead.gone
    order by "isSubject" desc, lead.rank_in_queue, lead.id, person.kind, person.person_id
    limit ${limit}`.execute(transaction);
  const withheld = await withheldOf(transaction, unit, named);
  const rows = named.filter(({ kind, id }) => !withheld.some((one) => one.kind === kind && one.id === id));
  await tell({ act: 'person.find', objectId: unit, unitId: unit, detail: { text, found: rows.length } });
  return rows;
}

/** No character comes after the last one of Unicode. */
const LAST = '\u{10ffff}';

function beginningWith(word: string): RawBuilder<unknown> {
  return sql`select lead_id, kind, person_id from vigie.lead_person_word where word >= ${word} and word < ${word + LAST}`;
}
