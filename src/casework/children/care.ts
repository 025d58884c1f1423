import { sql, type Transaction } from 'kysely';
import { z } from 'zod';
import type { Tell } from '../act.ts';
import { statementSchema } from '../people/read-person.ts';
import { statementValueSchema } from '../people/statement.ts';
import type { Tables } from '../tables.ts';
import type { TRACKS } from './child-states.ts';
import { releasesOf } from './identity.ts';
import { type ChildStatus, careStatesOf, childSchema, newestStatuses, statusSchema } from './read-children.ts';
import { referralSchema, referralsOf } from './referrals.ts';

/** What a service sees of a child that is referred to it: the care, and nothing of the case. */
export const careSchema = z.object({
  id: z.uuid(),
  workingName: z.string(),
  states: z.array(statusSchema.pick({ track: true, state: true })),
  care: statusSchema
    .pick({ nextStep: true, nextOn: true, holder: true, at: true })
    .nullable()
    .describe('What a service wrote last of the care; what the case writes of it stays there. Null: nothing yet.'),
  careStates: childSchema.shape.careStates,
  known: z.array(statementSchema.pick({ id: true, field: true, value: true, basis: true, knownOn: true })),
  referrals: z.array(referralSchema),
  identityUntil: z
    .string()
    .nullable()
    .describe('Until when a release by name lets the member read who the child is; null: there is none.'),
  identityEnded: z
    .object({ at: z.string(), by: z.object({ id: z.string(), name: z.string() }).nullable() })
    .nullable()
    .describe(
      'When the newest release for the member ended, and by whom, if not by its date; null: one is open, or none has ended.',
    ),
});
export type Care = z.infer<typeof careSchema>;

export const careRowSchema = careSchema.pick({ id: true, workingName: true, states: true, care: true }).extend({
  toAnswer: z
    .object({ referrals: z.number().int(), since: z.string() })
    .nullable()
    .describe('Referrals that wait for an answer of the service, and when the first of them was made; null: none.'),
});

/** Children who are referred to a service in which the member works: those who wait for its answer first, the longest first. */
export async function childrenInCare(
  transaction: Transaction<Tables>,
  tell: Tell,
): Promise<z.infer<typeof careRowSchema>[]> {
  const { rows } = await sql<{ id: string; working_name: string }>`
    select id, working_name from casework.person where id = any (casework.my_children()) order by working_name, id`.execute(
    transaction,
  );
  await tell({ act: 'care.list', objectId: null, unitId: null, detail: { children: rows.map(({ id }) => id) } });
  const waiting = await toAnswer(transaction);
  const statuses = await newestStatuses(
    transaction,
    rows.map(({ id }) => id),
  );
  const children: z.infer<typeof careRowSchema>[] = [];
  for (const { id, working_name } of rows)
    children.push({
      ...{ id, workingName: working_name, states: await statesOf(transaction, id), care: careOf(statuses.get(id)) },
      toAnswer: waiting.get(id) ?? null,
    });
  const since = ({ toAnswer: asked }: (typeof children)[number]): number =>
    asked === null ? Number.POSITIVE_INFINITY : Date.parse(asked.since);
  return children.sort((a, b) => (since(a) === since(b) ? 0 : since(a) - since(b)));
}

/** What the services of the member have been asked and have not answered, by child. */
async function toAnswer(
  transaction: Transaction<Tables>,
): Promise<ReadonlyMap<string, z.infer<typeof careRowSchema>['toAnswer']>> {
  const { rows } = await sql<{ person_id: string; referrals: number; since: Date }>`
    select person_id, count(*)::int as referrals, min(made_at) as since from casework.referral
    where state = 'proposed' and service_unit_id = any (vigie.my_units('victim_services')) group by 1`.execute(
    transaction,
  );
  return new Map(
    rows.map(({ person_id, referrals, since }) => [person_id, { referrals, since: since.toISOString() }] as const),
  );
}

/** One of them. Told whether found or not; null when not. */
export async function readCare(transaction: Transaction<Tables>, tell: Tell, id: string): Promise<Care | null> {
  const { rows } = await sql<{ working_name: string }>`
    select working_name from casework.person where id = ${id}::uuid and id = any (casework.my_children())`.execute(
    transaction,
  );
  const [child] = rows;
  await tell({ act: 'care.read', objectId: id, unitId: null, detail: { found: child !== undefined } });
  if (!child) return null;
  const statuses = await newestStatuses(transaction, [id]);
  return {
    ...{ id, workingName: child.working_name, states: await statesOf(transaction, id), care: careOf(statuses.get(id)) },
    careStates: (await careStatesOf(transaction, [id])).get(id) ?? [],
    known: await knownOf(transaction, id),
    referrals: await referralsOf(transaction, [id]),
    ...(await identityOf(transaction, id)),
  };
}

function careOf(statuses: readonly ChildStatus[] = []): Care['care'] {
  const care = statuses.find(({ track }) => track === 'care');
  return care ? { nextStep: care.nextStep, nextOn: care.nextOn, holder: care.holder, at: care.at } : null;
}

async function statesOf(transaction: Transaction<Tables>, id: string): Promise<Care['states']> {
  const { rows } = await sql<{ track: (typeof TRACKS)[number]; state: string }>`
    select track, state from casework.child_states(${id}::uuid)`.execute(transaction);
  return rows;
}

async function identityOf(
  transaction: Transaction<Tables>,
  id: string,
): Promise<Pick<Care, 'identityUntil' | 'identityEnded'>> {
  const mine = (await releasesOf(transaction, id, { ofMine: true })).filter(({ answeredAt }) => answeredAt !== null);
  const untils = mine.filter(({ state }) => state === 'open').map(({ until }) => until);
  const ended = untils.length > 0 ? undefined : mine.find(({ state }) => state === 'ended');
  return {
    identityUntil: untils.sort().at(-1) ?? null,
    identityEnded: ended === undefined ? null : { at: ended.endedAt ?? ended.until, by: ended.endedBy },
  };
}

async function knownOf(transaction: Transaction<Tables>, id: string): Promise<Care['known']> {
  const { rows } = await sql<{
    id: string;
    field: Care['known'][number]['field'];
    value: unknown;
    basis: string;
    known_on: string | null;
  }>`select id, field, value, basis, known_on from casework.care_statements(${id}::uuid)`.execute(transaction);
  return rows.map(({ id: statement, field, value, basis, known_on }) => ({
    ...{ id: statement, field, value: statementValueSchema.parse(value), basis, knownOn: known_on },
  }));
}
