import { z } from 'zod';
import { act } from '../../casework/act.ts';
import {
  beginPractice,
  newPracticeSchema,
  practiceOf,
  practiceSchema,
  reviewOf,
  reviewSchema,
} from '../../casework/practice/practice.ts';
import { actorOf } from '../asking.ts';
import type { Api, Workbench } from '../workbench.ts';

/** Practice: a training space of a learner's own. Asked for under /practice/api, as everything in it. */
export function practiceRoutes(api: Api, { db, signIn, dataFolder }: Workbench): void {
  const tags = ['practice'];
  api.get(
    '/practice',
    { schema: { summary: 'How far the learner is', tags, response: { 200: practiceSchema } } },
    async (request) => act(db, await actorOf(request, signIn), practiceOf),
  );

  api.post(
    '/practice',
    {
      schema: {
        summary:
          'Begin in a training space: the open one, or anew, and then an earlier one is left as it is and opens no more',
        tags,
        body: newPracticeSchema,
        response: { 200: z.object({ unitId: z.uuid() }) },
      },
    },
    async (request) => beginPractice(db, await actorOf(request, signIn), dataFolder, request.body),
  );

  api.get(
    '/practice/review',
    {
      schema: {
        summary: 'What the learner missed, each with where to look again',
        tags,
        response: { 200: reviewSchema },
      },
    },
    async (request) =>
      act(db, await actorOf(request, signIn), (transaction, tell) =>
        reviewOf(transaction, tell, new Date().toISOString().slice(0, 10)),
      ),
  );
}
