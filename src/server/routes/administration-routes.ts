import type { FastifyRequest } from 'fastify';
import type { Transaction } from 'kysely';
import { z } from 'zod';
import { type Actor, look, type Tell } from '../../casework/act.ts';
import { actOnce } from '../../casework/act-once.ts';
import {
  addUnit,
  casesWaitingOn,
  endMembership,
  entrustCases,
  entrustedSchema,
  entrustSchema,
  grantMembership,
  newMembershipSchema,
  renameUnit,
  setDisabled,
  staff,
  staffMemberSchema,
  unitNameSchema,
} from '../../casework/administration.ts';
import { CASE_POWERS, CASE_ROLES, type CaseRole, PARTS_OF } from '../../casework/cases/stages.ts';
import { POWERS, STAFF_ROLES, type StaffRole } from '../../casework/staff-roles.ts';
import type { Tables } from '../../casework/tables.ts';
import { QUEUES } from '../../leads/lead.ts';
import { actorOf, freshActorOf, sentWrite } from '../asking.ts';
import { requirePower } from '../require-power.ts';
import type { Api, Workbench } from '../workbench.ts';

const unit = z.object({ id: z.uuid(), name: z.string(), demonstration: z.boolean() });
const power = z.object({
  role: z.enum(STAFF_ROLES),
  handles: z.array(z.enum(QUEUES)),
  mayBeGranted: z.array(z.enum(QUEUES)),
  imports: z.boolean(),
  administers: z.boolean(),
  audits: z.boolean(),
  cases: z.enum(['opens', 'works', 'none']),
  cares: z.boolean(),
  inCases: z
    .enum(['writes', 'reads', 'none'])
    .describe('What a part in a case opens to the role: its requests, its evidence, its timeline.'),
});
const part = z.object({
  role: z.enum(CASE_ROLES),
  staff: z.array(z.enum(STAFF_ROLES)).describe('Roles that it goes with.'),
  works: z.boolean().describe('Writes to the case while it is open, and can hold what it owes.'),
  leads: z.boolean().describe('Chooses who works on it, and moves its stage.'),
  agrees: z.boolean().describe('Can be the second person that a decision needs.'),
});
const made = z.object({ id: z.uuid() });
const nothing = z.object({});

