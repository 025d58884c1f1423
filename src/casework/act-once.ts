import { createHash } from 'node:crypto';
import type { Kysely, Transaction } from 'kysely';
import { type Actor, act, type Tell } from './act.ts';
import { Conflict } from './refusals.ts';
import type { Tables } from './tables.ts';

/** A write as it was sent; `key` null: sent without one, and done each time. */
export interface SentWrite {
  readonly key: string | null;
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
}

/**
 * Like `act`, for a write: sent again with the same key it is not done again, and answers what it answered. Effect, audit entry and
 * answer commit together; a second one that comes meanwhile waits. Throws Conflict when the key was used for another request.
 */
export async function actOnce<T>(
  db: Kysely<Tables>,
  actor: Actor,
  write: SentWrite,
  work: (transaction: Transaction<Tables>, tell: Tell) => Promise<T>,
): Promise<T> {
  const { key } = write;
  if (key === null) return act(db, actor, work);
  try {
    return await act(db, actor, async (transaction, tell) => {
      await takeKey(transaction, actor.memberId, key, requestHash(write));
      const answer = await work(transaction, tell);
      await transaction
        .updateTable('vigie.answered')
        .set({ answer: JSON.stringify(answer) })
        .where('member_id', '=', actor.memberId)
        .where('key', '=', key)
        .execute();
      return answer;
    });
  } catch (error) {
    if (error instanceof DoneBefore) return error.answer as T;
    throw error;
  }
}

/** Ends the transaction of a write that was done before. */
class DoneBefore extends Error {
  readonly answer: unknown;
  constructor(answer: unknown) {
    super();
    this.answer = answer;
  }
}

async function takeKey(
  transaction: Transaction<Tables>,
  memberId: string,
  key: string,
  request: string,
): Promise<void> {
  const taken = await transaction
    .insertInto('vigie.answered')
    .values({ member_id: memberId, key, request, answer: null })
    .onConflict((conflict) => conflict.doNothing())
    .returning('key')
    .executeTakeFirst();
  if (taken) return;
  const before = await transaction
    .selectFrom('vigie.answered')
    .select(['request', 'answer'])
    .where('member_id', '=', memberId)
    .where('key', '=', key)
    .executeTakeFirstOrThrow();
  if (before.request !== request) throw new Conflict('key_of_another_request');
  throw new DoneBefore(before.answer);
}

function requestHash({ method, path, body }: SentWrite): string {
  return createHash('sha256')
    .update(JSON.stringify([method, path, body ?? null]))
    .digest('hex');
}
