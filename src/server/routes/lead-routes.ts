import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Transaction } from 'kysely';
import { z } from 'zod';
import { accessRuleSchema, accessRulesOf, addAccessRule, endAccessRule } from '../../casework/access-rules.ts';
import { type Actor, act, type Tell } from '../../casework/act.ts';
import { actOnce } from '../../casework/act-once.ts';
import { readersOf, readersSchema } from '../../casework/lead-readers.ts';
import { countLeads, leadCountsSchema } from '../../casework/leads/count-leads.ts';
import { decide, decisionSchema, undoDecision } from '../../casework/leads/decide.ts';
import { findPeople, findSchema, foundSchema } from '../../casework/leads/find-people.ts';
import { type Handling, handleLead, snoozeSchema } from '../../casework/leads/handle-lead.ts';
import { leadFilterSchema, leadListSchema } from '../../casework/leads/lead-query.ts';
import { leadRowSchema } from '../../casework/leads/lead-row.ts';
import { SAID_BY } from '../../casework/leads/lead-words.ts';
import { toldGroupSchema } from '../../casework/leads/read-groups.ts';
import { type ReadLead, readLead } from '../../casework/leads/read-lead.ts';
import { neighboursSchema, readNeighbours } from '../../casework/leads/read-neighbours.ts';
import { listLeads } from '../../casework/leads/select-leads.ts';
import { Missing } from '../../casework/refusals.ts';
import { erasureIn, erasureSchema, holdsOn, leadHoldSchema } from '../../casework/retention.ts';
import type { Tables } from '../../casework/tables.ts';
import { leadSchema } from '../../leads/lead.ts';
import { actorOf, expectedVersion, freshActorOf, sentWrite } from '../asking.ts';
import { languageOf } from '../problem.ts';
import { withheldName } from '../withheld-name.ts';
import type { Api, Workbench } from '../workbench.ts';

const one = z.object({ id: z.uuid() });
const written = z.object({ version: z.number().int() });
const decisionMade = z.object({
  id: z.uuid(),
  kind: z.enum(['follow_up', 'ordinary', 'need_more', 'undo']),
  explanation: z.string().nullable(),
  words: z.string(),
  said: z
    .object({ by: z.enum(SAID_BY), whom: z.string() })
    .nullable()
    .describe('In whose words an ordinary explanation is; null where nobody asked.'),
  undoes: z.uuid().nullable(),
  by: z.object({ id: z.string(), name: z.string() }),
  at: z.string(),
});
const accessRule = z.object({
  id: z.uuid(),
  effect: z.enum(['grant', 'restrict', 'deny']),
  member: z.object({ id: z.string(), name: z.string() }).nullable(),
  reason: z.string(),
  madeAt: z.string(),
});

