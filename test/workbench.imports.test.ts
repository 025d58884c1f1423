import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ImportingUnit, importingUnit, isOver } from './support/imports.ts';
import { Place, smallWorld } from './support/place.ts';

const place = new Place();
let unit: ImportingUnit;
let transfers: Buffer;

beforeAll(async () => {
  transfers = readFileSync((await smallWorld(place)).transfers);
  unit = await importingUnit();
  await unit.startJobs();
});
afterAll(() => unit.close());

describe('an import', () => {
  it('goes from a file to leads', async () => {
    const { workbench } = unit;
    const received = await unit.send('transfers.csv', transfers);
    const preview = await workbench.ask('analyst', 'POST', '/api/imports/preview', {
      body: { unit: unit.unit, file: { received } },
    });
    expect(preview.status).toBe(200);
    expect(preview.json()).toMatchObject({ format: 'csv', missing: [], trouble: null, mapping: null });
    const id = await unit.ask([received]);
    const job = await unit.reaches(id, isOver);
    expect(job.error).toBe(null);
    const leads = await workbench.ask('analyst', 'GET', `/api/leads?unit=${unit.unit}&queue=investigation`);
    expect(leads.json().items.length).toBeGreaterThan(0);
  });
});
