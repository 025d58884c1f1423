import { z } from 'zod';
import { act, look } from '../../casework/act.ts';
import { refusal } from '../../casework/field-refusals.ts';
import { dateFeedSince, endDateFeed, makeDateFeed, readDateFeed } from '../../casework/requests/date-feeds.ts';
import { actorOf, freshActorOf } from '../asking.ts';
import { doerOf } from '../once.ts';
import { languageOf } from '../problem.ts';
import type { Api, Workbench } from '../workbench.ts';

const nothing = z.object({});

/** What a calendar asks for: no session, a secret in its place; references and dates in its answer, and nothing of a case. */
export function dateFeedRoutes(api: Api, { db }: Workbench): void {
  api.get(
    '/dates/:token',
    {
      schema: {
        summary: 'The dates of a member as an iCalendar',
        tags: ['requests'],
        params: z.object({ token: z.string().regex(/^[\w-]{43}\.ics$/, refusal('file_of_dates')) }),
        querystring: z.object({ language: z.enum(['fr', 'en']).optional() }),
      },
    },
    async (request, reply) => {
      const language = request.query.language ?? languageOf(request.headers['accept-language']);
      const feed = await readDateFeed(db, request.params.token.replace(/\.ics$/, ''), language);
      return reply.type('text/calendar; charset=utf-8').header('cache-control', 'private, no-store').send(feed);
    },
  );
}

/** A member's own secret address for a calendar. */
export function ownDateFeedRoutes(api: Api, workbench: Workbench, origin: string): void {
  const { db, signIn } = workbench;
  const change = doerOf(workbench);
  api.get(
    '/me/date-feed',
    {
      schema: {
        summary: 'Since when the member has a secret address for a calendar; never the address',
        tags: ['requests'],
        response: { 200: z.object({ since: z.string().nullable() }) },
      },
    },
    async (request) => {
      const { memberId } = await actorOf(request, signIn);
      return { since: await look(db, { memberId }, (transaction) => dateFeedSince(transaction, memberId)) };
    },
  );

  api.post(
    '/me/date-feed',
    {
      schema: {
        summary: 'A new secret address for the calendar of the member; the one before stops. It is told this once',
        tags: ['requests'],
        body: nothing,
        response: { 200: z.object({ address: z.string() }) },
      },
    },
    async (request) => {
      const actor = await freshActorOf(request, signIn);
      // Not once for a key, as other writes: an answer that is kept to be given again would keep the secret.
      return act(db, actor, async (transaction, tell) => {
        const { token } = await makeDateFeed(transaction, tell, actor.memberId);
        // A calendar asks in no language of its own: its words are those of the page on which the address was made.
        const language = languageOf(request.headers['accept-language']);
        return { address: `${origin}/api/dates/${token}.ics?language=${language}` };
      });
    },
  );

  api.delete(
    '/me/date-feed',
    { schema: { summary: 'Stop the calendar of the member', tags: ['requests'], response: { 200: nothing } } },
    (request) => change(request, async (transaction, tell, { memberId }) => endDateFeed(transaction, tell, memberId)),
  );
}
