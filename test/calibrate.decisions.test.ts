import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { whileConnected } from '../src/casework/connection.ts';
import { UnitFolder } from '../src/casework/imports/unit-folder.ts';
import { type Casework, openCasework } from '../src/casework/open-casework.ts';
import { addLeads, addMember, addOrganisation, addUnit, type Query, told } from './support/workbench.ts';

const MAIN = new URL('../src/cli/main.ts', import.meta.url).pathname;

let above: string;
let data: string;
let casework: Casework;

/** The real command, in a process of its own. */
function vigieHere(...given: string[]): { code: number | null; text: string } {
  const run = spawnSync(process.execPath, [MAIN, ...given, '--lang', 'en'], {
    encoding: 'utf8',
    env: { ...process.env, VIGIE_DATA: data },
  });
  return { code: run.status, text: run.stdout + run.stderr };
}

async function inDatabase<T>(work: (database: Query) => Promise<T>): Promise<T> {
  const where = { ...casework.server.admin, database: casework.server.database };
  return whileConnected(where, 'vigie test', (client) =>
    work({ query: async (sql, values) => (await client.query(sql, [...(values ?? [])])).rows }),
  );
}

beforeAll(async () => {
  above = mkdtempSync(join(tmpdir(), 'vigie-decisions-'));
  // For root the database server runs as another account, which has to come through.
  chmodSync(above, 0o711);
  data = join(above, 'data');
  casework = await openCasework(data, {});
  const world = join(above, 'world');
  expect(vigieHere('synth', '--preset', 'demo', '--seed', '5', '--out', world).code).toBe(0);
  const unit = await inDatabase(async (database) => {
    const organisation = await addOrganisation(database);
    const unit = await addUnit(database, organisation, 'Decided unit');
    await addUnit(database, organisation, 'Idle unit');
    await addMember(database, organisation, 'analyst', [{ unit, role: 'analyst' }]);
    for (const [state, ids] of Object.entries(payersOf(join(world, 'truth.csv')))) {
      const leads = await addLeads(
        database,
        unit,
        ids.map((subject, index) => ({ queue: 'investigation', rank: index + 1, subject }) as const),
      );
      for (const lead of leads) {
        await told(database.query, `update vigie.lead set state = $2 where id = $1`, [lead, state]);
        const explanation = state === 'ordinary' ? 'O05-guests' : null;
        await told(
          database.query,
          `insert into vigie.lead_decision (lead_id, kind, explanation, facts, run_id, made_by) select id, $2, $3, facts, run_id, 'analyst' from vigie.lead where id = $1`,
          [lead, state, explanation],
        );
      }
    }
    return unit;
  });
  const own = new UnitFolder(data, unit);
  mkdirSync(own.path, { recursive: true });
  copyFileSync(join(world, 'places.csv'), own.setting('places.csv'));
  const scan = ['scan', join(world, 'transfers.csv'), '--places', join(world, 'places.csv'), '--lake', own.lake];
  expect(vigieHere(...scan, '--out', join(above, 'run'), '--quiet').code).toBe(0);
});
afterAll(async () => {
  await casework.close();
  rmSync(above, { recursive: true, force: true });
});

/** Some that matter and some that do not, as a unit would have decided of them. */
function payersOf(truth: string): Record<'follow_up' | 'ordinary', string[]> {
  const rows = readFileSync(truth, 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(','));
  const payers = (harmful: string): string[] =>
    rows
      .filter(
        ([kind, , , is, queue]) =>
          kind === 'payer' && is === harmful && (harmful === 'false' || queue === 'investigation'),
      )
      .map(([, id]) => String(id));
  return { follow_up: payers('true').slice(0, 30), ordinary: payers('false').slice(0, 60) };
}

describe('vigie calibrate --from-decisions', () => {
  it('estimates the weights of a pack from what a unit has decided, and keeps their signs', () => {
    const out = join(above, 'pack');
    const { code, text } = vigieHere('calibrate', '--from-decisions', 'Decided unit', '--out', out);
    expect(text).toMatch(/\d+ leads followed up, 60 set aside/);
    expect(code).toBe(0);
    const check = vigieHere(
      'scan',
      join(above, 'world', 'transfers.csv'),
      '--pack',
      out,
      '--out',
      join(above, 'again'),
      '--quiet',
    );
    expect(check.code).toBe(0);
  });

  it('says how many decisions are missing, and of which unit there is none', () => {
    const out = join(above, 'none');
    expect(vigieHere('calibrate', '--from-decisions', 'Idle unit', '--out', out).text).toMatch(
      /followed up 0 leads and set aside 0/,
    );
    expect(vigieHere('calibrate', '--from-decisions', 'Nowhere', '--out', out)).toMatchObject({ code: 2 });
    expect(vigieHere('calibrate', '--out', out)).toMatchObject({ code: 1 });
  });
});
