import { type DatabaseServer, databaseServer } from './database-server.ts';
import { prepareDatabase } from './migrate.ts';
import { openPools, type Pools } from './pools.ts';
import { type Secrets, secretsOf } from './secrets.ts';

/** The case database, ready for use. */
export interface Casework {
  readonly dataFolder: string;
  readonly secrets: Secrets;
  readonly server: DatabaseServer;
  readonly pools: Pools;
  /** Closes the connections, then ends the project's own server unless another process uses it. */
  close(): Promise<void>;
}

/**
 * Starts or reaches the database server, brings the schema to the state of this program and opens the pools.
 *
 * @throws CaseworkError with what to do
 */
export async function openCasework(
  dataFolder: string,
  environment: NodeJS.ProcessEnv = process.env,
): Promise<Casework> {
  const server = await databaseServer(dataFolder, environment);
  try {
    const secrets = secretsOf(dataFolder);
    await prepareDatabase(server, secrets);
    const pools = openPools(server.admin, server.database, secrets);
    return {
      ...{ dataFolder, secrets, server, pools },
      close: async () => {
        await pools.close();
        await server.stop();
      },
    };
  } catch (error) {
    await server.stop();
    throw error;
  }
}
