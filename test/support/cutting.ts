import type pg from 'pg';
import type { Query } from './workbench.ts';

/** A pool whose connection is ended by the server before one of its statements. */
export class Cutting {
  readonly options = {};
  statements = 0;
  readonly #pool: pg.Pool;
  readonly #cut: number | null;
  readonly #admin: Query['query'];
  constructor(pool: pg.Pool, cut: number | null, admin: Query['query']) {
    this.#pool = pool;
    this.#cut = cut;
    this.#admin = admin;
  }
  async connect() {
    const client = await this.#pool.connect();
    client.on('error', () => undefined);
    const { processID } = client as unknown as { processID: number };
    return {
      query: async (...given: Parameters<typeof client.query>) => {
        this.statements++;
        if (this.statements === this.#cut) await this.#admin('select pg_terminate_backend($1, 5000)', [processID]);
        return client.query(...given);
      },
      release: () => client.release(this.#cut !== null),
    } as unknown as pg.PoolClient;
  }
  async end(): Promise<void> {}
}
