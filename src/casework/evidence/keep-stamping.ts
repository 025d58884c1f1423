import { type Kysely, sql } from 'kysely';
import { actForUnit } from '../act.ts';
import type { Tables } from '../tables.ts';
import { type TimestampFault, TimestampInvalid, timestampRequest, verifiedTimestamp } from './timestamp-protocol.ts';
import type { TimestampSettings } from './timestamp-settings.ts';

const EVERY_MS = 60_000;
/** After a failure, each time twice as long, up to an hour. */
const MOST_MS = 60 * 60_000;
const AT_ONCE = 200;
const ANSWER_WITHIN_MS = 15_000;
const MOST_ANSWER_BYTES = 64 * 1024;

type Failure = TimestampFault | 'unreachable';

interface Stamping {
  /** Ends when what is being asked has been answered. */
  stop(): Promise<void>;
}

/**
 * Has entries of custody stamped, those of before included, again and again. What fails is said in the log of the server and on the
 * pages, and asked for again; custody is written whether an authority answers or not.
 *
 * @param settings null: nobody is asked
 */
export async function keepStamping(
  worker: Kysely<Tables>,
  settings: TimestampSettings | null,
  log: (text: string) => void,
): Promise<Stamping> {
  if (settings === null) {
    await tellState(worker, false, null);
    return { stop: async () => undefined };
  }
  const stopping = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  let wait = EVERY_MS;
  const turn = async (): Promise<void> => {
    // A database that is away is asked again at the next turn.
    const failure = await stampAll(worker, settings, stopping.signal).catch(() => null);
    if (stopping.signal.aborted) return;
    if (failure !== null) log(`time-stamps: ${failure}`);
    wait = failure === null ? EVERY_MS : Math.min(2 * wait, MOST_MS);
    timer = setTimeout(() => {
      running = turn();
    }, wait);
  };
  let running = turn();
  return {
    stop: async () => {
      stopping.abort();
      clearTimeout(timer);
      await running;
    },
  };
}

/** Has all entries stamped that are not yet; gives what the first that was not failed of. */
export async function stampAll(
  worker: Kysely<Tables>,
  settings: TimestampSettings,
  stopping: AbortSignal,
): Promise<Failure | null> {
  while (!stopping.aborted) {
    const { rows } = await sql<{
      item_id: string;
      seq: number;
      hash: Buffer;
      unit_id: string;
    }>`select item_id, seq, hash, unit_id from casework.entries_to_timestamp(${AT_ONCE})`.execute(worker);
    if (rows.length === 0) break;
    for (const { item_id, seq, hash, unit_id } of rows) {
      const made = await stampOf(hash, settings, stopping);
      if (stopping.aborted) return null;
      if (typeof made === 'string') {
        await tellState(worker, true, made);
        return made;
      }
      await actForUnit(worker, unit_id, async (transaction, tell) => {
        const { token, at, authority } = made;
        await sql`select casework.keep_timestamp(${item_id}, ${seq}, ${token}, ${at}, ${authority.slice(0, 1000)})`.execute(
          transaction,
        );
        const detail = { entry: seq, hash: hash.toString('hex'), at: at.toISOString() };
        await tell({ act: 'custody.timestamp', objectId: item_id, unitId: unit_id, detail });
      });
    }
  }
  if (!stopping.aborted) await tellState(worker, true, null);
  return null;
}

async function stampOf(hash: Buffer, { url, trusted }: TimestampSettings, stopping: AbortSignal) {
  const { der, asked } = timestampRequest(hash);
  try {
    const response = await fetch(url, {
      ...{
        method: 'POST',
        redirect: 'error',
        signal: AbortSignal.any([stopping, AbortSignal.timeout(ANSWER_WITHIN_MS)]),
      },
      headers: { 'content-type': 'application/timestamp-query', accept: 'application/timestamp-reply' },
      body: Uint8Array.from(der),
    });
    if (!response.ok || response.body === null) return 'unreachable';
    return await verifiedTimestamp(await bounded(response.body), asked, trusted, new Date());
  } catch (error) {
    return error instanceof TimestampInvalid ? error.fault : 'unreachable';
  }
}

async function bounded(body: ReadableStream<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.length;
    if (bytes > MOST_ANSWER_BYTES) throw new TimestampInvalid('not_a_response');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

async function tellState(worker: Kysely<Tables>, isConfigured: boolean, failure: Failure | null): Promise<void> {
  await sql`select casework.tell_timestamping(${isConfigured}, ${failure})`.execute(worker);
}
