import { writeFile } from 'node:fs/promises';
import { type Kysely, sql, type Transaction } from 'kysely';
import { z } from 'zod';
import { type Actor, act, type Tell } from '../act.ts';
import { discardFile, receiveFile } from '../imports/receive-file.ts';
import { recordFile } from '../imports/received-files.ts';
import { UnitFolder } from '../imports/unit-folder.ts';
import { standsAs } from '../people/merged-in-case.ts';
import { Conflict, Forbidden, Missing } from '../refusals.ts';
import type { Tables } from '../tables.ts';
import { MISSES, type Missed, type Practised, review } from './review.ts';
import { type Done, STEPS, stepsDone } from './steps.ts';
import { TRAINING_FILE, withTrainingFile } from './training-file.ts';

export const practiceSchema = z.object({
  mayPractise: z.boolean().describe('Who works on leads may.'),
  space: z
    .object({
      unitId: z.uuid(),
      steps: z.array(z.object({ step: z.enum(STEPS), done: z.boolean() })),
    })
    .nullable()
    .describe('The own training space; null: none was begun, or one is not in practice.'),
});

export const reviewSchema = z.object({
  missed: z.array(
    z.object({
      kind: z.enum(MISSES),
      on: z.enum(['lead', 'case', 'child', 'person', 'request']),
      id: z.uuid(),
      queue: z.enum(['investigation', 'safeguarding']).nullable(),
      name: z.string(),
    }),
  ),
});

/** Where the learner stands: by what is in the training space. */
export async function practiceOf(
  transaction: Transaction<Tables>,
  tell: Tell,
): Promise<z.infer<typeof practiceSchema>> {
  const { rows } = await sql<{ may: boolean }>`select vigie.may_practise() as may`.execute(transaction);
  const unitId = await spaceOf(transaction);
  await tell({ act: 'practice.read', objectId: unitId, unitId });
  const done = unitId === null ? null : stepsDone(await doneIn(transaction, unitId));
  return {
    mayPractise: rows[0]?.may === true,
    space:
      unitId === null || done === null ? null : { unitId, steps: STEPS.map((step) => ({ step, done: done[step] })) },
  };
}

export const newPracticeSchema = z.object({
  anew: z.boolean().default(false).describe('In the place of the space that is open, which closes.'),
});

/**
 * Makes a training space for who asks, with its synthetic file; gives the one that is open, unless another is to take its place, so that it
 * opens to nobody any more. Throws Forbidden for who does not work on leads, and Conflict when it was begun anew too often or meanwhile.
 */
export async function beginPractice(
  db: Kysely<Tables>,
  actor: Actor,
  dataFolder: string,
  { anew }: z.infer<typeof newPracticeSchema>,
): Promise<{ unitId: string }> {
  const learner = { ...actor, practises: true };
  const open = await act(db, learner, async (transaction, tell) => {
    const unitId = await spaceOf(transaction);
    await tell({ act: 'practice.read', objectId: unitId, unitId });
    const { rows } = await sql<{ may: boolean; often: boolean }>`
      select vigie.may_practise() as may, vigie.begun_often() as often`.execute(transaction);
    if (rows[0]?.may !== true) throw new Forbidden();
    if (unitId !== null && anew && rows[0].often) throw new Conflict('begun_often');
    return unitId;
  });
  if (open !== null && !anew) return { unitId: open };
  return withTrainingFile(async ({ sha256, bytes, read, places }, truth) => {
    const unitId = await act(db, learner, async (transaction) => {
      const { rows } = await sql<{ unit: string }>`
        select vigie.begin_practice(${sha256}, ${JSON.stringify(truth)}::jsonb, ${open}::uuid) as unit`.execute(
        transaction,
      );
      return rows[0]?.unit ?? '';
    });
    const folder = new UnitFolder(dataFolder, unitId);
    await folder.make();
    await writeFile(folder.setting('places.csv'), places, { mode: 0o600 });
    const kept = await receiveFile(read(), dataFolder, unitId, TRAINING_FILE, bytes);
    try {
      await act(db, learner, (transaction, tell) =>
        recordFile(transaction, tell, { ...kept, name: TRAINING_FILE, unitId, memberId: actor.memberId }),
      );
    } catch (error) {
      await discardFile(dataFolder, unitId, kept.id);
      throw error;
    }
    return { unitId };
  });
}

/** What was missed, beside what the synthetic case holds. Throws Missing when there is no training space. */
export async function reviewOf(
  transaction: Transaction<Tables>,
  tell: Tell,
  today: string,
): Promise<{ missed: Missed[] }> {
  const unitId = await spaceOf(transaction);
  if (unitId === null) throw new Missing();
  const missed = review(await practised(transaction, unitId, today));
  await tell({ act: 'practice.review', objectId: unitId, unitId });
  return { missed };
}

