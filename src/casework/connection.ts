import pg from 'pg';

/** Where a database is reached, and as whom. A host that begins with `/` is the folder of a socket. */
export interface Connection {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly database: string;
  readonly ssl?: NonNullable<pg.ClientConfig['ssl']>;
}

/** One connection for as long as `work` takes. */
export async function whileConnected<T>(
  connection: Connection,
  name: string,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({ ...connection, application_name: name });
  // A server that goes away between two statements is told by the next statement.
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
