import type pg from 'pg';
import { type PostgresServer, startPostgres } from './start-postgres.ts';

/** Between two looks at whether the server answers. */
const EVERY_MS = 2_000;

export interface Keeping {
  /** Looks no more, and gives back what was started again. */
  stop(): Promise<void>;
}

/** Starts the project's own database server again when it has died. `log` is told of it. */
export function keepRunning(pool: pg.Pool, dataFolder: string, log: (text: string) => void): Keeping {
  const started: PostgresServer[] = [];
  let looking: Promise<void> | null = null;
  const look = async (): Promise<void> => {
    if (await answers(pool)) return;
    log('the database server does not answer: it is started again');
    started.push(await startPostgres(dataFolder));
  };
  const timer = setInterval(() => {
    looking ??= look()
      .catch((error: NodeJS.ErrnoException) =>
        log(`the database server could not be started: ${error.code ?? error.name}`),
      )
      .finally(() => {
        looking = null;
      });
  }, EVERY_MS);
  return {
    stop: async () => {
      clearInterval(timer);
      await looking;
      for (const server of started) await server.stop();
    },
  };
}

async function answers(pool: pg.Pool): Promise<boolean> {
  try {
    await pool.query('select 1');
    return true;
  } catch (error) {
    // Out of connections is no reason to start another server.
    return error instanceof Error && /timeout exceeded when trying to connect/.test(error.message);
  }
}
