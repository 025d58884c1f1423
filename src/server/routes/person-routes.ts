import { z } from 'zod';
import { act } from '../../casework/act.ts';
import {
  addPerson,
  newPersonSchema,
  placedPersonSchema,
  placePerson,
  removedPersonSchema,
  removePerson,
} from '../../casework/people/add-person.ts';
import { mergePeople, mergeSchema, unmergePerson, unmergeSchema } from '../../casework/people/merge-people.ts';
import { personSchema, readPerson } from '../../casework/people/read-person.ts';
import { foundPersonSchema, peopleSearchSchema, searchPeople } from '../../casework/people/search-people.ts';
import { addStatement, newStatementSchema, setStanding, standingSchema } from '../../casework/people/statement.ts';
import { Missing } from '../../casework/refusals.ts';
import { actorOf } from '../asking.ts';
import { doerOf, writerOf } from '../once.ts';
import type { Api, Workbench } from '../workbench.ts';

const one = z.object({ id: z.uuid() });
const inCase = one.extend({ person: z.uuid() });
const done = z.object({});

/** People of cases: searched before they are made, and what is said of them. */
export function personRoutes(api: Api, workbench: Workbench): void {
  const { db, signIn } = workbench;
  const write = writerOf(workbench);
  const change = doerOf(workbench);
  const tags = ['people'];

  api.get(
    '/people',
    {
      schema: {
        summary:
          'People of the member’s cases, by the words of their names and the beginning of what else is said of them',
        tags,
        querystring: peopleSearchSchema,
        response: { 200: z.object({ items: z.array(foundPersonSchema) }) },
      },
    },
    async (request) => {
      const actor = await actorOf(request, signIn);
      return act(db, actor, async (transaction, tell) => ({
        items: await searchPeople(transaction, tell, request.query.text),
      }));
    },
  );

  api.get(
    '/people/:id',
    {
      schema: {
        summary: 'A person: cases, and statements side by side; of a child without who it is',
        tags,
        params: one,
        response: { 200: personSchema },
      },
    },
    async (request) => {
      const actor = await actorOf(request, signIn);
      const found = await act(db, actor, (transaction, tell) => readPerson(transaction, tell, request.params.id));
      if (found === null) throw new Missing();
      return found;
    },
  );

  api.post(
    '/cases/:id/people',
    {
      schema: {
        summary: 'Make a record of a person, unless the search finds one that was not looked at',
        tags,
        params: one,
        body: newPersonSchema,
        response: {
          200: z.union([z.object({ id: z.uuid() }), z.object({ found: z.array(foundPersonSchema) })]),
        },
      },
    },
    (request) =>
      write(request, (transaction, tell, { memberId }) =>
        addPerson(transaction, tell, request.params.id, request.body, memberId),
      ),
  );

  api.post(
    '/cases/:id/people/:person',
    {
      schema: {
        summary: 'Put somebody who is known into this case',
        tags,
        params: inCase,
        body: placedPersonSchema,
        response: { 200: done },
      },
    },
    (request) =>
      change(request, async (transaction, tell, { memberId }) => {
        await placePerson(transaction, tell, idsOf(request.params), request.body, memberId);
      }),
  );

  api.post(
    '/cases/:id/people/:person/end',
    {
      schema: {
        summary: 'Say that an adult does not stand so in this case',
        tags,
        params: inCase,
        body: removedPersonSchema,
        response: { 200: done },
      },
    },
    (request) =>
      change(request, async (transaction, tell, { memberId }) => {
        await removePerson(transaction, tell, idsOf(request.params), request.body, memberId);
      }),
  );

  api.post(
    '/people/:id/statements',
    {
      schema: {
        summary: 'Add what is said of a person, with its source',
        tags,
        params: one,
        body: newStatementSchema,
        response: { 200: one },
      },
    },
    (request) =>
      write(request, (transaction, tell, { memberId }) =>
        addStatement(transaction, tell, request.params.id, request.body, memberId),
      ),
  );

  api.post(
    '/statements/:id/standing',
    {
      schema: {
        summary: 'Adopt a statement, set it aside, or let it stand beside the others',
        tags,
        params: one,
        body: standingSchema,
        response: { 200: done },
      },
    },
    (request) =>
      change(request, async (transaction, tell, { memberId }) => {
        await setStanding(transaction, tell, request.params.id, request.body, memberId);
      }),
  );

  api.post(
    '/people/:id/merge',
    {
      schema: { summary: 'Two records are one person', tags, params: one, body: mergeSchema, response: { 200: done } },
    },
    (request) =>
      change(request, async (transaction, tell, { memberId }) => {
        await mergePeople(transaction, tell, request.params.id, request.body, memberId);
      }),
  );

  api.post(
    '/people/:id/unmerge',
    {
      schema: { summary: 'They were two after all', tags, params: one, body: unmergeSchema, response: { 200: done } },
    },
    (request) =>
      change(request, async (transaction, tell, { memberId }) => {
        await unmergePerson(transaction, tell, request.params.id, request.body, memberId);
      }),
  );
}

function idsOf({ id, person }: z.infer<typeof inCase>): { caseId: string; personId: string } {
  return { caseId: id, personId: person };
}
