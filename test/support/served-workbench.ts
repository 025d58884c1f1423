import { type ChildProcess, spawn } from 'node:child_process';
import { noteKeyOf } from '../../src/casework/audit/signed-note.ts';
import { whileReadingLog } from '../../src/casework/audit/stored-log.ts';
import { verifyChain } from '../../src/casework/audit/verify-chain.ts';
import type { Connection } from '../../src/casework/connection.ts';
import { whileConnected } from '../../src/casework/connection.ts';
import { type Casework, openCasework } from '../../src/casework/open-casework.ts';
import { MEMBER_HEADER } from './signed-in-by-header.ts';
import { addLeads, addMember, addOrganisation, addUnit, type Query } from './workbench.ts';

const FIXTURE = new URL('./workbench-server.fixture.ts', import.meta.url).pathname;

/** A server in a process of its own that a test may kill. */
export interface Served {
  readonly url: string;
  readonly server: ChildProcess;
}

/** A workbench whose data folder, database server and HTTP servers are its own: for faults of the machine. */
export class ServedWorkbench {
  readonly dataFolder: string;
  readonly #casework: Casework;
  readonly #leads: readonly string[];
  readonly #servers = new Set<ChildProcess>();

  private constructor(casework: Casework, leads: readonly string[]) {
    this.dataFolder = casework.dataFolder;
    this.#casework = casework;
    this.#leads = leads;
  }

  /** With as many analysts as leads: each decides about one. */
  static async open(dataFolder: string, people: number): Promise<ServedWorkbench> {
    const casework = await openCasework(dataFolder, {});
    const leads = await whileConnected(whereOf(casework), 'vigie test', async (client) => {
      const database: Query = { query: async (sql, values) => (await client.query(sql, [...(values ?? [])])).rows };
      const organisation = await addOrganisation(database);
      const unit = await addUnit(database, organisation);
      for (let i = 0; i < people; i++)
        await addMember(database, organisation, `member-${i}`, [{ unit, role: 'analyst' }]);
      return addLeads(
        database,
        unit,
        Array.from({ length: people }, (_, i) => ({ queue: 'investigation', rank: i + 1 }) as const),
      );
    });
    return new ServedWorkbench(casework, leads);
  }

  async close(): Promise<void> {
    for (const server of this.#servers) server.kill('SIGKILL');
    await this.#casework.close();
  }

  get pools(): Casework['pools'] {
    return this.#casework.pools;
  }

  /** The superuser, in the case database. */
  get where() {
    return whereOf(this.#casework);
  }

  async startServer(): Promise<Served> {
    const server = spawn(process.execPath, [FIXTURE, this.dataFolder], { stdio: ['ignore', 'pipe', 'inherit'] });
    this.#servers.add(server);
    const url = await new Promise<string>((resolve, reject) => {
      server.stdout?.once('data', (text: Buffer) => resolve(text.toString().trim()));
      server.once('exit', () => reject(new Error('The server ended before it listened.')));
    });
    return { url, server };
  }

  async kill(server: ChildProcess): Promise<void> {
    this.#servers.delete(server);
    const gone = new Promise((resolve) => server.once('exit', resolve));
    server.kill('SIGKILL');
    await gone;
  }

  /** Decides about a lead in words that nobody else says; null when no answer came. */
  async decide(url: string, person: number, words: string): Promise<{ status: number; body: string } | null> {
    try {
      const answer = await fetch(`${url}/api/leads/${this.#leads[person]}/decisions`, {
        method: 'POST',
        headers: {
          ...{ 'content-type': 'application/json', 'accept-language': 'en' },
          ...{ [MEMBER_HEADER]: `member-${person}`, 'idempotency-key': words.split(' ')[0] ?? '' },
        },
        body: JSON.stringify({ kind: 'follow_up', words }),
      });
      return { status: answer.status, body: await answer.text() };
    } catch {
      return null;
    }
  }

  async timesDecided(): Promise<Map<string, number>> {
    const { rows } = await whileConnected(this.where, 'vigie test', (client) =>
      client.query<{ words: string; times: number }>(
        'select words, count(*)::int as times from vigie.lead_decision group by words',
      ),
    );
    return new Map(rows.map(({ words, times }) => [words, times]));
  }

  async findingsOfLog() {
    const key = noteKeyOf(this.#casework.secrets.audit.signingKey, 'vigie.audit');
    const verified = await whileConnected(this.where, 'vigie test', (client) =>
      whileReadingLog(client, ({ entries, notes, end }) => verifyChain(entries, notes, [key], end)),
    );
    return verified.findings.filter(({ what }) => what !== 'checkpoint_missing');
  }

  /** Each decision has its entry in the log, and the state of each lead counts them. */
  async agrees(): Promise<boolean> {
    const { rows } = await whileConnected(this.where, 'vigie test', (client) =>
      client.query<{ agrees: boolean }>(`select (select count(*) from vigie.lead_decision) =
        (select count(*) from audit.entry where act = 'lead.decide') and not exists (
          select from vigie.lead where version <> 1 + (select count(*) from vigie.lead_decision d where d.lead_id = lead.id)) as agrees`),
    );
    return rows[0]?.agrees ?? false;
  }
}

function whereOf({ server }: Casework): Connection {
  return { ...server.admin, database: server.database };
}
