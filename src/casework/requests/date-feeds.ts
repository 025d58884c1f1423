import { createHash, randomBytes } from 'node:crypto';
import { type Kysely, sql, type Transaction } from 'kysely';
import { look, type Tell } from '../act.ts';
import { dateFeed } from '../clocks/date-feed.ts';
import { Missing } from '../refusals.ts';
import type { Tables } from '../tables.ts';

const SECRET_BYTES = 32;

/** Gives a member a new secret address for a calendar; the one before stops. The secret is told this once. */
export async function makeDateFeed(
  transaction: Transaction<Tables>,
  tell: Tell,
  memberId: string,
): Promise<{ token: string }> {
  await stop(transaction, memberId);
  const token = randomBytes(SECRET_BYTES).toString('base64url');
  await transaction
    .insertInto('casework.date_feed')
    .values({ member_id: memberId, token_hash: hashOf(token) })
    .execute();
  await tell({ act: 'date_feed.make', objectId: memberId, unitId: null });
  return { token };
}

/** Since when the member has an address; null when there is none. The address itself is kept nowhere. */
export async function dateFeedSince(transaction: Transaction<Tables>, memberId: string): Promise<string | null> {
  const found = await transaction
    .selectFrom('casework.date_feed')
    .select('made_at')
    .where('member_id', '=', memberId)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  return found?.made_at.toISOString() ?? null;
}

/** Throws Missing when it goes on: from within practice nobody stops what is real. */
export async function endDateFeed(transaction: Transaction<Tables>, tell: Tell, memberId: string): Promise<void> {
  await stop(transaction, memberId);
  if ((await dateFeedSince(transaction, memberId)) !== null) throw new Missing();
  await tell({ act: 'date_feed.end', objectId: memberId, unitId: null });
}

/** The calendar behind a secret. Throws Missing when there is none: revoked, never made, or of somebody who has left. */
export async function readDateFeed(db: Kysely<Tables>, token: string, language: 'en' | 'fr'): Promise<string> {
  const { rows } = await sql<{
    member: string | null;
  }>`select casework.member_of_feed(${hashOf(token)}) as member`.execute(db);
  const member = rows[0]?.member ?? null;
  if (member === null) throw new Missing();
  return look(db, { memberId: member }, async (transaction) => {
    const dates = await sql<{ reference: string; on: string }>`
      select reference, next_on::text as "on" from casework.my_dates()`.execute(transaction);
    return dateFeed(dates.rows, language);
  });
}

async function stop(transaction: Transaction<Tables>, memberId: string): Promise<void> {
  await transaction
    .updateTable('casework.date_feed')
    .set({ ended_at: sql`clock_timestamp()` })
    .where('member_id', '=', memberId)
    .where('ended_at', 'is', null)
    .execute();
}

function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
