import { type Kysely, sql, type Transaction } from 'kysely';
import { ACTS, type Act, type Purpose } from './audit/acts.ts';
import { PurposeMissing } from './refusals.ts';
import type { Tables } from './tables.ts';

/** Who acts, and what for. */
export interface Actor {
  readonly memberId: string;
  readonly purpose: Purpose | null;
  /** Free text beside the purpose, such as the number of an inquiry. */
  readonly reference: string | null;
  /** In the own training space, which is all that there is then. */
  readonly practises?: boolean;
}

/** One entry of the audit log, without what the database adds by itself. */
interface Told {
  readonly act: Act;
  readonly objectId: string | null;
  readonly unitId: string | null;
  readonly detail?: Readonly<Record<string, unknown>>;
}

export type Tell = (told: Told) => Promise<void>;
/** Who looks, and where. */
export type Who = Pick<Actor, 'memberId' | 'practises'>;

/** Tables that hold nothing about a person in the records. */
type Untold = Pick<
  Tables,
  | 'vigie.organisation'
  | 'vigie.unit'
  | 'vigie.member'
  | 'vigie.membership'
  | 'vigie.invitation'
  | 'vigie.scan_run'
  | 'vigie.saved_view'
  | 'vigie.received_file'
  | 'vigie.mapping'
  | 'vigie.import'
  | 'vigie.import_progress'
>;

/**
 * One transaction of a member, which tells of itself in the audit log before it ends. Tell last where that is possible: the end of
 * the log is locked from then on. Throws PurposeMissing when the act needs a purpose, and an Error when nothing was told.
 */
export function act<T>(
  db: Kysely<Tables>,
  actor: Actor,
  work: (transaction: Transaction<Tables>, tell: Tell) => Promise<T>,
): Promise<T> {
  return telling(db, memberOf(actor), actor, work);
}

/** A read of what is about no person in the records: nothing is told, and nothing can be written. */
export function look<T>(
  db: Kysely<Tables>,
  who: Who,
  work: (transaction: Transaction<Untold>) => Promise<T>,
): Promise<T> {
  return db
    .transaction()
    .setAccessMode('read only')
    .execute(async (transaction) => {
      await set(transaction, memberOf(who));
      return work(transaction as unknown as Transaction<Untold>);
    });
}

/** One transaction of a job, which sees one unit only, and tells of itself. */
export function actForUnit<T>(
  db: Kysely<Tables>,
  unitId: string,
  work: (transaction: Transaction<Tables>, tell: Tell) => Promise<T>,
): Promise<T> {
  return telling(db, { name: 'vigie.unit', value: unitId, practises: false }, NOBODY, work);
}

/** What the policies of the database go by in one transaction. */
interface Setting {
  readonly name: 'vigie.member' | 'vigie.unit';
  readonly value: string;
  readonly practises: boolean;
}

function memberOf({ memberId, practises = false }: Who): Setting {
  return { name: 'vigie.member', value: memberId, practises };
}

/** A job acts for a unit, not for somebody. */
const NOBODY: Actor = { memberId: '', purpose: null, reference: null };

function telling<T>(
  db: Kysely<Tables>,
  setting: Setting,
  actor: Actor,
  work: (transaction: Transaction<Tables>, tell: Tell) => Promise<T>,
): Promise<T> {
  return db.transaction().execute(async (transaction) => {
    await set(transaction, setting);
    let told = false;
    const answer = await work(transaction, async (entry) => {
      if (ACTS[entry.act].purpose && actor.purpose === null) throw new PurposeMissing(entry.act);
      await append(transaction, entry, actor);
      told = true;
    });
    if (!told && !(await isTold(transaction)))
      throw new Error('A transaction ended without being told in the audit log.');
    return answer;
  });
}

async function set(transaction: Transaction<Tables>, { name, value, practises }: Setting): Promise<void> {
  await sql`select set_config(${name}, ${value}, true), set_config('vigie.practice', ${practises ? 'on' : 'off'}, true)`.execute(
    transaction,
  );
}

/** Some functions of the database tell by themselves. */
async function isTold(transaction: Transaction<Tables>): Promise<boolean> {
  const { rows } = await sql<{ told: boolean }>`select audit.is_told() as told`.execute(transaction);
  return rows[0]?.told === true;
}

async function append(transaction: Transaction<Tables>, told: Told, actor: Actor): Promise<void> {
  const { act, objectId, unitId, detail } = told;
  const { purpose, reference } = ACTS[act].purpose ? actor : { purpose: null, reference: null };
  await sql`select audit.append(${act}, ${ACTS[act].object}, ${objectId}, ${unitId}::uuid, ${purpose}, ${reference}, ${
    detail === undefined ? null : JSON.stringify(detail)
  }::jsonb)`.execute(transaction);
}
