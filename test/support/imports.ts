import { setTimeout as pause } from 'node:timers/promises';
import type { Job } from '../../src/casework/imports/import-row.ts';
import { type Jobs, startJobs } from '../../src/server/jobs/start-jobs.ts';
import { addMember, addOrganisation, addUnit, type TestWorkbench, testWorkbench } from './workbench.ts';

export const SETTINGS = { memory: '1GB', threads: 1, atOnce: 2 };

/** A unit with a member in each role that matters here, called after it; `outsider` is an analyst of another unit of the organisation. */
export interface ImportingUnit {
  readonly workbench: TestWorkbench;
  readonly unit: string;
  readonly otherUnit: string;
  /** With an analyst called `third`. */
  readonly thirdUnit: string;
  /** What the jobs told. */
  readonly log: string[];
  startJobs(): Promise<Jobs>;
  /** Sends a file; gives its id. */
  send(name: string, bytes: Uint8Array | string): Promise<string>;
  /** Asks for an import of files that were sent. */
  ask(files: readonly string[], more?: object): Promise<string>;
  job(id: string): Promise<Job>;
  /** Waits for a state of a job. */
  reaches(id: string, wanted: (job: Job) => boolean, withinMs?: number): Promise<Job>;
  close(): Promise<void>;
}

export async function importingUnit(): Promise<ImportingUnit> {
  const workbench = await testWorkbench();
  const { database, ask, worker, dataFolder } = workbench;
  const organisation = await addOrganisation(database);
  const unit = await addUnit(database, organisation);
  const otherUnit = await addUnit(database, organisation, 'Other unit');
  for (const role of ['analyst', 'investigator', 'victim_services', 'administrator'] as const)
    await addMember(database, organisation, role, [{ unit, role }]);
  await addMember(database, organisation, 'outsider', [{ unit: otherUnit, role: 'analyst' }]);
  const thirdUnit = await addUnit(database, organisation, 'Third unit');
  await addMember(database, organisation, 'third', [{ unit: thirdUnit, role: 'analyst' }]);
  const log: string[] = [];
  const begun: Jobs[] = [];
  const job = async (id: string): Promise<Job> => (await ask('analyst', 'GET', `/api/jobs/${id}`)).json() as Job;
  return {
    ...{ workbench, unit, otherUnit, thirdUnit, log, job },
    startJobs: async () => {
      const jobs = await startJobs({
        pool: database.pools.worker,
        db: worker,
        dataFolder,
        settings: SETTINGS,
        log: (text) => log.push(text),
      });
      begun.push(jobs);
      return jobs;
    },
    send: async (name, bytes) => {
      const sent = await ask('analyst', 'PUT', `/api/imports/files?unit=${unit}&name=${encodeURIComponent(name)}`, {
        body: Buffer.from(bytes),
        headers: { 'content-type': 'application/octet-stream' },
      });
      if (sent.status !== 201) throw new Error(sent.body);
      return sent.json().id;
    },
    ask: async (files, more = {}) => {
      const body = { unit, files: files.map((received) => ({ received })), ...more };
      const asked = await ask('analyst', 'POST', '/api/imports', { body });
      if (asked.status !== 202) throw new Error(asked.body);
      return asked.json().id;
    },
    reaches: async (id, wanted, withinMs = 200_000) => {
      let last: Job | null = null;
      for (const until = Date.now() + withinMs; Date.now() < until; ) {
        last = await job(id);
        if (wanted(last)) return last;
        await pause(100);
      }
      throw new Error(`it does not come to that: ${JSON.stringify(last)} ${log.join('\n')}`);
    },
    close: async () => {
      for (const jobs of begun) await jobs.stop();
      await workbench.close();
    },
  };
}

export function isOver({ state }: Job): boolean {
  return state !== 'queued' && state !== 'running';
}