/** The training space in which the transaction is; null outside of practice. */
async function spaceOf(transaction: Transaction<Tables>): Promise<string | null> {
  const found = await transaction
    .selectFrom('vigie.unit')
    .select('id')
    .where('training_of', 'is not', null)
    .executeTakeFirst();
  return found?.id ?? null;
}

async function doneIn(transaction: Transaction<Tables>, unitId: string): Promise<Done> {
  const { rows } = await sql<Done>`
    select
      (select count(*)::int from vigie.import where unit_id = ${unitId}::uuid and state = 'done') as imports,
      (select count(*)::int from vigie.read_in_practice()) as "leadsRead",
      (select count(distinct queue)::int from vigie.lead where unit_id = ${unitId}::uuid
        and id::text in (select vigie.read_in_practice())) as "queuesRead",
      (select count(*)::int from vigie.lead where unit_id = ${unitId}::uuid and state = 'follow_up') as "followedUp",
      (select count(*)::int from vigie.lead where unit_id = ${unitId}::uuid and state = 'ordinary') as "setAside",
      (select count(distinct case_id)::int from casework.case_lead) as "casesFromLeads",
      (select count(distinct request_id)::int from casework.request_event where kind = 'sent') as "requestsSent",
      (select count(*)::int from casework.filed_document) as files`.execute(transaction);
  const [done] = rows;
  if (done === undefined) throw new Missing();
  return done;
}

/** Everything in practice that the review looks at. The policies leave nothing else in sight. */
async function practised(transaction: Transaction<Tables>, unitId: string, today: string): Promise<Practised> {
  const leads = await sql<Practised['leads'][number]>`
    select lead.id, lead.queue, rank_in_queue as "rankInQueue", state, coalesce(subject_name, lead.subject_id) as name, truth.harmful
    from vigie.lead join vigie.training_truth truth
      on truth.unit_id = lead.unit_id and truth.kind = subject_kind and truth.subject_id = lead.subject_id
    where lead.unit_id = ${unitId}::uuid order by rank_in_queue, lead.id`.execute(transaction);
  const cases = await sql<Practised['cases'][number]>`
    select c.id, title,
      array(select distinct lead.queue from casework.case_lead l join vigie.lead on lead.id = l.lead_id where l.case_id = c.id) as queues,
      array(select distinct p.capacity from casework.person_in_case p where p.case_id = c.id and p.ended_at is null) as capacities,
      (select count(distinct p.person_id)::int from casework.person_in_case p where p.case_id = c.id and p.population = 'child'
        and not exists (select from casework.merged_in_case m where m.case_id = c.id and m.record_id = p.person_id)) as children,
      (select next_on::text from casework.child_search s where s.case_id = c.id order by seq desc limit 1) as "nextOn",
      exists (select from casework.request r join casework.request_event e on e.request_id = r.id
        where r.case_id = c.id and r.kind = 'preservation' and e.kind = 'sent') as preserved
    from casework.case_file c order by opened_at`.execute(transaction);
  const people = await sql<Practised['people'][number]>`
    select distinct person.id, working_name as name, capacity from casework.person_in_case p
      left join casework.merged_in_case m on m.case_id = p.case_id and m.record_id = p.person_id
      join casework.person on person.id = ${standsAs('m.into_id', 'p.person_id')}
    where p.ended_at is null and p.population <> 'child' order by name, capacity`.execute(transaction);
  const children = await sql<Practised['children'][number]>`
    select child.id, working_name as name,
      (select count(*)::int from casework.statement s where s.field <> 'note'
        and s.person_id in (select r.id from casework.person r where r.id = child.id or r.merged_into = child.id)) as clues,
      (select min(next_on)::text from (select distinct on (track) next_on from casework.child_status s where s.person_id = child.id
        order by track, seq desc) newest) as "nextOn"
    from casework.person child where population = 'child' and merged_into is null order by made_at`.execute(
    transaction,
  );
  const requests = await sql<Practised['requests'][number]>`
    select id, addressee, legal_basis as "legalBasis", next_on::text as "nextOn",
      exists (select from casework.request_event e where e.request_id = request.id and e.kind = 'sent') as sent
    from casework.request where ended_at is null order by made_at`.execute(transaction);
  return {
    ...{ today, leads: leads.rows, cases: cases.rows, people: people.rows },
    ...{ children: children.rows, requests: requests.rows },
  };
}
