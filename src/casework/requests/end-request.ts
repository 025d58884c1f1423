import { sql } from 'kysely';
import { Temporal } from 'temporal-polyfill';
import type { Effect } from '../cases/agreements.ts';
import { keepStanding } from './keep-standings.ts';
import { requireGround } from './write-request.ts';

/** What the agreement of a second person brings about: the request ends, and owes no next date any more. */
export const endRequest: Effect = async (transaction, { id, objectId, content }) => {
  await requireGround(transaction, objectId, content.how ?? '');
  await transaction
    .updateTable('casework.request')
    .set({ ended_at: sql`clock_timestamp()`, agreement_id: id, next_on: null })
    .where('id', '=', objectId)
    .execute();
  await keepStanding(transaction, objectId, Temporal.Now.instant());
};