/** Accounts, units and roles. Who manages them sees no lead. */
export function administrationRoutes(api: Api, workbench: Workbench): void {
  const { db } = workbench;
  api.get(
    '/admin/members',
    {
      schema: {
        summary: 'Members of the organisation and the roles that hold now',
        tags: ['administration'],
        response: { 200: z.object({ items: z.array(staffMemberSchema) }) },
      },
    },
    async (request) => {
      return { items: await look(db, await administrator(request), staff) };
    },
  );

  api.get(
    '/admin/units',
    {
      schema: {
        summary: 'Units of the organisation',
        tags: ['administration'],
        response: { 200: z.object({ items: z.array(unit) }) },
      },
    },
    async (request) => {
      const items = await look(db, await administrator(request), (transaction) =>
        transaction.selectFrom('vigie.unit').select(['id', 'name', 'demonstration']).orderBy('name').execute(),
      );
      return { items };
    },
  );

  api.get(
    '/admin/roles',
    {
      schema: {
        summary: 'Who may what: each role with the queues it opens and the powers it gives',
        tags: ['administration'],
        response: { 200: z.object({ items: z.array(power), parts: z.array(part) }) },
      },
    },
    async (request) => {
      await administrator(request);
      return {
        items: STAFF_ROLES.map((role) => {
          const { handles, mayBeGranted, ...powers } = POWERS[role];
          const inCases = inCasesOf(role);
          return { role, handles: [...handles], mayBeGranted: [...mayBeGranted], ...powers, inCases };
        }),
        parts: CASE_ROLES.map((role) => ({
          ...{ role, ...CASE_POWERS[role] },
          staff: STAFF_ROLES.filter((staff) => (PARTS_OF[staff] as readonly CaseRole[]).includes(role)),
        })),
      };
    },
  );

  api.post(
    '/admin/units',
    { schema: { summary: 'Add a unit', tags: ['administration'], body: unitNameSchema, response: { 200: made } } },
    (request) => write(request, (transaction, tell) => addUnit(transaction, tell, request.body.name)),
  );

  api.post(
    '/admin/units/:id/rename',
    {
      schema: {
        summary: 'Rename a unit',
        tags: ['administration'],
        params: made,
        body: unitNameSchema,
        response: { 200: nothing },
      },
    },
    (request) =>
      write(request, async (transaction, tell) => {
        await renameUnit(transaction, tell, request.params.id, request.body.name);
        return {};
      }),
  );

  api.post(
    '/admin/memberships',
    {
      schema: {
        summary: 'Give a member a role in a unit',
        tags: ['administration'],
        body: newMembershipSchema,
        response: { 200: made },
      },
    },
    (request) =>
      write(request, (transaction, tell, actor) => grantMembership(transaction, tell, request.body, actor.memberId)),
  );

  api.post(
    '/admin/memberships/:id/end',
    {
      schema: {
        summary: 'End a role',
        tags: ['administration'],
        params: made,
        body: nothing,
        response: { 200: nothing },
      },
    },
    (request) =>
      write(request, async (transaction, tell, actor) => {
        await endMembership(transaction, tell, request.params.id, actor.memberId);
        return {};
      }),
  );

  api.get(
    '/admin/members/:id/waiting',
    {
      schema: {
        summary: 'On how many open cases nobody but this member can act: the number alone',
        tags: ['administration'],
        params: z.object({ id: z.string().min(1).max(100) }),
        response: { 200: z.object({ cases: z.number().int() }) },
      },
    },
    async (request, reply) => {
      const found = await look(db, await administrator(request), (transaction) =>
        casesWaitingOn(transaction, request.params.id),
      );
      reply.header('cache-control', 'private, no-store');
      return found;
    },
  );

  api.post(
    '/admin/members/:id/cases',
    {
      schema: {
        summary: 'Entrust the cases that wait for a member who can act no longer to a colleague of their unit',
        tags: ['administration'],
        params: z.object({ id: z.string().min(1).max(100) }),
        body: entrustSchema,
        response: { 200: entrustedSchema },
      },
    },
    (request) =>
      write(request, (transaction, tell) => entrustCases(transaction, tell, request.params.id, request.body)),
  );

  for (const [path, disabled] of [
    ['disable', true],
    ['enable', false],
  ] as const)
    api.post(
      `/admin/members/:id/${path}`,
      {
        schema: {
          summary: disabled ? 'Shut an account' : 'Open an account again',
          tags: ['administration'],
          params: z.object({ id: z.string().min(1).max(100) }),
          body: nothing,
          response: { 200: nothing },
        },
      },
      (request) =>
        write(request, async (transaction, tell, actor) => {
          await setDisabled(transaction, tell, request.params.id, disabled, actor.memberId);
          return {};
        }),
    );

  async function administrator(request: FastifyRequest, askedBy = actorOf): Promise<Actor> {
    const actor = await askedBy(request, workbench.signIn);
    await requirePower(workbench, actor, 'administers');
    return actor;
  }

  async function write<T>(
    request: FastifyRequest,
    work: (transaction: Transaction<Tables>, tell: Tell, actor: Actor) => Promise<T>,
  ): Promise<T> {
    const actor = await administrator(request, freshActorOf);
    return actOnce(db, actor, sentWrite(request), (transaction, tell) => work(transaction, tell, actor));
  }
}

function inCasesOf(role: StaffRole): z.infer<typeof power>['inCases'] {
  const parts: readonly CaseRole[] = PARTS_OF[role];
  return parts.some((each) => CASE_POWERS[each].works) ? 'writes' : parts.length > 0 ? 'reads' : 'none';
}
