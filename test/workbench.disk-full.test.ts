import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { checkpointNotes, readCheckpoint } from '../src/casework/audit/checkpoint.ts';
import { checkpointsFile, SIGNER, sealNow } from '../src/casework/audit/keep-sealing.ts';
import { noteKeyOf } from '../src/casework/audit/signed-note.ts';
import { keepRunning } from '../src/casework/postgres/keep-running.ts';
import { type ImportingUnit, importingUnit, isOver } from './support/imports.ts';
import { Place, smallWorld } from './support/place.ts';
import { ServedWorkbench } from './support/served-workbench.ts';
import { maySmallDisk, NO_MOUNT, SmallDisk } from './support/small-disk.ts';
import { addOrganisation } from './support/workbench.ts';
import { freshDatabase } from './support/workbench-database.ts';

const may = maySmallDisk();
if (!may) test.skip(NO_MOUNT, () => {});

describe.skipIf(!may)('a disk that is full', () => {
  it('under PostgreSQL loses nothing that was acknowledged, says so, and is worked on again when there is room', async () => {
    const people = 6;
    const disk = new SmallDisk(220);
    const workbench = await ServedWorkbench.open(disk.path('data'), people);
    const keeping = keepRunning(workbench.pools.worker, workbench.dataFolder, () => undefined);
    try {
      const { url, server } = await workbench.startServer();
      const acknowledged = new Set<string>();
      const refused: { readonly status: number; readonly body: string }[] = [];
      let running = true;
      const load = Array.from({ length: people }, async (_, person) => {
        for (let i = 0; running; i++) {
          // Long and not to be made shorter: it needs room.
          const words = `load-${person}-${i} ${randomBytes(4_000).toString('base64')}`;
          const answer = await workbench.decide(url, person, words);
          if (answer?.status === 200) acknowledged.add(words);
          else if (answer !== null) refused.push(answer);
          if (answer?.status !== 200) await pause(50);
        }
      });
      for (let waits = 0; acknowledged.size < 20 && waits < 1200; waits++) await pause(50);
      disk.fill(1 << 20);
      for (let waits = 0; refused.length < 40 && waits < 1200; waits++) await pause(50);
      const before = acknowledged.size;
      disk.free();
      for (let waits = 0; acknowledged.size < before + 20 && waits < 1200; waits++) await pause(50);
      running = false;
      await Promise.all(load);
      await workbench.kill(server);

      expect(refused.length).toBeGreaterThanOrEqual(40);
      expect(new Set(refused.map(({ status }) => status)).difference(new Set([503, 507]))).toEqual(new Set());
      for (const { body } of refused) expect(JSON.parse(body)).toMatchObject({ title: /\w/, next: /\w/ });
      expect(refused.some(({ status }) => status === 507)).toBe(true);
      expect(acknowledged.size).toBeGreaterThanOrEqual(before + 20);
      const times = await workbench.timesDecided();
      expect([...acknowledged].filter((words) => times.get(words) !== 1)).toEqual([]);
      expect([...times.values()].every((count) => count === 1)).toBe(true);
      expect(await workbench.agrees()).toBe(true);
      expect(await workbench.findingsOfLog()).toEqual([]);
    } finally {
      await keeping.stop();
      await workbench.close();
      disk.remove();
    }
  });

  describe('under the files', () => {
    const place = new Place();
    let disk: SmallDisk;
    let unit: ImportingUnit;
    let transfers: Buffer;
    beforeAll(async () => {
      transfers = readFileSync((await smallWorld(place)).transfers);
      disk = new SmallDisk(120);
      unit = await disk.whileTemporary(importingUnit);
      await unit.startJobs();
    });
    afterAll(async () => {
      await unit?.close();
      disk?.remove();
    });

    it('ends an import with what to do and leaves the leads; with room it goes through', async () => {
      // An upload is refused long before: what the operator puts on the disk is not.
      const { dataFolder, ask } = unit.workbench;
      mkdirSync(join(dataFolder, 'inbox'), { recursive: true });
      writeFileSync(join(dataFolder, 'inbox', 'full.csv'), transfers);
      const asked = async () => {
        const answer = await ask('analyst', 'POST', '/api/imports', {
          body: { unit: unit.unit, files: [{ inbox: 'full.csv' }] },
        });
        expect(answer.status, answer.body).toBe(202);
        return answer.json().id;
      };
      disk.fill(0);
      const job = await unit.reaches(await asked(), isOver);
      expect(job).toMatchObject({ state: 'failed', runId: null, error: { why: 'room' } });
      expect(job.error?.next.en).toMatch(/free disk space/);
      disk.free();
      expect(await unit.reaches(await asked(), isOver)).toMatchObject({ state: 'done' });
    });
  });

  it('under the checkpoints leaves no half of one, in the database or in the file', async () => {
    // A disk and a database on which nothing else works: what another frees would be room for the checkpoint.
    const disk = new SmallDisk(1);
    const database = await freshDatabase();
    try {
      await addOrganisation(database);
      const { worker } = database.pools;
      const key = database.secrets.audit.signingKey;
      const inDatabase = async () => (await database.query('select seq from audit.checkpoint')).length;
      disk.fill(0);
      await expect(sealNow(worker, key, disk.folder)).rejects.toMatchObject({ code: 'ENOSPC' });
      expect(await inDatabase()).toBe(0);
      expect(readFileSync(checkpointsFile(disk.folder), 'utf8')).toBe('');
      disk.free();
      await sealNow(worker, key, disk.folder);
      expect(await inDatabase()).toBe(1);
      const notes = checkpointNotes(readFileSync(checkpointsFile(disk.folder), 'utf8'));
      expect(notes.map((note) => readCheckpoint(note, noteKeyOf(key, SIGNER)) !== null)).toEqual([true]);
    } finally {
      await database.drop();
      disk.remove();
    }
  });
});
