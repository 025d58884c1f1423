import { Kysely, PostgresDialect } from 'kysely';
import { keepSealing } from '../casework/audit/keep-sealing.ts';
import { keepStamping } from '../casework/evidence/keep-stamping.ts';
import { type TimestampSettings, timestampSettings } from '../casework/evidence/timestamp-settings.ts';
import { type Casework, openCasework } from '../casework/open-casework.ts';
import { keepRunning } from '../casework/postgres/keep-running.ts';
import type { Tables } from '../casework/tables.ts';
import { buildApp } from './app.ts';
import { ensureDemo } from './jobs/ensure-demo.ts';
import { type JobSettings, jobSettings } from './jobs/job-settings.ts';
import { startJobs } from './jobs/start-jobs.ts';
import { makeSignIn } from './sign-in/make-sign-in.ts';
import { demonstrationLink, firstAdministratorLink } from './sign-in/one-time-links.ts';
import { singleSignOnOf } from './sign-in/single-sign-on.ts';
import { serveWebClient } from './web-client.ts';

export interface ServeOptions {
  readonly dataFolder: string;
  readonly host: string;
  /** 0: any that is free. */
  readonly port: number;
  /** Where browsers find the server; null: where it listens. */
  readonly origin: string | null;
  /** Brings the synthetic world on the first run. */
  readonly demonstration: boolean;
  readonly environment: NodeJS.ProcessEnv;
  /** Of what the server does by itself: never a name, an account or a secret. */
  readonly log: (text: string) => void;
}

export interface Serving {
  readonly origin: string;
  /** Null when there is an administrator. Shown once, on the terminal of whoever started the server. */
  readonly firstAdministratorLink: string | null;
  /** For an analyst who sees the synthetic world alone; null when somebody works there, or it was not asked for. */
  readonly demonstrationLink: string | null;
  /** Answers what was asked, stops scans, seals the log, and ends the database server that it started. */
  close(): Promise<void>;
}

/** Requests of one address in a minute; a person makes some hundred. */
const REQUESTS_PER_MINUTE = 1_200;

/** The workbench, listening. Throws CaseworkError with what to do when something that it needs is not there. */
export async function serve(options: ServeOptions): Promise<Serving> {
  const settings = jobSettings(options.environment);
  const timestamps = timestampSettings(options.environment);
  const casework = await openCasework(options.dataFolder, options.environment);
  try {
    return await serveOn(casework, options, settings, timestamps);
  } catch (error) {
    await casework.close();
    throw error;
  }
}

async function serveOn(
  casework: Casework,
  options: ServeOptions,
  settings: JobSettings,
  timestamps: TimestampSettings | null,
): Promise<Serving> {
  const { pools, secrets, dataFolder } = casework;
  const { host, port, environment, log } = options;
  const origin = options.origin ?? `http://${host}:${port}`;
  const [db, workerDb] = [pools.app, pools.worker].map(
    (pool) => new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) }),
  ) as [Kysely<Tables>, Kysely<Tables>];
  const signIn = await makeSignIn({
    ...{ pool: pools.signIn, origin, secret: secrets.signIn, warn: log },
    singleSignOn: singleSignOnOf(environment),
    breachedPasswords: environment.VIGIE_BREACHED_PASSWORDS || null,
  });
  const trustedProxies = (environment.VIGIE_TRUSTED_PROXIES ?? '').split(',').flatMap((proxy) => proxy.trim() || []);
  const app = await buildApp({
    ...{ db, signIn, origin, dataFolder, trustedProxies },
    requestsPerMinute: REQUESTS_PER_MINUTE,
  });
  await serveWebClient(app);
  const sealing = await keepSealing(pools.worker, secrets.audit.signingKey, dataFolder);
  const keeping = casework.server.embedded ? keepRunning(pools.worker, dataFolder, log) : null;
  const jobs = await startJobs({ pool: pools.worker, db: workerDb, dataFolder, settings, log });
  const stamping = await keepStamping(workerDb, timestamps, log);
  const close = async (): Promise<void> => {
    await app.close();
    await jobs.stop();
    await stamping.stop();
    await sealing.stop();
    await keeping?.stop();
  };
  try {
    await app.listen({ host, port });
    if (options.demonstration) await ensureDemo(workerDb, dataFolder);
    return {
      origin,
      firstAdministratorLink: await firstAdministratorLink(pools.signIn, origin),
      demonstrationLink: options.demonstration ? await demonstrationLink(pools.signIn, origin) : null,
      close: async () => {
        await close();
        await casework.close();
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}
