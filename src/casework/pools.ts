import pg from 'pg';
import type { Connection } from './connection.ts';
import type { LoginRole } from './roles.ts';
import type { Secrets } from './secrets.ts';

/** Connections of the three roles that log in. None of them owns anything. */
export interface Pools {
  /** The HTTP server's, for its members: sees nothing until a transaction says for whom it is. */
  readonly app: pg.Pool;
  /** The jobs', for one unit at a time. */
  readonly worker: pg.Pool;
  /** The sign-in's: accounts and sessions, nothing else. */
  readonly signIn: pg.Pool;
  /** Waits until what is under way has ended. */
  close(): Promise<void>;
}

interface Limits {
  readonly max: number;
  /** Of one statement. A person waits for the app; a job may load a whole run. */
  readonly statementMs: number;
  /** Of the wait for what another transaction holds: well under a statement, so that it is told for what it is. 0: as long as that. */
  readonly lockMs: number;
  /** Of a transaction in which nothing is said: one that its program forgot must not hold its locks for ever. */
  readonly idleMs: number;
}

const LIMITS = {
  vigie_app: { max: 20, statementMs: 15_000, lockMs: 8_000, idleMs: 30_000 },
  vigie_worker: { max: 6, statementMs: 30 * 60_000, lockMs: 0, idleMs: 10 * 60_000 },
  vigie_sign_in: { max: 6, statementMs: 10_000, lockMs: 6_000, idleMs: 30_000 },
} as const satisfies Record<LoginRole, Limits>;

/** @param server where; its user and password are not used */
export function openPools(server: Connection, database: string, secrets: Secrets): Pools {
  const open = (role: LoginRole): pg.Pool => {
    const { max, statementMs, lockMs, idleMs } = LIMITS[role];
    const pool = new pg.Pool({
      ...server,
      ...{ database, user: role, password: secrets.roles[role], max },
      application_name: role,
      statement_timeout: statementMs,
      lock_timeout: lockMs,
      idle_in_transaction_session_timeout: idleMs,
      connectionTimeoutMillis: 10_000,
    });
    // An idle connection whose server went away; the pool makes another one when it is asked.
    pool.on('error', () => undefined);
    // Of one that is in use the query tells; without a listener it would end the whole process.
    pool.on('connect', (client) => client.on('error', () => undefined));
    return pool;
  };
  const [app, worker, signIn] = [open('vigie_app'), open('vigie_worker'), open('vigie_sign_in')];
  return {
    ...{ app, worker, signIn },
    close: async () => void (await Promise.all([app, worker, signIn].map((pool) => pool.end()))),
  };
}