/** The queues, a lead, and what people do to it. */
export function leadRoutes(api: Api, { db, signIn }: Workbench): void {
  api.get(
    '/leads',
    {
      schema: {
        summary: 'A page of a queue',
        tags: ['leads'],
        querystring: leadListSchema,
        response: { 200: z.object({ items: z.array(leadRowSchema), next: z.string().nullable() }) },
      },
    },
    async (request) => {
      const actor = await actorOf(request, signIn);
      const { unit, cursor: _, ...filter } = request.query;
      return act(db, actor, async (transaction, tell) => {
        const page = await listLeads(transaction, request.query, actor.memberId);
        const leads = page.items.map(({ leadId }) => leadId);
        await tell({ act: 'leads.list', objectId: filter.queue, unitId: unit, detail: { filter, leads } });
        return page;
      });
    },
  );

  api.get(
    '/leads/counts',
    {
      schema: {
        summary: 'How many leads the filter leaves, and how they divide',
        tags: ['leads'],
        querystring: leadFilterSchema,
        response: { 200: leadCountsSchema },
      },
    },
    async (request) => {
      const actor = await actorOf(request, signIn);
      return act(db, actor, async (transaction, tell) => {
        const counts = await countLeads(transaction, request.query, actor.memberId);
        const { unit, ...filter } = request.query;
        await tell({ act: 'leads.count', objectId: filter.queue, unitId: unit, detail: { filter } });
        return counts;
      });
    },
  );

  api.get(
    '/leads/:id',
    {
      schema: {
        summary: 'A lead: its row, the line of leads.jsonl, what was decided, and for whom exceptions hold',
        tags: ['leads'],
        params: one,
        response: {
          200: z.object({
            row: leadRowSchema,
            lead: leadSchema,
            decisions: z.array(decisionMade),
            access: z.array(accessRule),
            holds: z.array(leadHoldSchema).describe('What keeps it from being erased.'),
            erasure: erasureSchema,
            groups: z
              .array(toldGroupSchema)
              .describe(
                'Who belongs together with it in the same queue: whole groups alone, the one with most of its transfers first.',
              ),
            groupsTotal: z.number().int().describe('In how many it stands, told or not.'),
          }),
        },
      },
      // The line of leads.jsonl is handed on as it was written: to read and write it again costs more than all else.
      serializerCompiler: () => (answer) => (typeof answer === 'string' ? answer : JSON.stringify(answer)),
    },
    async (request, reply) => {
      const actor = await actorOf(request, signIn);
      const { id } = request.params;
      const found = await act(db, actor, async (transaction, tell) => {
        const read = await readLead(
          transaction,
          tell,
          id,
          withheldName(languageOf(request.headers['accept-language'])),
        );
        if (read === null) return null;
        return {
          ...read,
          access: await accessRulesOf(transaction, id),
          holds: await holdsOn(transaction, read.row),
          erasure: await erasureIn(transaction, read.row.unitId),
        };
      });
      if (found === null) throw new Missing();
      return sendLead(reply, request, found);
    },
  );

  api.get(
    '/leads/:id/neighbours',
    {
      schema: {
        summary: 'What separates a lead from those next to it in its queue',
        description: 'Of the leads of the same scan that the member may read: at most two above and two below.',
        tags: ['leads'],
        params: one,
        response: { 200: neighboursSchema },
      },
    },
    async (request, reply) => {
      const actor = await actorOf(request, signIn);
      const found = await act(db, actor, (transaction, tell) => readNeighbours(transaction, tell, request.params.id));
      if (found === null) throw new Missing();
      reply.header('cache-control', 'private, no-store');
      return found;
    },
  );

  const handlingRoutes = [
    { path: 'claim', body: z.object({}), handling: (): Handling => ({ kind: 'claim' }) },
    { path: 'release', body: z.object({}), handling: (): Handling => ({ kind: 'release' }) },
    { path: 'wake', body: z.object({}), handling: (): Handling => ({ kind: 'wake' }) },
    {
      path: 'assign',
      body: z.object({ to: z.string().min(1).max(100).describe('Member who shall hold it.') }),
      handling: ({ to }: { to?: string }): Handling => ({ kind: 'assign', to: to ?? '' }),
    },
    {
      path: 'snooze',
      body: snoozeSchema,
      handling: ({ until }: { until?: string }): Handling => ({ kind: 'snooze', until: until ?? '' }),
    },
  ];
  for (const { path, body, handling } of handlingRoutes)
    api.post(
      `/leads/:id/${path}`,
      { schema: { summary: `Lead: ${path}`, tags: ['leads'], params: one, body, response: { 200: written } } },
      (request, reply) =>
        write(request, reply, (transaction, tell, actor) =>
          handleLead(
            transaction,
            tell,
            request.params.id,
            handling(request.body as { to?: string; until?: string }),
            actor.memberId,
            expectedVersion(request),
          ),
        ),
    );

  api.post(
    '/leads/:id/decisions',
    {
      schema: {
        summary: 'Decide: follow up, ordinary explanation, or need more',
        tags: ['leads'],
        params: one,
        body: decisionSchema,
        response: { 200: written },
      },
    },
    (request, reply) =>
      write(request, reply, (transaction, tell, actor) =>
        decide(transaction, tell, request.params.id, request.body, actor.memberId, expectedVersion(request)),
      ),
  );

  api.post(
    '/leads/:id/undo',
    {
      schema: {
        summary: 'Undo the newest decision that still holds',
        tags: ['leads'],
        params: one,
        body: z.object({}),
        response: { 200: written },
      },
    },
    (request, reply) =>
      write(request, reply, (transaction, tell, actor) =>
        undoDecision(transaction, tell, request.params.id, actor.memberId, expectedVersion(request)),
      ),
  );

  api.get(
    '/leads/:id/readers',
    {
      schema: {
        summary: 'Who may read a lead, and why',
        description: 'For who may make exceptions: as the policies of the database decide it.',
        tags: ['leads'],
        params: one,
        response: { 200: readersSchema },
      },
    },
    async (request, reply) => {
      const actor = await actorOf(request, signIn);
      const found = await act(db, actor, (transaction, tell) => readersOf(transaction, tell, request.params.id));
      if (found === null) throw new Missing();
      reply.header('cache-control', 'private, no-store');
      return found;
    },
  );

  api.post(
    '/leads/:id/access',
    {
      schema: {
        summary: 'Open a lead to a colleague by name, shut one out, or keep it to those who are named',
        tags: ['leads'],
        params: one,
        body: accessRuleSchema,
        response: { 200: z.object({}) },
      },
    },
    async (request) => {
      const actor = await freshActorOf(request, signIn);
      return actOnce(db, actor, sentWrite(request), async (transaction, tell) => {
        await addAccessRule(transaction, tell, request.params.id, request.body, actor.memberId);
        return {};
      });
    },
  );

  api.post(
    '/leads/:id/access/:rule/end',
    {
      schema: {
        summary: 'End an exception',
        tags: ['leads'],
        params: one.extend({ rule: z.uuid() }),
        body: z.object({}),
        response: { 200: z.object({}) },
      },
    },
    async (request) => {
      const actor = await freshActorOf(request, signIn);
      const { id, rule } = request.params;
      return actOnce(db, actor, sentWrite(request), async (transaction, tell) => {
        await endAccessRule(transaction, tell, id, rule, actor.memberId);
        return {};
      });
    },
  );

  api.get(
    '/find',
    {
      schema: {
        summary: 'People in leads, by the beginning of an identifier or a name',
        tags: ['find'],
        querystring: findSchema,
        response: { 200: z.object({ items: z.array(foundSchema) }) },
      },
    },
    async (request) => {
      const actor = await actorOf(request, signIn);
      return act(db, actor, async (transaction, tell) => ({
        items: await findPeople(transaction, tell, request.query),
      }));
    },
  );

  async function write(
    request: FastifyRequest,
    reply: FastifyReply,
    work: (transaction: Transaction<Tables>, tell: Tell, actor: Actor) => Promise<number>,
  ): Promise<{ version: number }> {
    const actor = await actorOf(request, signIn);
    const answer = await actOnce(db, actor, sentWrite(request), async (transaction, tell) => ({
      version: await work(transaction, tell, actor),
    }));
    reply.header('etag', `"${answer.version}"`);
    return answer;
  }
}

function sendLead(reply: FastifyReply, request: FastifyRequest, { body, ...read }: ReadLead) {
  const { row } = read;
  const etag = `"${row.version}"`;
  reply.header('etag', etag).header('cache-control', 'private, no-store');
  if (request.headers['if-none-match'] === etag) return reply.code(304).send();
  reply.header('content-type', 'application/json; charset=utf-8');
  const rest = JSON.stringify(read);
  return `${rest.slice(0, -1)},"lead":${body}}` as never;
}
